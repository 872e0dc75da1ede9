"""What pages and API do alike: one ledger, those who may use it, and the work that takes longer than a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.ledger import Ledger
from dateline.model import Incident, Ruling, RulingKind
from dateline.model.errors import UnknownId
from dateline.resolving import standing, undone
from dateline.web.access import Access, User
from dateline.web.intake import Intake


class Desk:
    """Everything that the pages and the API share.

    Args:
        ledger: the ledger that is open.
        access: who may do what.
        intake: reads what is added.
    """

    def __init__(self, ledger: Ledger, access: Access, intake: Intake | None = None) -> None:
        self.ledger = ledger
        self.access = access
        self.intake = intake or Intake(ledger)

    def rule(self, user: User, kind: RulingKind, subjects: Sequence[str], reason: str, *, field: str | None = None, value: Any = None) -> Ruling:
        """Store a decision under the name of the user.

        Raises:
            UnknownId: if a subject is not in the ledger.
            RulingRefused: if the decision does not make sense.
            LedgerError: if the store refuses.
        """
        return self.ledger.decide(kind, *subjects, because=reason, author=user.name, field=field, value=value)

    def undone(self) -> dict[str, str]:
        """Ids of the rulings that were undone, each with the ruling that undid it."""
        return undone(self.ledger.rulings())

    def standing_rulings(self) -> list[Ruling]:
        """Rulings that were not undone, as they were made."""
        return standing(self.ledger.rulings())

    def incident(self, incident_id: str) -> Incident:
        """The incident of an id, or the one that it was merged into.

        Raises:
            UnknownId: if nothing has that id, or it is something else's.
        """
        shown = self.ledger.show(incident_id)
        if not isinstance(shown, Incident):
            raise UnknownId(f"{incident_id}: this is no incident's id; those begin with i-.")
        return shown
