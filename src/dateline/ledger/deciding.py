"""From what a person wants to a ruling that makes sense: subjects looked up, values checked, and what was known noted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, get_args

from sqlalchemy import Connection

from dateline.ledger import stored
from dateline.ledger.correcting import CLASSES, HARMS, as_value, check_class, check_incident_status, check_mode_fits
from dateline.model import Claim, Document, Incident, Ruling, RulingKind
from dateline.model.errors import RulingRefused
from dateline.resolving import undone

OUTLET = "outlet:"
"""How an outlet is named as the subject of a ruling."""

Show = Callable[[str], Incident | Claim | Document | Ruling]

_SUBJECTS: dict[str, tuple[str, str]] = {
    "same": ("ic", "incidents or claims"),
    "apart": ("ic", "incidents or claims"),
    "correct": ("ic", "an incident or a claim"),
    "class": ("i", "an incident"),
    "discount": ("ic", "incidents or claims"),
    "confirm": ("i", "incidents"),
    "retract": ("d", "documents"),
    "withhold": ("do", f"documents, or outlets such as “{OUTLET}The Examiner”"),
    "note": ("icd", "incidents, claims or documents"),
    "undo": ("r", "rulings"),
}
_ONE = ("correct", "class")


def make(
    connection: Connection,
    show: Show,
    kind: RulingKind,
    subjects: Sequence[str],
    *,
    reason: str,
    author: str,
    field: str | None = None,
    value: Any = None,
) -> Ruling:
    """Make a ruling.

    Args:
        connection: to the store.
        show: looks an id up.
        kind, subjects, reason, author: see :class:`dateline.model.Ruling`; the beginning of an id will do.
        field, value: see :func:`dateline.ledger.correcting.as_value`; for ``class`` a harm and a victim class.

    Raises:
        UnknownId: if a subject is not in the ledger.
        RulingRefused: if the ruling does not make sense.
    """
    if kind not in get_args(RulingKind):
        raise RulingRefused(f"got the ruling {kind!r}, expected one of {', '.join(get_args(RulingKind))}.")
    for name, given in (("reason", reason), ("author", author)):
        if not given or not given.strip():
            raise RulingRefused(f"a ruling needs {'a reason: say why' if name == 'reason' else 'an author: say who decides'}.")
    found = [subject.strip() if subject.startswith(OUTLET) else show(subject) for subject in subjects]
    ids = [one if isinstance(one, str) else one.id for one in found]
    _check_subjects(kind, ids)
    value = _value(kind, field, value, found)
    made = stored.made_rulings(connection)
    if kind == "undo":
        _check_undo(ids, made)
    return Ruling.make(
        kind=kind,
        subjects=tuple(ids),
        field=field,
        value=value,
        held=_held(found, kind),
        author=author.strip(),
        time=_now(made),
        reason=reason.strip(),
    )


def _check_subjects(kind: str, ids: Sequence[str]) -> None:
    letters, called = _SUBJECTS[kind]
    wrong = [one for one in ids if one[0] not in letters or (one[0] == "o" and one == OUTLET)]
    if wrong or not ids:
        raise RulingRefused(f"a ruling {kind!r} is on {called}; got {', '.join(wrong) or 'nothing'}.")
    if len(set(ids)) < len(ids):
        double = next(one for one in ids if ids.count(one) > 1)
        raise RulingRefused(f"the subjects of a ruling {kind!r} must differ, but two of them are {double}" + _hint(kind))
    if kind in ("same", "apart") and len(ids) < 2:
        raise RulingRefused(f"a ruling {kind!r} needs two subjects or more, got {ids[0]}" + _hint(kind))
    if kind in _ONE and len(ids) > 1:
        raise RulingRefused(f"a ruling {kind!r} is on one thing at a time, got {', '.join(ids)}. Make one ruling for each.")


def _hint(kind: str) -> str:
    return ": they are one incident already." if kind == "same" else ". To split an incident, name claims of it: `dateline show` lists them."


def _value(kind: str, field: str | None, value: Any, found: Sequence[Any]) -> Any:
    if kind not in ("correct", "class"):
        if field is not None or value is not None:
            raise RulingRefused(f"a ruling {kind!r} has no field and no value, got {field!r} and {value!r}.")
        return None
    if field is None:
        raise RulingRefused(f"a ruling {kind!r} needs a field, such as killed.")
    subject = found[0]
    if kind == "class":
        harm, _, old = field.partition(".")
        if harm not in HARMS or (old and old not in CLASSES):
            raise RulingRefused(f"got {field!r}, expected a harm ({', '.join(HARMS)}), or a harm and the class that it has now (killed.militant).")
        if not any((toll.harm, toll.victim_class) == (harm, old or None) for toll in subject.tolls):
            raise RulingRefused(f"{subject.id} has no figure for {field}; correct it to set one, for example killed.child.")
        return check_class(value)
    made = as_value(field, value)
    if isinstance(subject, Incident) and field == "status":
        check_incident_status(made)
    if field == "mode" and made is not None:
        check_mode_fits(subject.type if isinstance(subject, Incident) else subject.event.type, made)
    return made


def _check_undo(ids: Sequence[str], made: Sequence[Ruling]) -> None:
    gone = undone(made)
    for ruling_id in ids:
        if ruling_id in gone:
            raise RulingRefused(f"{ruling_id} was undone already, by {gone[ruling_id]}. To bring it back, undo that one.")


def _held(found: Sequence[Incident | Claim | Document | Ruling | str], kind: str) -> tuple[tuple[str, ...], ...] | None:
    """The claims that each subject stands for. Claims that are named themselves are taken out of the incident that they are to be apart from."""
    if kind not in ("same", "apart", "correct", "class", "discount", "confirm", "note"):
        return None
    named = {one.id for one in found if isinstance(one, Claim)} if kind == "apart" else set()
    held = []
    for one in found:
        if isinstance(one, Incident):
            rest = tuple(claim_id for claim_id in one.claim_ids if claim_id not in named)
            if not rest:
                raise RulingRefused(f"every claim of {one.id} was named, so nothing is left of it to be apart from. Leave the incident out.")
            held.append(rest)
        else:
            held.append((one.id,) if isinstance(one, Claim) else ())
    return tuple(held)


def _now(made: Sequence[Ruling]) -> str:
    """Now, or just after the latest ruling where a clock runs behind: a later decision must come later."""
    now = dt.datetime.now(dt.UTC)
    latest = max((ruling.order[0] for ruling in made), default=None)
    if latest is not None and latest >= now:
        now = latest.astimezone(dt.UTC) + dt.timedelta(microseconds=1)
    return now.isoformat(timespec="microseconds")
