"""People's view of why a claim holds what it holds: its sentences with the words marked, and under them the rule behind each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.cli.output import clean
from dateline.ledger import value_words
from dateline.reading.explaining import Explanation, explain, marked, sentences

if TYPE_CHECKING:
    from dateline.model import Claim, Document, Reading
    from dateline.reading.lexicon import Lexicon

_STYLES = {"text": "", "words": "underline", "mark": "dim"}


def show_explained(out: Console, document: Document, reading: Reading, lexicon: Lexicon) -> None:
    """Each claim of a document, explained."""
    out.print(Text(clean(document.title or document.text[:80]), style="bold"))
    out.print()
    for claim in reading.claims:
        _show_claim(out, document, claim, lexicon)
    if not reading.claims:
        out.print(Text("no claims", style="dim"))
        out.print()


def _show_claim(out: Console, document: Document, claim: Claim, lexicon: Lexicon) -> None:
    mode = f"/{claim.event.mode}" if claim.event.mode else ""
    out.print(Text.assemble((claim.event.type + mode, "bold"), f"  [{claim.status.label}]", (f"  {claim.id}", "dim")))
    told = explain(claim, lexicon)
    labels = [(span.start, span.end, str(number)) for number, one in enumerate(told, start=1) for span in one.evidence]
    for sentence in sentences(document, claim):
        pieces = marked(sentence, _joined(labels))
        out.print(Padding(Text.assemble(*((_kept(words), _STYLES[kind]) for words, kind in pieces)), (0, 0, 0, 2), expand=False))
    for number, (one, (_, value)) in enumerate(zip(told, claim.values(), strict=True), start=1):
        words = clean(value_words(value)) + (" (inferred)" if one.inferred else "")
        _line(out, Text.assemble((f"{number:>2} {one.field:<8} ", "dim"), words, (f"  {one.rule}", "dim")), 2)
        _line(out, Text(f"{clean(one.says)} ({one.file})"), 14)
        if one.actor:
            _line(out, Text(clean(one.actor)), 14)
    out.print()


def _line(out: Console, text: Text, indent: int) -> None:
    out.print(Padding(text, (0, 0, 0, indent), expand=False))


def _joined(labels: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One bracket for values read from the same words, with all their numbers."""
    numbers: dict[tuple[int, int], list[str]] = {}
    for start, end, label in labels:
        numbers.setdefault((start, end), []).append(label)
    return [(start, end, ",".join(found)) for (start, end), found in numbers.items()]


def _kept(words: str) -> str:
    """Cleaned text that keeps the blanks at its edges."""
    inner = clean(words)
    return (" " if words[:1].isspace() else "") + inner + (" " if inner and words[-1:].isspace() else "")


def explained_object(document: Document, claim: Claim, lexicon: Lexicon) -> dict[str, Any]:
    """The same for programs: sentences and values of one claim."""
    told: tuple[Explanation, ...] = explain(claim, lexicon)
    return {
        "claim_id": claim.id,
        "sentences": [sentence.to_dict() for sentence in sentences(document, claim)],
        "values": [{**one.to_dict(), "value": value_words(value)} for one, (_, value) in zip(told, claim.values(), strict=True)],
    }
