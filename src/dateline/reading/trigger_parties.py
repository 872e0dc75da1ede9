"""The dyad that a coder would write down for a mention: which countries act, and towards which.

A claim holds only what its words say. A dyad of the PLOVER kind also takes in what the sentence implies: a pronoun stands for the
speaker, a target can be named in the act that is promised or threatened, and a party without a country belongs to the country at hand.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.reading.phrases import extended
from dateline.reading.trigger_grammar import conjuncts, resolve
from dateline.reading.triggers import EventMention

_NAMED = frozenset(("GPE", "NORP", "ORG", "PERSON"))
_PRONOUNS = frozenset(("PRP", "PRP$", "WP"))


def dyad(mention: EventMention, catalogue: ActorCatalogue) -> tuple[frozenset[str], frozenset[str]]:
    """The countries (ISO 3166-1 alpha-3 or PLOVER's non-state codes) of the sources and of the targets of a mention.

    Args:
        mention: the event.
        catalogue: grounds phrases to actors.

    Returns:
        Two sets, empty where the sentence names no country for that side.
    """
    source_heads = tuple(head for token in mention.sources for head in _antecedents(token, mention))
    target_heads = tuple(head for token in mention.targets for head in _antecedents(token, mention))
    sources = _countries(source_heads, catalogue)
    targets = _countries(target_heads, catalogue)
    around = _named(mention, catalogue)
    taken = {token.i for head in source_heads for token in head.subtree}
    if not targets:
        below = [country for token, country in around if _below(token, mention) and token.i not in taken and country not in sources]
        targets = frozenset(below[:1])
    if not sources:
        free = [country for _, country in around if country not in targets]
        sources = frozenset(free[:1]) or (targets if source_heads else frozenset())
    if not targets and (target_heads or mention.entry.type in ("PROTEST", "COERCE")):
        targets = sources
    return sources, targets


def _antecedents(token: Token, mention: EventMention) -> tuple[Token, ...]:
    """A pronoun stands for the subject of the nearest verb above that has another one ("Oslo said it would")."""
    if token.tag_ not in _PRONOUNS:
        return (token,)
    verb = mention.carrier or mention.trigger
    for above in verb.ancestors:
        if above.tag_.startswith("VB"):
            subject = resolve(above).subject
            if subject is not None and subject.tag_ not in _PRONOUNS and subject.i < token.i:
                return conjuncts(subject)
    return (token,)


def _countries(heads: Iterable[Token], catalogue: ActorCatalogue) -> frozenset[str]:
    found = (_country(head, catalogue) for head in heads)
    return frozenset(country for country in found if country is not None)


def _country(head: Token, catalogue: ActorCatalogue) -> str | None:
    phrase = extended(head)
    actor = catalogue.ground(phrase.text, head=head.text, entity_label=head.ent_type_ or None)
    if actor is not None and actor.country is not None:
        return actor.country
    # "Haiti's efforts", "the Baghdad government", "a Security Council resolution": whose it is.
    for entity in phrase.ents:
        if entity.label_ in _NAMED:
            owner = catalogue.ground(entity.text, entity_label=entity.label_)
            if owner is not None and owner.country is not None:
                return owner.country
    return None


def _named(mention: EventMention, catalogue: ActorCatalogue) -> list[tuple[Token, str]]:
    """Every party named in the sentence with its country, in text order."""
    found = []
    entity: Span
    for entity in mention.sentence.ents:
        if entity.label_ in _NAMED or entity.label_ in ("LOC", "FAC"):
            actor = catalogue.ground(entity.text, entity_label=entity.label_)
            if actor is not None and actor.country is not None:
                found.append((entity.root, actor.country))
    return found


def _below(token: Token, mention: EventMention) -> bool:
    """Whether a word belongs to what the trigger governs, or to the words that carry the trigger."""
    top = mention.carrier or mention.trigger
    return token.i > mention.trigger.i and (token == top or top in token.ancestors)
