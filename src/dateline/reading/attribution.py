"""Who says so: speakers, what part of a sentence is theirs, and who relays them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import SpeakerKind
from dateline.reading import cues, phrases
from dateline.reading.cast import Cast, Party


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying in a sentence.

    Args:
        speakers: head tokens of those who say it.
        verb: the word of saying, or the first word of "according to".
        scope: token indices of what they say.
        relays: true for an outlet that passes on what somebody else said.
    """

    speakers: tuple[Token, ...]
    verb: Token
    scope: frozenset[int]
    relays: bool = False


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(cues.load("sourcing")[section][key])


@cache
def _kinds() -> dict[str, SpeakerKind]:
    kinds: dict[str, SpeakerKind] = {}
    for kind, words in cues.load("sourcing")["kinds"].items():
        for word in words:
            kinds.setdefault(word, kind)
    return kinds


def attributions(sentence: Span) -> tuple[Attribution, ...]:
    """Every act of saying in one sentence, outermost first."""
    found: list[Attribution] = []
    for token in sentence:
        if token.lower_ in _set("verbs", "neutral") and token.tag_.startswith("VB"):
            said = _said(token, sentence)
            if said is not None:
                found.append(said)
        elif token.lower_ == "according" and token.i + 1 < sentence.end and token.nbor().lower_ == "to":
            found.extend(_according(token, sentence))
    for token in sentence:
        if token.lower_ in _set("citing", "words") and token.tag_ == "VBG":
            found.extend(_citing(token, found))
    return tuple(sorted(found, key=lambda said: -len(said.scope)))


def _said(verb: Token, sentence: Span) -> Attribution | None:
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects and verb.dep_ == "conj":
        subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
    agents = [noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"]
    quoted = [child for child in verb.children if child.dep_ == "nsubjpass"] if verb.lower_ == "quoted" else []
    speakers = subjects or agents or quoted
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") or (child.dep_ == "prep" and child.lower_ == "as" and quoted)]
    if not speakers and verb.dep_ == "ROOT":
        return _lost_subject(verb, sentence)
    if not speakers or any(_is_no_speaker(speaker) for speaker in speakers):
        return None
    beside = verb.dep_ in ("parataxis", "ccomp", "advcl") or (verb.dep_ in ("conj", "dep") and bool(subjects) and subjects[0].head.i == verb.i)
    if beside and not clauses and verb.lower_ not in _set("verbs", "needs_clause"):
        own = {token.i for token in verb.subtree}
        scope = frozenset(token.i for token in sentence if token.i not in own)
    elif clauses:
        scope = frozenset(token.i for clause in clauses for token in clause.subtree)
    elif verb.lower_ in _set("verbs", "needs_clause") and any(child.dep_ in ("dobj", "prep") for child in verb.children) and _numeric(verb):
        scope = frozenset(token.i for token in verb.subtree)
    elif verb.dep_ == "ROOT" and verb.lower_ not in _set("verbs", "needs_clause") and verb.i >= sentence.start + len(sentence) // 2:
        mine = {token.i for speaker in speakers for token in speaker.subtree}
        scope = frozenset(token.i for token in sentence if token.i not in mine)
    else:
        return None
    heads = tuple(head for speaker in speakers for head in phrases.conjuncts(speaker))
    return Attribution(heads, verb, scope)


def _lost_subject(verb: Token, sentence: Span) -> Attribution | None:
    """ "..., killing eight and wounding 15, police and medical sources said": parsers hang the speakers at the end on the clause before them."""
    if verb.i - 2 < sentence.start or not verb.nbor(-1).tag_.startswith("NN"):
        return None
    start = next((at + 1 for at in range(verb.i - 1, sentence.start, -1) if verb.doc[at].lower_ in (",", "”", '"', "''")), None)
    end = next((at for at in range(start or 0, verb.i) if verb.doc[at].lower_ in ("quoted", "cited")), verb.i)
    if start is None or start == end or any(token.tag_ not in _IN_NAMES for token in verb.doc[start:end]):
        return None
    parts = [at - 1 for at in range(start + 1, end) if verb.doc[at].tag_ == "CC"]
    heads = tuple(verb.doc[at] for at in (*parts, end - 1))
    if any(_is_no_speaker(head) for head in heads):
        return None
    return Attribution(heads, verb, frozenset(range(sentence.start, start)))


_IN_NAMES = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CC", "IN", "POS", "PRP$", "HYPH", "CD"))


def _is_no_speaker(token: Token) -> bool:
    if any(child.dep_ == "det" and child.lower_ == "no" for child in token.children):
        return True  # "No group has said it did it"
    return token.lower_ in ("which", "what", "that", "this", "there", "toll", "number", "no", "nobody", "none")


def _numeric(verb: Token) -> bool:
    """Whether what is said is a figure: "put the toll at 12", "counted 40 bodies"."""
    told = [child for child in verb.children if child.dep_ == "dobj"]
    told += [noun for child in verb.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
    return any(noun.tag_ == "CD" or any(child.dep_ == "nummod" for child in noun.children) for noun in told)


def _according(word: Token, sentence: Span) -> list[Attribution]:
    found = []
    to = word.nbor()
    nouns = [noun for parent in (word, to) for noun in parent.children if noun.dep_ == "pobj"]
    for noun in nouns:
        own = {token.i for token in word.subtree} | {token.i for token in to.subtree}
        found.append(Attribution(phrases.conjuncts(noun), word, frozenset(token.i for token in sentence if token.i not in own)))
    return found


def _citing(verb: Token, found: list[Attribution]) -> list[Attribution]:
    """ "the paper said, citing medics": the medics say it, the paper relays it."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    outer = next((said for said in reversed(found) if verb.i not in said.scope or phrases.governs(said.verb, verb)), None)
    if outer is None or not objects:
        return []
    heads = tuple(head for noun in objects for head in phrases.conjuncts(noun))
    index = found.index(outer)
    found[index] = Attribution(outer.speakers, outer.verb, outer.scope, relays=True)
    return [Attribution(heads, verb, outer.scope - {token.i for token in verb.subtree})]


def speaker_kind(head: Token, party: Party | None) -> SpeakerKind | None:
    """What kind of speaker a phrase names, by its head noun, then by who it is; None where it is nobody who can say anything ("a strike")."""
    kinds = _kinds()
    if party is not None and party.stands_for:
        return speaker_kind(party.stands_for[0].head, party.stands_for[0])
    named = [kinds.get(token.lower_) for token in _kind_words(head)]
    known = [kind for kind in named if kind is not None and kind != "unnamed"]
    if known:
        return known[0]
    if "unnamed" in named:
        return "unnamed"
    for actor in party.actors() if party is not None else ():
        by_sector: dict[str, SpeakerKind] = {
            "GOV": "official",
            "MIL": "military",
            "COP": "police",
            "JRN": "media",
            "REB": "party",
            "UAF": "party",
            "MED": "medic",
            "LEG": "official",
            "JUD": "official",
        }
        if actor.sector in by_sector:
            return by_sector[actor.sector]
        if actor.kind == "country":
            return "official"
        if actor.kind in ("group", "person"):
            return "party"
        if actor.kind == "organisation":
            return "monitor" if actor.country in ("NGO", "UNO") else "media" if actor.sector == "JRN" else "official"
    return "unnamed" if party is not None else None


def _kind_words(head: Token) -> tuple[Token, ...]:
    """The words of a speaker's phrase, the most telling first: of whoever speaks for others ("a spokesman for the rebels") those others."""
    modifiers = tuple(word for child in head.children if child.dep_ in ("compound", "amod", "nmod", "poss") for word in _kind_words(child))
    if head.lower_ not in _set("bearers", "nouns"):
        return (head, *modifiers)
    for_whom = tuple(noun for child in head.children if child.lower_ == "for" for noun in child.children if noun.dep_ == "pobj")
    return (*modifiers, *for_whom, head)


def speaker_words(head: Token, cast: Cast) -> tuple[str, Span]:
    """The name of a speaker and the words that name him; a pronoun takes the words of the one it stands for."""
    party = cast.party(head)
    span = phrases.extended(head)
    if party is not None and party.stands_for:
        return party.stands_for[0].words, span
    return span.text, span


def author(head: Token) -> Token:
    """Whose words a paper is: "says a report by Human Rights Watch"; the head itself where nobody is named."""
    if head.lower_ not in _set("kinds", "document"):
        return head
    return next((noun for child in head.children if child.lower_ == "by" for noun in child.children if noun.dep_ == "pobj"), head)


def quoting(head: Token) -> tuple[Token, ...]:
    """Who passes a speaker's words on: "a source quoted by the newspaper said"."""
    quoted = (child for child in head.children if child.dep_ == "acl" and child.lower_ in ("quoted", "cited"))
    return tuple(noun for verb in quoted for by in verb.children if by.lower_ == "by" for noun in by.children if noun.dep_ == "pobj")
