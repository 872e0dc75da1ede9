"""Several actors in one phrase: "Russian and Belarusian soldiers", "the army, the police and allied militias"."""

from __future__ import annotations

import re

from dateline.grounding.actors.data import Known
from dateline.grounding.actors.phrases import closes_core
from dateline.grounding.actors.trie import NameTrie, words_of

_COORDINATOR = re.compile(r"\s*,\s*(?:and|or|as\s+well\s+as)\s+|\s*,\s+|\s+(?:and|or|as\s+well\s+as)\s+|\s*/\s*")


def conjuncts(text: str, names: NameTrie[Known]) -> tuple[str, ...]:
    """The phrases joined in one, each able to stand alone; the phrase itself where nothing is joined.

    An adjective of nationality that shares the head of a later part gets it: "Russian" of "Russian and Belarusian soldiers" becomes
    "Russian soldiers".
    """
    words = words_of(text)
    closing = next((words[index].start for index in range(1, len(words)) if closes_core(text, words, index)), len(text))
    taken = [(match.start, match.end) for match in names.matches(text, words)]
    cuts = [hit for hit in _COORDINATOR.finditer(text, 0, closing) if not any(start < hit.start() < end for start, end in taken)]
    if not cuts:
        return (text,)
    edges = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(text)]
    parts = [text[start:end] for start, end in zip(*edges, strict=True)]
    return tuple(_with_head(part, parts[index + 1 :], names) for index, part in enumerate(parts) if part.strip())


def _with_head(part: str, later: list[str], names: NameTrie[Known]) -> str:
    """``part`` with the head of the next part that has one, where it is but an adjective of nationality."""
    if not _adjective(part, names):
        return part
    for other in later:
        first = next(names.matches(other, words_of(other)), None)
        if first is not None and first.values[0].via == "demonym" and not _adjective(other, names):
            return f"{part}{other[first.end :]}"
        if first is None or first.values[0].via != "demonym":
            break
    return part


def _adjective(part: str, names: NameTrie[Known]) -> bool:
    matches = list(names.matches(part, words_of(part)))
    return bool(matches) and matches[-1].end == len(part.rstrip()) and matches[-1].values[-1].via == "demonym" and not part.endswith("s")
