"""Why a claim holds what it holds: for every value the rule that gave it, in words, and where that rule can be read and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.model import ActorRole, Claim, Document, Evidence, Grounded, Speaker
from dateline.model._base import Value
from dateline.reading import cues
from dateline.reading.lexicon import Lexicon, load

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+|\n+")


class Explanation(Value):
    """Where one value of a claim comes from.

    Args:
        field: which value (``event``, ``source``, ``killed``, ``place`` ...).
        rule: the rule, lexicon entry or model that gave it.
        says: what that rule does, in words.
        file: where it can be read and changed, inside ``src/dateline``.
        inferred: whether the value was concluded from the words rather than said by them.
        actor: for a party or speaker: how the name was found, in words.
        evidence: the words.
    """

    field: str
    rule: str
    says: str
    file: str
    inferred: bool = False
    actor: str | None = None
    evidence: tuple[Evidence, ...]


def explain(claim: Claim, lexicon: Lexicon | None = None) -> tuple[Explanation, ...]:
    """Every value of a claim with its rule, in the claim's order.

    Args:
        claim: a claim of any reader; what another reader's rules mean is not known here, and their names stand for themselves.
        lexicon: the lexicon that it was read with; the package's own where none is given.
    """
    known = lexicon if lexicon is not None else load()
    return tuple(_explanation(field, value, known) for field, value in claim.values())


def _explanation(field: str, value: Grounded, lexicon: Lexicon) -> Explanation:
    says, file = _meaning(value.rule, lexicon)
    actor = value.actor if isinstance(value, ActorRole | Speaker) else None
    return Explanation(
        field=field,
        rule=value.rule,
        says=says,
        file=file,
        inferred=value.inferred,
        actor=f"{actor.id}: {_rules()['actors']['says'][actor.kind]}" if actor is not None else None,
        evidence=value.evidence,
    )


def _rules() -> Mapping[str, Any]:
    return cues.load("rules")


def _meaning(rule: str, lexicon: Lexicon) -> tuple[str, str]:
    """What a rule does and where it stands; a rule that is not listed is given by its name."""
    family, name = re.split(r"[.:]", rule, maxsplit=1) if re.search(r"[.:]", rule) else (rule, "")
    table = _rules().get(family)
    if table is None:
        return rule, "the reader's own"
    key, _, part = name.partition(":")
    own = table["says"].get(key)
    line = own if own is not None else table["says"].get("*", rule)
    file = table["file"].replace("{file}", _file_of(name, lexicon) if family == "lexicon" else "")
    return line.replace("{}", part if own is not None else name), file


def _file_of(entry: str, lexicon: Lexicon) -> str:
    try:
        return lexicon.entry(entry).file
    except KeyError:
        return "(an entry of another lexicon)"


def sentences(document: Document, claim: Claim) -> tuple[Evidence, ...]:
    """The sentences of a document that a claim's words stand in, whole, in text order."""
    text = document.text
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    for span in sorted(claim.spans(), key=lambda span: (span.start, span.end)):
        start = max(end for end in ends if end <= span.start)
        end = min(end for end in ends if end >= span.end)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(document.quote(*_stripped(text, start, end)) for start, end in found)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def marked(sentence: Evidence, spans: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """A sentence in pieces, with the words of each span between brackets and the span's label behind: ``[three soldiers]2``.

    Args:
        sentence: the sentence.
        spans: start, end and label of each, in the document's offsets; those outside the sentence are left out.

    Returns:
        Pieces of text, each with its kind: ``text``, ``words`` (inside a bracket) or ``mark`` (brackets and labels).
    """
    inside = [span for span in spans if sentence.start <= span[0] and span[1] <= sentence.end]
    cuts = sorted({sentence.start, sentence.end, *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    pieces: list[tuple[str, str]] = []
    for here, there in zip(cuts, [*cuts[1:], sentence.end], strict=True):
        closing = sorted((span for span in inside if span[1] == here), key=lambda span: -span[0])
        pieces += [(f"]{label}", "mark") for _, _, label in closing]
        opening = sum(span[0] == here for span in inside)
        pieces += [("[", "mark")] * opening
        if here < there:
            covered = any(start <= here and there <= end for start, end, _ in inside)
            pieces.append((sentence.text[here - sentence.start : there - sentence.start], "words" if covered else "text"))
    return pieces
