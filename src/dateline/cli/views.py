"""People's view of the nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.output import clean, many
from dateline.codebook import QUADS, Codebook
from dateline.ledger import Quote, ruling_words, value_text, value_words
from dateline.model import NEWS, Claim, Document, Grounded, Incident, Reading, Role, Ruling
from dateline.resolving import place_words, range_words, told_by

if TYPE_CHECKING:
    from dateline.ledger import Asking, Hit, Step

_UNKNOWN = "–"
_DIM, _BOLD = "dim", "bold"
_LOG = 27
"""Columns of the number and the time of a log entry."""
_TABLE_WIDTH = 130
"""Columns below which the table of incidents would break its words."""

_PARTIES: tuple[tuple[str, Role], ...] = (("by", "source"), ("against", "target"))


def show_reading(out: Console, document: Document, reading: Reading, incidents: Sequence[Incident]) -> None:
    """What one document tells: its incidents, then its claims with their words."""
    _show_head(out, document)
    left_out = Counter(passage.kind.replace("_", " ") for passage in reading.passages if passage.reason)
    if left_out:
        out.print(Text("left out: " + ", ".join(f"{count} {kind}" for kind, count in sorted(left_out.items())), style=_DIM))
    out.print()
    show_incidents(out, incidents)
    news = [claim for claim in reading.claims if claim.status.label in NEWS]
    others = [claim for claim in reading.claims if claim.status.label not in NEWS]
    for claim in news:
        show_claim(out, claim)
    if others:
        out.print(Text("Told, but not counted", style=_BOLD))
        for claim in others:
            show_claim(out, claim)


def _show_head(out: Console, document: Document) -> None:
    out.print(Text(clean(document.title or document.text[:80]), style=_BOLD))
    facts = (document.publisher, document.published or "publication time unknown", document.url, document.id)
    out.print(Text(" · ".join(clean(fact) for fact in facts if fact), style=_DIM))


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(
            column,
            overflow="fold",
            no_wrap=column in ("id", "when", "what"),
            justify="right" if column in ("killed", "injured", "reports", "origins") else "left",
        )
    return table


def show_incidents(out: Console, incidents: Sequence[Incident]) -> None:
    """Incidents as a table; a dash is unknown, never zero."""
    if not incidents:
        out.print(Text("no incidents", style=_DIM))
        out.print()
        return
    if out.width < _TABLE_WIDTH:
        _list_incidents(out, incidents)
        return
    table = _table("id", "when", "where", "what", "by", "against", "killed", "injured", "reports", "origins")
    for incident in incidents:
        table.add_row(
            incident.id[:10],
            str(incident.time) if incident.time else _UNKNOWN,
            _where(incident),
            _what(incident).replace("/", "\n"),
            _actors(incident, "source", brief=True),
            _actors(incident, "target", brief=True),
            _toll(incident, "killed"),
            _toll(incident, "injured"),
            str(len(incident.document_ids)),
            str(len(incident.origins)) if incident.origins else _UNKNOWN,
        )
    out.print(table)
    out.print()


def _list_incidents(out: Console, incidents: Sequence[Incident]) -> None:
    """The same on a narrow terminal: a few lines for each."""
    for incident in incidents:
        when = str(incident.time) if incident.time else "time unknown"
        where = f"  {_where(incident)}" if incident.place else ""
        out.print(Text.assemble((incident.id[:10], _DIM), f"  {when}{where}"))
        parts = [_what(incident), *(f"{word} {_actors(incident, role)}" for word, role in _PARTIES if _actors(incident, role) != _UNKNOWN)]
        _line(out, " ".join(parts))
        tolls = [f"{range_words(toll)} {toll.harm}" for toll in incident.tolls if toll.victim_class is None]
        _line(out, "; ".join([*tolls, told_by(incident)]))
    out.print()


def _beside(out: Console, first: str, rest: str | Text, *, width: int = 0, indent: int = 0) -> None:
    """A word and what is said of it, whose further lines stand below its first."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=_DIM, no_wrap=True, min_width=width)
    grid.add_column(overflow="fold")
    grid.add_row(first, rest)
    out.print(Padding(grid, (0, 0, 0, indent), expand=False))


def _line(out: Console, text: str, indent: int = 2) -> None:
    out.print(Padding(Text(text), (0, 0, 0, indent), expand=False))


def _what(incident: Incident) -> str:
    attempted = "" if incident.status == "actual" else f" ({incident.status})"
    return ("accidental " if incident.accidental else "") + _event(incident.type, incident.mode) + attempted


def _where(incident: Incident) -> str:
    if incident.place is None:
        return _UNKNOWN
    country = f", {incident.place.country}" if incident.place.country else ""
    return clean(f"{place_words(incident.place)}{country}")


def _event(event_type: str, mode: str | None) -> str:
    return event_type + (f"/{mode}" if mode else "")


def _actors(incident: Incident, role: Role, most: int = 3, *, brief: bool = False) -> str:
    """Names with how each is held responsible; ``brief``: in one word, for a cell of a table."""

    def held(responsibility: str | None) -> str:
        if responsibility is None or responsibility == "stated":
            return ""
        return f" ({responsibility.partition('_')[0] if brief else responsibility.replace('_', ' ')})"

    names = [part.actor.name + held(part.responsibility) for part in incident.parties(role)]
    shown = list(dict.fromkeys(names))
    return clean(", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")) or _UNKNOWN


def _toll(incident: Incident, harm: str) -> str:
    toll = next((toll for toll in incident.tolls if toll.harm == harm and toll.victim_class is None), None)
    return range_words(toll) if toll else _UNKNOWN


def _fact(out: Console, name: str, value: str, *, indent: int = 2) -> None:
    if value:
        _beside(out, clean(name), Text(clean(value)), width=8, indent=indent)


def show_claim(out: Console, claim: Claim) -> None:
    """One claim: who, whom, toll, where, when, who says so, and the words."""
    label = "" if claim.status.label == "actual" else f"  [{claim.status.label}]"
    out.print(Text.assemble((_event(claim.event.type, claim.event.mode), _BOLD), label, (f"  {claim.id}", _DIM)))
    for name, role in (("who", "source"), ("whom", "target"), ("backed by", "backer")):
        _fact(out, name, ", ".join(_called(part.words, value_words(part)) + _concluded(part) for part in claim.actors if part.role == role))
    _fact(out, "toll", ", ".join(value_words(toll) for toll in claim.tolls))
    if claim.place is not None:
        _fact(out, "where", _called(claim.place.words, value_words(claim.place)) + _concluded(claim.place))
    if claim.time is not None:
        _fact(out, "when", _called(claim.time.words, value_words(claim.time)) + _concluded(claim.time))
    if claim.weapon is not None:
        _fact(out, "means", _called(claim.weapon.words, claim.weapon.code))
    if claim.accidental is not None:
        _fact(out, "meant", "no" if claim.accidental.value else "yes")
    said = [value_words(speaker) + (f" via {', '.join(speaker.relayed_by)}" if speaker.relayed_by else "") for speaker in claim.speakers]
    _fact(out, "says", ", ".join(said))
    for span in claim.evidence:
        _fact(out, "words", f"“{clean(span.text)}”")
    out.print()


def _concluded(value: Grounded) -> str:
    return " (inferred)" if value.inferred else ""


def _called(words: str, value: str) -> str:
    return value if words.casefold() == value.casefold() else f"{value} — “{words}”"


def show_codebook(out: Console, book: Codebook) -> None:
    """The types of a codebook with their modes."""
    out.print(Text(clean(f"{book.title} (version {book.version})"), style=_BOLD))
    out.print(Text(clean(book.source), style=_DIM))
    for kind in book.types:
        out.print()
        like = f"  like {kind.like}" if kind.like else ""
        out.print(Text.assemble((kind.code, _BOLD), (f"  {QUADS[kind.quad]}{like}", _DIM)))
        _line(out, clean(kind.definition))
        for mode in kind.modes:
            _fact(out, mode.code, mode.definition, indent=4)


def show_noun(out: Console, shown: Incident | Claim | Document | Ruling, ledger: Asking) -> None:
    """Whatever an id names."""
    match shown:
        case Incident():
            _show_incident(out, shown, ledger)
        case Claim():
            show_claim(out, shown)
        case Document():
            _show_head(out, shown)
            out.print()
            for claim in ledger.claims(document_id=shown.id):
                show_claim(out, claim)
        case Ruling():
            _show_ruling(out, shown)


def _show_ruling(out: Console, ruling: Ruling) -> None:
    out.print(Text(clean(f"{ruling.author} {ruling_words(ruling)}"), style=_BOLD))
    out.print(Text(clean(f"{ruling.time}: {ruling.reason}")))
    out.print(Text(ruling.id, style=_DIM))


def show_log(out: Console, steps: Sequence[Step]) -> None:
    """The log: when, who, what, why, and what it changed."""
    if not steps:
        out.print(Text("nothing yet", style=_DIM))
    for step in steps:
        when = step.entry.time[:19].replace("T", " ")
        who = f"{clean(step.entry.author)} " if step.entry.author else ""
        _beside(out, f"{step.entry.seq:>5}  {when}", Text(f"{who}{clean(step.says)}"), width=_LOG)
        if step.reason:
            _line(out, f"because: {clean(step.reason)}", indent=_LOG + 1)
        for change in step.changes:
            _line(out, clean(f"{change.field}: {change.before or _UNKNOWN} → {change.after or _UNKNOWN}"), indent=_LOG + 1)


def _show_rulings(out: Console, incident: Incident, ledger: Asking) -> None:
    """What people decided about an incident, and what speaks against it."""
    if incident.verdict:
        out.print(Text(f"{incident.verdict} by ruling", style=_BOLD))
    for correction in incident.corrections:
        ruled, machine = value_text(correction.value) or "unknown", value_text(correction.machine) or "unknown"
        out.print(Text.assemble((f"{correction.field} set to {clean(ruled)}", _BOLD), f"; the machine reads {clean(machine)}"))
    for flag in incident.flags:
        out.print(Text.assemble(("look again: ", _BOLD), clean(flag.says), (f"  ({flag.ruling_id}; {', '.join(flag.claim_ids)})", _DIM)))
    for ruling_id in incident.ruling_ids:
        ruling = ledger.show(ruling_id)
        if isinstance(ruling, Ruling):
            says = clean(f"{ruling.author} {ruling_words(ruling)}: {ruling.reason}")
            _beside(out, ruling.time[:10], Text.assemble(says, (f"  {ruling_id}", _DIM)))
    if incident.previous_ids:
        out.print(Text(f"previous ids: {', '.join(incident.previous_ids)}", style=_DIM))
    if incident.ruling_ids:
        out.print()


def _show_incident(out: Console, incident: Incident, ledger: Asking) -> None:
    out.print(Text(clean(incident.summary), style=_BOLD))
    out.print(Text(incident.id, style=_DIM))
    out.print()
    _show_rulings(out, incident, ledger)
    if incident.time is not None:
        _fact(out, "when", f"{incident.time} (precision: {incident.time.precision.replace('_', ' ')})", indent=0)
    if incident.place is not None:
        radius = f", within {incident.place.radius_km:g} km" if incident.place.radius_km else ""
        _fact(out, "where", f"{_where(incident)} (precision: {incident.place.precision}{radius})", indent=0)
    roles: tuple[tuple[str, Role], ...] = (("by", "source"), ("against", "target"), ("backed by", "backer"))
    for name, role in roles:
        _fact(out, name, _actors(incident, role, most=20).replace(_UNKNOWN, ""), indent=0)
    _show_grounds(out, incident)
    for toll in incident.tolls:
        who = f" ({toll.victim_class.replace('_', ' ')})" if toll.victim_class else ""
        out.print(Text.assemble((f"{range_words(toll)} {toll.harm}{who}", _BOLD), (f"  by the rule {toll.rule}", _DIM)))
        for told in toll.series:
            _fact(out, told.published or "undated", f"“{told.words}” {', '.join(told.said_by)} {told.claim_id}")
    for contradiction in incident.contradictions:
        out.print(Text(f"disagreement: {contradiction.about}", style=_BOLD))
        for version in contradiction.versions:
            _fact(out, many(len(version.claim_ids), "claim"), version.says)
    out.print()
    for document_id in incident.document_ids:
        for claim in ledger.claims(document_id=document_id):
            if claim.id in incident.claim_ids:
                show_claim(out, claim)


def _show_grounds(out: Console, incident: Incident) -> None:
    """On what it rests, who those harmed were, who did it by whose word, and what each rule makes of that."""
    counts = incident.counts
    _fact(
        out,
        "reports",
        f"{counts.documents} from {counts.outlets} outlet{'' if counts.outlets == 1 else 's'}: {', '.join(incident.publishers)}",
        indent=0,
    )
    _fact(out, "origins", f"{counts.origins}: {', '.join(origin.name for origin in incident.origins)}", indent=0)
    if incident.civilian_words:
        told = [f"{word.says} ({', '.join(word.said_by)}{', own word' if word.own_word else ''})" for word in incident.civilian_words]
        _fact(out, "harmed", f"{incident.civilian_status}: {', '.join(told)}", indent=0)
    for part in incident.actors:
        if part.stances:
            told = [f"{stance.attribution} by {', '.join(stance.said_by) or 'a report'}" for stance in part.stances]
            _fact(out, "who", f"{part.actor.name}: {'; '.join(told)}", indent=0)
    for grade in incident.grades:
        out.print(Text.assemble((f"{grade.profile}: {grade.grade}", _BOLD), (f"  by the rule {grade.rule}: {grade.meaning}", _DIM)))
        for reason in grade.reasons:
            _line(out, clean(reason))
    out.print()


def show_quotes(out: Console, quotes: Sequence[Quote]) -> None:
    """Quotes by document and claim: each value once, with all the words it was read from."""
    if not quotes:
        out.print(Text("no quotes", style=_DIM))
    for _, of_claim in groupby(quotes, key=lambda quote: quote.claim_id):
        told = list(of_claim)
        head = " · ".join(clean(part) for part in (told[0].publisher, told[0].published, told[0].title) if part)
        says = f"  says {clean(', '.join(told[0].said_by))}" if told[0].said_by else ""
        out.print(Text.assemble((head, _BOLD), says, (f"  {told[0].claim_id}", _DIM)))
        for (field, value, inferred), spans in groupby(told, key=lambda quote: (quote.field, quote.value, quote.inferred)):
            _fact(out, field, value + (" (inferred)" if inferred else ""))
            for span in spans:
                _line(out, f"“{clean(span.words)}”", indent=11)
        out.print()


def show_hits(out: Console, hits: Sequence[Hit]) -> None:
    """What was found, by kind, with the words around it."""
    if not hits:
        out.print(Text("nothing found", style=_DIM))
    for kind, of_kind in groupby(hits, key=lambda hit: hit.kind):
        out.print(Text(f"{kind}s", style=_BOLD))
        for hit in of_kind:
            where = " · ".join(clean(part) for part in (hit.publisher, hit.published) if part)
            _beside(out, hit.id, Text.assemble(clean(hit.title or ""), (f"  {where}", _DIM)))
            words = Text("".join(one if one.isprintable() else " " for one in hit.words))
            for start, end in hit.matches:
                words.stylize(_BOLD, start, end)
            out.print(Padding(words, (0, 0, 0, 4), expand=False))
