"""One event of a document as it is told: its tellings, in text order."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reading.cast import Party
from dateline.reading.drafts import Draft

_NEWSLIKE = frozenset(("actual", "attempted", "background", "cumulative"))


@dataclass(eq=False, slots=True)
class ToldEvent:
    """One event of a document.

    Args:
        drafts: its tellings in text order.
        main: whether it is what the story is about.
    """

    drafts: list[Draft] = field(default_factory=list)
    main: bool = False

    def sources(self) -> tuple[Party, ...]:
        """Everybody that any telling names as having done it."""
        return tuple(party for draft in self.drafts for party in draft.sources)

    def targets(self) -> tuple[Party, ...]:
        """Everybody that any telling names as having suffered it."""
        return tuple(party for draft in self.drafts for party in draft.targets)

    def happened(self) -> bool:
        """Whether any telling tells it as having happened, lately or long ago."""
        return any(told_as_done(draft) for draft in self.drafts)


def told_as_done(draft: Draft) -> bool:
    """Whether a telling speaks of something that happened, not of a plan, a threat, a denial or a story."""
    return draft.status.label in _NEWSLIKE
