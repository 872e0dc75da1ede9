"""A ledger beside an ACLED or UCDP file: what both have, what only one has, and where the tolls differ."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Unpack

from dateline.codebook import ucdp_type
from dateline.model import Incident
from dateline.publishing.acled import inter
from dateline.publishing.cases import Case, cases
from dateline.publishing.exporting import Filters
from dateline.publishing.foreign import ForeignEvent, Kind, read_foreign
from dateline.publishing.matching import Candidate, Pair, Windows, match
from dateline.publishing.sides import acled_type, facts
from dateline.publishing.tally import Refusal
from dateline.publishing.viewing import View

if TYPE_CHECKING:
    from dateline.ledger import Asking

TollVerdict = Literal["same", "within", "lower", "higher", "unknown here", "unknown there"]
"""Their number of dead beside ours: ``same`` as our best figure · ``within`` our range · ``lower`` or ``higher`` than all of it."""

_DIFFERENT: frozenset[TollVerdict] = frozenset(("lower", "higher"))
_LONGEST = 62
"""Days beyond which a time is too coarse to compare by."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it.

    Args:
        kind: which set the file is of.
        windows: how far apart two records of one event may be.
        matched: the pairs, surest first.
        only_here: our incidents within the file's countries and period that no row was found for, by day.
        only_there: the rows that no incident was found for, by day.
        outside: how many of our incidents lie outside the file's countries or period.
        not_comparable: our incidents that cannot be compared, with the reason.
        refused: rows of the file that could not be read.
    """

    kind: Kind
    windows: Windows
    matched: tuple[Pair, ...]
    only_here: tuple[Incident, ...]
    only_there: tuple[ForeignEvent, ...]
    outside: int
    not_comparable: tuple[Refusal, ...]
    refused: tuple[Refusal, ...]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The pairs whose tolls differ."""
        return tuple(pair for pair in self.matched if toll_verdict(pair) in _DIFFERENT)

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each pair, each incident only here and each row only there."""
        return [
            *(_row("matched", pair.candidate.incident, pair.event, pair) for pair in self.matched),
            *(_row("only here", incident, None) for incident in self.only_here),
            *(_row("only there", None, event) for event in self.only_there),
        ]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON types."""
        return {
            "set": self.kind,
            "windows": {"days": self.windows.days, "km": self.windows.km},
            "counts": {
                "matched": len(self.matched),
                "tolls_differ": len(self.differing),
                "only_here": len(self.only_here),
                "only_there": len(self.only_there),
                "outside": self.outside,
                "not_comparable": dict(sorted(Counter(one.reason for one in self.not_comparable).items())),
                "bad_rows": len(self.refused),
            },
            "rows": [{name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()} for row in self.rows()],
            "not_comparable": [{"id": one.id, "reason": one.reason, "detail": one.detail} for one in self.not_comparable],
            "bad_rows": [{"id": one.id, "detail": one.detail} for one in self.refused],
        }


COLUMNS = (
    "outcome",
    "incident_id",
    "event_id",
    "score",
    "days_apart",
    "km_apart",
    "day_here",
    "day_there",
    "place_here",
    "place_there",
    "country",
    "type_here",
    "type_there",
    "killed_low_here",
    "killed_best_here",
    "killed_high_here",
    "killed_there",
    "toll",
    "actors_here",
    "actors_there",
    "source_there",
)
"""Columns of a row of :meth:`Comparison.rows`."""


def compare(ledger: Asking, path: str | Path, *, windows: Windows | None = None, everywhere: bool = False, **filters: Unpack[Filters]) -> Comparison:
    """Compare a ledger, or the incidents that meet all conditions, with an ACLED or UCDP GED CSV file.

    How pairs are found: :mod:`dateline.publishing.matching`.

    Args:
        ledger: the ledger.
        path: the file.
        windows: how far apart two records of one event may be; 2 days and 50 km if None.
        everywhere: also incidents outside the file's countries and period.
        filters: see :class:`Filters`.

    Raises:
        InputError: if the file cannot be read, or is of neither set.
        LedgerError: if the ledger cannot be read.
    """
    foreign = read_foreign(path)
    candidates: list[Candidate] = []
    left_out: list[Refusal] = []
    for case in cases(ledger, ledger.incidents(**filters), View(ledger.redaction("internal"))):
        made = _candidate(case, foreign.kind)
        if isinstance(made, Refusal):
            left_out.append(made)
        else:
            candidates.append(made)
    windows = windows or Windows()
    pairs = match(candidates, foreign.events, windows)
    ours = {pair.candidate.incident.id for pair in pairs}
    theirs = {pair.event.id for pair in pairs}
    alone = [candidate for candidate in candidates if candidate.incident.id not in ours]
    covered = alone if everywhere else [candidate for candidate in alone if _covered(candidate, foreign.events)]
    return Comparison(
        kind=foreign.kind,
        windows=windows,
        matched=tuple(pairs),
        only_here=tuple(candidate.incident for candidate in covered),
        only_there=tuple(sorted((event for event in foreign.events if event.id not in theirs), key=lambda event: (event.start, event.id))),
        outside=len(alone) - len(covered),
        not_comparable=tuple(left_out),
        refused=foreign.refused,
    )


def _candidate(case: Case, kind: Kind) -> Candidate | Refusal:
    incident = case.incident
    if incident.time is None or incident.time.start is None or incident.time.end is None:
        return Refusal(incident.id, "time-unknown", "no claim says when it began and ended")
    if (incident.time.end - incident.time.start).days > _LONGEST:
        return Refusal(incident.id, "time-too-coarse", f"known as {incident.time}")
    if incident.place is None or (incident.place.lat is None and incident.place.country is None):
        return Refusal(incident.id, "place-unknown", "no claim says where it was, or no gazetteer knows it")
    acled, ucdp = acled_type(case), ucdp_type(facts(case))
    if acled is None and ucdp is None:
        return Refusal(incident.id, "no-such-type", f"{incident.type} is no kind of event that {kind.upper()} has")
    country = incident.place.country
    sides = (inter([part.actor for part in case.parts(role)], country, acled, attacks=role == "source") for role in ("source", "target"))
    return Candidate(
        incident=incident,
        start=incident.time.start,
        end=incident.time.end,
        kind=acled,
        violence=ucdp.code if ucdp is not None else None,
        sides=frozenset(side for side in sides if side is not None),
    )


def _covered(candidate: Candidate, events: Sequence[ForeignEvent]) -> bool:
    """Whether the incident lies in a country and within the period that the file has rows of."""
    if not events:
        return False
    place = candidate.incident.place
    country = place.country if place else None
    countries = {event.country for event in events}
    begins, ends = min(event.start for event in events), max(event.end for event in events)
    return (country is None or country in countries or None in countries) and candidate.start <= ends and candidate.end >= begins


def toll_verdict(pair: Pair) -> TollVerdict:
    """Their number of dead beside ours."""
    killed = pair.candidate.incident.total("killed")
    theirs = pair.event.best
    if killed is None or (killed.low is None and killed.high is None):
        return "unknown here"
    if theirs is None:
        return "unknown there"
    if killed.low is not None and theirs < killed.low:
        return "lower"
    if killed.high is not None and theirs > killed.high:
        return "higher"
    return "same" if theirs == killed.best else "within"


def _row(outcome: str, incident: Incident | None, event: ForeignEvent | None, pair: Pair | None = None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS) | {"outcome": outcome}
    if incident is not None:
        killed = incident.total("killed")
        row |= {
            "incident_id": incident.id,
            "day_here": str(incident.time),
            "place_here": incident.place.name if incident.place else None,
            "country": incident.place.country if incident.place else None,
            "type_here": incident.type + (f"/{incident.mode}" if incident.mode else ""),
            "killed_low_here": killed.low if killed else None,
            "killed_best_here": killed.best if killed else None,
            "killed_high_here": killed.high if killed else None,
            "actors_here": "; ".join(dict.fromkeys(part.actor.name for part in incident.actors if part.role != "backer")),
        }
    if event is not None:
        row |= {
            "event_id": event.id,
            "day_there": str(event.start) if event.start == event.end else f"{event.start}..{event.end}",
            "place_there": event.place,
            "country": row["country"] or event.country,
            "type_there": event.sub_event or event.event or f"UCDP type {event.violence}",
            "killed_there": event.best,
            "actors_there": "; ".join(event.actors),
            "source_there": event.source,
        }
    if pair is not None:
        row |= {"score": pair.score, "days_apart": pair.days, "km_apart": pair.km, "toll": toll_verdict(pair)}
    return row
