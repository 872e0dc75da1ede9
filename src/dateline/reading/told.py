"""One event of a document as it is told: its tellings, in text order."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reading.cast import Party
from dateline.reading.drafts import Draft

_FIRST, _LAST = 12, 24
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

    def remembered(self) -> list[Draft]:
        """The tellings that a new one is compared with: all, but for the middle of a very long list."""
        return self.drafts if len(self.drafts) <= _FIRST + _LAST else self.drafts[:_FIRST] + self.drafts[-_LAST:]

    def sources(self) -> tuple[Party, ...]:
        """Everybody that a telling names as having done it."""
        return tuple(party for draft in self.remembered() for party in draft.sources)

    def targets(self) -> tuple[Party, ...]:
        """Everybody that any telling names as having suffered it."""
        return tuple(party for draft in self.remembered() for party in draft.targets)

    def happened(self) -> bool:
        """Whether any telling tells it as having happened, lately or long ago."""
        return any(told_as_done(draft) for draft in self.remembered())


def told_as_done(draft: Draft) -> bool:
    """Whether a telling speaks of something that happened, not of a plan, a threat, a denial or a story."""
    return draft.status.label in _NEWSLIKE
