"""Who says so: speakers, what part of a sentence is theirs, and who relays them."""

from __future__ import annotations

from collections.abc import Iterator
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


def in_what_is_said(subject: Token) -> bool:
    """Whether somebody is the subject of what somebody else says: "the officer said two guards were among the dead"."""
    verb = subject.head
    says = _set("verbs", "neutral")
    return subject.dep_ in ("nsubj", "nsubjpass") and verb.dep_ == "ccomp" and verb.head.lower_ in says and verb.lower_ not in says


def attributions(sentence: Span) -> tuple[Attribution, ...]:
    """Every act of saying in one sentence, outermost first."""
    found: list[Attribution] = []
    for token in sentence:
        if token.lower_ in _set("verbs", "neutral") and token.tag_.startswith("VB"):
            said, last = _said(token, sentence), _trailing(token, sentence)
            victims = said is not None and any(child.dep_ == "nummod" for head in said.speakers for child in head.children)
            if said is None or (victims and last is not None and all(map(names_a_speaker, last.speakers))):
                said = last  # "... killed 79 people in the old town, police say"
            if said is not None:
                found.append(said)
        elif token.lower_ in _set("verbs", "figures") and (token.tag_ in _FINITE or _perfect(token)):
            found.extend(_figure_of(token))
        elif token.lower_ in _set("verbs", "witnessed") and token.tag_ in _FINITE:
            found.extend(_witnessed(token))
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
    if len(subjects) > 1 and subjects[0].i < verb.i < subjects[-1].i and verb.nbor(-1).is_punct:
        return _inverted(verb, subjects, sentence)
    speakers = subjects or agents or quoted
    clauses = [child for child in verb.children if child.dep_ in ("ccomp", "parataxis") or (child.dep_ == "prep" and child.lower_ == "as" and quoted)]
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


def _inverted(verb: Token, subjects: list[Token], sentence: Span) -> Attribution | None:
    """ "Fourteen dead, said the rescue workers": who stands after the verb says what stands before it."""
    heads = tuple(head for speaker in subjects if speaker.i > verb.i for head in phrases.conjuncts(speaker))
    if any(_is_no_speaker(head) for head in heads):
        return None
    return Attribution(heads, verb, frozenset(range(sentence.start, verb.i)))


def _trailing(verb: Token, sentence: Span) -> Attribution | None:
    """ "..., killing eight, police and medical sources said": parsers hang the speakers at the end on the clause before them.

    The words between the last comma and the verb are read as a name; what stands before the comma is what they say.
    """
    last = verb.i - 1
    while last > sentence.start and verb.doc[last].tag_ in ("VBZ", "VBP", "VBD", "RB") and verb.doc[last].lower_ in _HELPERS:
        last -= 1
    start = next((at + 1 for at in range(last, sentence.start, -1) if verb.doc[at].lower_ in _COMMAS), None)
    end = next((at for at in range(start or 0, last + 1) if verb.doc[at].lower_ in ("quoted", "cited")), last + 1)
    if start is None or start >= end or any(token.tag_ not in _IN_NAMES for token in verb.doc[start:end]):
        return None
    if verb.doc[start].tag_ in ("IN", "CC", "TO"):
        return None
    edge = next((at for at in range(start + 1, end) if verb.doc[at].tag_ == "IN"), end)
    if any(verb.doc[at].tag_ == "CC" and verb.doc[at].dep_ == "cc" for at in range(start, end)):
        edge = end
    parts = [at - 1 for at in range(start + 1, edge) if verb.doc[at].tag_ == "CC"]
    heads = tuple(verb.doc[at] for at in (*parts, edge - 1))
    if any(_is_no_speaker(head) or not head.tag_.startswith(("NN", "CD")) for head in heads):
        return None
    return Attribution(heads, verb, frozenset(range(sentence.start, start)))


def _figure_of(verb: Token) -> Iterator[Attribution]:
    """ "The register lists 38 wounded", "the governor now acknowledges two", "the health directorate has 52"."""
    speakers = tuple(head for child in verb.children if child.dep_ == "nsubj" for head in phrases.conjuncts(child))
    helped = any((child.dep_ == "aux" and child.lower_ not in _PERFECT) or child.dep_ == "ccomp" for child in verb.children)
    if speakers and all(map(names_a_speaker, speakers)) and _numeric(verb) and not helped:
        yield Attribution(speakers, verb, frozenset(token.i for token in verb.subtree))


_PERFECT = frozenset(("has", "have", "had", "'s", "'ve"))


def _perfect(verb: Token) -> bool:
    """ "Has mentioned", "had named"."""
    return verb.tag_ in ("VBN", "VBD") and any(child.dep_ == "aux" and child.lower_ in _PERFECT for child in verb.children)


def _witnessed(verb: Token) -> Iterator[Attribution]:
    """ "A teacher saw a man fall near the gate": who was there vouches for it."""
    speakers = tuple(head for child in verb.children if child.dep_ == "nsubj" for head in phrases.conjuncts(child))
    told = [child for child in verb.children if child.dep_ in ("ccomp", "dobj", "xcomp") and child.i > verb.i]
    if speakers and told and all(_kinds().get(speaker.lower_) in ("witness", "medic", "media") for speaker in speakers):
        yield Attribution(speakers, verb, frozenset(token.i for child in told for token in child.subtree))


_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_HELPERS = frozenset(("has", "have", "had", "also", "later", "earlier", "since"))
_COMMAS = frozenset((",", "”", '"', "''", "–", "—"))
_IN_NAMES = frozenset(("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CC", "IN", "POS", "PRP$", "HYPH", "CD"))


def _is_no_speaker(token: Token) -> bool:
    if any(child.dep_ == "det" and child.lower_ == "no" for child in token.children):
        return True  # "No group has said it did it"
    return token.lower_ in ("which", "what", "that", "this", "there", "toll", "number", "no", "nobody", "none")


def _numeric(verb: Token) -> bool:
    """Whether what is said is a figure: "put the toll at 12", "counted 40 bodies"."""
    told = [child for child in verb.children if child.dep_ == "dobj"]
    told += [noun for child in verb.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
    counts = [noun for noun in told if noun.lower_ in _set("accounts", "nouns")]  # "gave a toll of 49", "raised the number of dead to 42"
    told += [noun for count in counts for child in count.children if child.dep_ == "prep" for noun in child.children if noun.dep_ == "pobj"]
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


def names_a_speaker(head: Token) -> bool:
    """Whether a phrase is for somebody who is known to speak, by its words alone: "police sources", "the ministry's list"."""
    return any(_kinds().get(token.lower_) not in (None, "unnamed") for token in _kind_words(head)) or (
        head.ent_type_ in ("ORG", "PERSON") and head.tag_ in ("NNP", "NNPS")
    )


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
    return "unnamed" if party is not None or _says_by_trade(head) else None


def _says_by_trade(head: Token) -> bool:
    """Whether a noun that no list knows is for a person, by its ending and by what it does: "the state helmsman has confirmed"."""
    speaks = head.dep_ == "nsubj" and head.head.lower_ in _set("verbs", "neutral") and head.head.lower_ not in _set("verbs", "needs_clause")
    return speaks and head.tag_ in ("NN", "NNS") and head.lower_.endswith(_FOR_PEOPLE)


_FOR_PEOPLE = ("man", "men", "woman", "women", "person", "er", "ers", "or", "ors", "ist", "ists", "ian", "ians")


def _kind_words(head: Token) -> tuple[Token, ...]:
    """The words of a speaker's phrase, the most telling first: of whoever speaks for others ("a spokesman for the rebels") those others."""
    modifiers = tuple(word for child in head.children if child.dep_ in ("compound", "amod", "nmod", "poss") for word in _kind_words(child))
    if head.lower_ not in _set("bearers", "nouns"):
        return (head, *modifiers)
    for_whom = tuple(noun for child in head.children if child.lower_ == "for" for noun in child.children if noun.dep_ == "pobj")
    return (*modifiers, *for_whom, head)


def speaker_words(head: Token, cast: Cast) -> tuple[str, Span]:
    """The name of a speaker and the words that name him; a pronoun, and a phrase that says less, takes the words of the one it stands for."""
    party = cast.party(head)
    span = phrases.extended(head)
    if party is not None and party.stands_for:
        earlier = party.stands_for[0].words
        if phrases.is_pronoun(head) or _telling_words(earlier) >= _telling_words(span.text):
            return earlier, span
    return span.text, span


def _telling_words(name: str) -> int:
    return sum(word.lower() not in ("the", "a", "an", "this", "that", "these", "those") for word in name.split())


def author(head: Token) -> Token:
    """Whose words a paper is: "says a report by Human Rights Watch"; the head itself where nobody is named."""
    if head.lower_ not in _set("kinds", "document"):
        return head
    by = next((noun for child in head.children if child.lower_ == "by" for noun in child.children if noun.dep_ == "pobj"), None)
    if by is not None or head.lower_ not in ("list", "lists", "record", "records", "log", "register", "registers"):
        return by if by is not None else head
    return next(
        (noun for child in head.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj" and names_a_speaker(noun)), head
    )


def quoting(head: Token) -> tuple[Token, ...]:
    """Who passes a speaker's words on: "a source quoted by the newspaper said"."""
    quoted = (child for child in head.children if child.dep_ == "acl" and child.lower_ in ("quoted", "cited"))
    return tuple(noun for verb in quoted for by in verb.children if by.lower_ == "by" for noun in by.children if noun.dep_ == "pobj")
