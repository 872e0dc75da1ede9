"""One export while it is written: what every format gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateline.model import Claim, Incident
from dateline.publishing.cases import Case, Options, Source, cases, other_claims
from dateline.publishing.tally import Refusal, Tally
from dateline.publishing.viewing import View

if TYPE_CHECKING:
    from dateline.ledger import Asking


@dataclass(frozen=True, slots=True)
class Job:
    """One export.

    Args:
        ledger: where it comes from.
        incidents: the incidents that meet the conditions.
        filtered: whether there were conditions.
        view: what may be seen.
        options: what the user asked of the format.
        tally: what was written and refused so far.
    """

    ledger: Asking
    incidents: Sequence[Incident]
    filtered: bool
    view: View
    options: Options
    tally: Tally = field(default_factory=Tally)

    def cases(self) -> Iterator[Case]:
        """The incidents with what they rest on, as the profile lets them be seen."""
        return cases(self.ledger, self.incidents, self.view)

    def rows(self, sheet: str, make: Callable[[Case, Options], dict[str, Any] | Refusal]) -> Iterator[dict[str, Any]]:
        """The rows of a format that has one for each incident, counted for ``sheet``; those that it refuses are noted."""
        for case in self.cases():
            made = make(case, self.options)
            if isinstance(made, Refusal):
                self.refuse(made)
            else:
                self.count(sheet)
                yield made

    def other_claims(self) -> Iterator[tuple[Claim, Source]]:
        """What is told in the same documents and belongs to no incident; with no conditions, of all documents."""
        # The claims of incidents that do not meet the conditions are no non-events either.
        every = self.ledger.incidents() if self.filtered else self.incidents
        held = frozenset(claim_id for incident in every for claim_id in incident.claim_ids)
        documents = frozenset(document_id for incident in self.incidents for document_id in incident.document_ids) if self.filtered else None
        return other_claims(self.ledger, held, documents, self.view)

    def count(self, sheet: str, rows: int = 1) -> None:
        """Note that rows were written."""
        self.tally.rows[sheet] += rows

    def refuse(self, refusal: Refusal) -> None:
        """Note that a row was left out."""
        self.tally.refused.append(refusal)

    def note(self, names: Sequence[str]) -> None:
        """Note what a row carries."""
        self.tally.notes.update(names)
