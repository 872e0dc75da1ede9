"""The PLOVER type of the event of a sentence that stands alone, as sets of coded sentences have them: by the lexicon, and by ear."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.reading.hearing import Ear
from dateline.reading.hearing.asking import enough
from dateline.reading.hearing.network import Heard
from dateline.reading.lexicon import Lexicon
from dateline.reading.trigger_choice import classify_sentence, coded_type

_Place = tuple[int, int]


def sentence_type(doc: Doc, lexicon: Lexicon, ear: Ear | None = None, source: str | None = None, target: str | None = None) -> str:
    """The PLOVER type of the event of one sentence.

    The lexicon's type stands unless the network holds another very much likelier: two judges pooled log-linearly (Genest and Zidek 1986) with one
    weight.

    Args:
        doc: the parsed sentence.
        lexicon: the trigger words.
        ear: the network; None to go by the rules alone.
        source, target: words of the two parties, where they are known. Then something happens between them, and the network
            names it where no rule does.

    Returns:
        A code of the codebook; ``NONE`` where nothing was found.
    """
    mention = classify_sentence(doc, lexicon, source, target)
    rule = coded_type(mention, lexicon) if mention is not None else "NONE"
    if ear is None or (mention is None and not (source and target)):
        return rule
    chances = _heard(doc, ear, list(_standing(doc, source, target)), mention.trigger if mention is not None else None)
    likeliest = max(chances, key=lambda kind: (chances[kind], kind), default=rule)
    if mention is None:
        return likeliest
    return likeliest if likeliest != rule and chances[likeliest] > enough("type_times_alone") * chances.get(rule, 0.0) else rule


def _standing(doc: Doc, *parties: str | None) -> Iterator[_Place]:
    """Where parties first stand in a sentence; those that do not stand there are left out."""
    for words in filter(None, parties):
        start = doc.text.find(words)
        if start >= 0:
            yield start, start + len(words)


def _heard(doc: Doc, ear: Ear, parties: Sequence[_Place], trigger: Token | None) -> dict[str, float]:
    """Chance of each type: half by the word that tells the event, half by all words, each by how likely it tells one of the known parties' events."""
    heard = ear.hear([doc.text.replace("\n", " ")], [0])
    kinds = {token: found for token in doc if (found := heard.kind(*_place(token))) is not None}
    weights = {token: _tells(heard, _place(token), parties) for token in kinds}
    whole = sum(weights.values())
    shares = {token: weight / whole for token, weight in weights.items()} if whole else {}
    if trigger in kinds:
        shares = {token: (share + (token == trigger)) / 2 for token, share in shares.items()}
    names = next(iter(kinds.values()), {})
    return {name: sum(share * kinds[token][name] for token, share in shares.items()) for name in names}


def _tells(heard: Heard, place: _Place, parties: Sequence[_Place]) -> float:
    told = heard.chances(*place)
    return told["E"] * math.prod(_chance(heard.same(place, party)) for party in parties) if told is not None else 0.0


def _place(token: Token) -> _Place:
    return token.idx, token.idx + len(token)


def _chance(odds: float | None) -> float:
    return 1 / (1 + math.exp(-odds)) if odds is not None else 1.0
