"""Tries a codebook on its own examples: which of them are not read as they are defined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook import Codebook, Example
from dateline.model import NEWS, Claim, Document, Role
from dateline.reading.rule_reader import RuleReader


@dataclass(frozen=True, slots=True)
class Tried:
    """One example, and what was read from it.

    Args:
        code: the type that it belongs to.
        example: the example.
        claims: every claim that was read from it.
        faults: what is not as the example says, in words; empty where all is.
    """

    code: str
    example: Example
    claims: tuple[Claim, ...]
    faults: tuple[str, ...]


def try_examples(reader: RuleReader, book: Codebook) -> Iterator[Tried]:
    """Read every example and counter-example of a codebook, in the file's order.

    Args:
        reader: a reader that uses this codebook.
        book: the codebook.
    """
    pairs = [(kind.code, example) for kind in book.types for example in kind.examples]
    readings = reader.read_many(Document(text=example.text) for _, example in pairs)
    for (code, example), reading in zip(pairs, readings, strict=True):
        yield Tried(code, example, reading.claims, tuple(_faults(code, example, reading.claims)))


def _faults(code: str, example: Example, claims: Sequence[Claim]) -> list[str]:
    of_type = [claim for claim in claims if claim.event.type == code]
    if not example.told:
        counted = [claim for claim in of_type if claim.status.label in NEWS]
        return [f"was read as {code} by {counted[0].event.rule}"] if counted else []
    if not of_type:
        others = ", ".join(f"{claim.event.type} by {claim.event.rule}" for claim in claims)
        return [f"no {code} was found" + (f", only {others}" if others else ", and no other event")]
    return min((_amiss(claim, example) for claim in of_type), key=len)


def _amiss(claim: Claim, example: Example) -> list[str]:
    found: list[str] = []
    if example.mode is not None and claim.event.mode != example.mode:
        found.append(f"mode: got {claim.event.mode or 'none'}, expected {example.mode}")
    if example.status is None and claim.status.label not in NEWS:
        found.append(f"status: got {claim.status.label} by {claim.status.rule}, expected news (actual or attempted)")
    if example.status is not None and claim.status.label != example.status:
        found.append(f"status: got {claim.status.label} by {claim.status.rule}, expected {example.status}")
    roles: tuple[tuple[str, Role, str | None], ...] = (("who", "source", example.who), ("whom", "target", example.whom))
    for name, role, wanted in roles:
        named = [part.words for part in claim.role(role)]
        if wanted is not None and not any(wanted.casefold() in words.casefold() for words in named):
            found.append(f"{name}: got {', '.join(named) or 'nobody'}, expected {wanted}")
    return found
