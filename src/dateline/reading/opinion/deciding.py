"""When the network is heard: the rules' type stands unless it holds another very much likelier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc

from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.lexicon import Lexicon
from dateline.reading.opinion.marking import of_mention, of_parties
from dateline.reading.opinion.network import Opinion
from dateline.reading.trigger_choice import classify_sentence, coded_type

TRUST = 90.0
"""How many times likelier another type must be: two judges pooled log-linearly (Genest and Zidek 1986) with one weight. Of weights from 3 to 1,100
this one gave most on 1,050 sentences that the network had not seen; all from 20 to 400 beat the rules there."""


_SURE = 0.5
"""Chance of a type below which it changes no claim."""


def decide(rule: str, chances: Mapping[str, float]) -> str:
    """The type that holds, by the rules' type and the network's chances."""
    likeliest = _likeliest(chances)
    return likeliest if chances[likeliest] > TRUST * chances[rule] else rule


def _likeliest(chances: Mapping[str, float]) -> str:
    return max((kind for kind in chances if kind != "NONE"), key=lambda kind: (chances[kind], kind))


def sentence_type(doc: Doc, lexicon: Lexicon, opinion: Opinion | None = None, source: str | None = None, target: str | None = None) -> str:
    """The PLOVER type of the event of one sentence.

    Args:
        doc: the parsed sentence.
        lexicon: the trigger words.
        opinion: the network; None to go by the rules alone.
        source, target: words of the two parties, where they are known. Then something happens between them, and the network
            names it where no rule does.

    Returns:
        A code of the codebook; ``NONE`` where nothing was found.
    """
    mention = classify_sentence(doc, lexicon, source, target)
    rule = coded_type(mention, lexicon) if mention is not None else "NONE"
    if opinion is None or (mention is None and not (source and target)):
        return rule
    if source and target:
        question = of_parties(doc, source, target)
    else:
        assert mention is not None
        question = of_mention(mention)
    chances = opinion.chances([question])[0]
    return decide(rule, chances) if mention is not None else _likeliest(chances)


def reconsider(drafts: list[Draft], lexicon: Lexicon, opinion: Opinion) -> list[Draft]:
    """The drafts of a page, those with another type where the network speaks strongly against the rules'.

    Heard only where nobody is harmed and what is told has happened: harm, and what is planned, feared or denied, is the rules' ground. Nor is it
    heard on nouns ("after the talks"), because it answers for the clause they stand in, or where it is itself in doubt. A mode belongs to its
    type and is dropped with it.
    """
    asked = [place for place, draft in enumerate(drafts) if _open_to_doubt(draft, lexicon)]
    made = list(drafts)
    for place in asked:
        draft = drafts[place]
        assert draft.event is not None
        chances = opinion.chances([of_mention(draft.event)])[0]
        kind = decide(draft.type, chances)
        if kind not in (draft.type, VIOLENT) and chances[kind] > _SURE:
            made[place] = replace(draft, type=kind, mode=None, typed_by=f"opinion.{opinion.name}:{chances[kind]:.2f}")
    return made


def _open_to_doubt(draft: Draft, lexicon: Lexicon) -> bool:
    event = draft.event
    if (
        event is None
        or event.form == "nominal"
        or event.entry.own is not None
        or event.entry.harm is not None
        or event.entry.weapon is not None
        or draft.tolls
    ):
        return False
    return draft.type != VIOLENT and draft.status.label == "actual" and coded_type(event, lexicon) == draft.type
