"""The cast of a document: every party it speaks of, and whom its pronouns and definite phrases stand for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.model import Actor, VictimClass
from dateline.reading import cues, phrases
from dateline.reading.naming import entity_words, leader_of, long_name
from dateline.reading.page import Page, Sentence, passage_of

_PERSON_PRONOUNS = frozenset(("he", "she", "him", "her", "himself", "herself", "his"))
_PLURAL_PRONOUNS = frozenset(("they", "them", "themselves", "their"))
_THING_PRONOUNS = frozenset(("it", "itself", "its"))
_REACH = 6
"""How many sentences back a pronoun or definite phrase may point."""

_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(eq=False, slots=True)
class Party:
    """One mention of somebody.

    Args:
        head: head token of the phrase.
        span: the phrase.
        actor: who it is, as far as known; None for what is no actor.
        plural: whether it speaks of more than one.
        definite: whether it points back.
        sentence: index of its sentence.
        position: its place among all mentions of the page.
        also: further actors that one phrase names ("rebel and Turkish forces").
        backers: those whose help the phrase tells ("Turkish-backed rebels").
        victim_class: who they are among victims.
        stands_for: earlier (rarely later) mentions that it points to.
    """

    head: Token
    span: Span
    actor: Actor | None
    plural: bool
    definite: bool
    sentence: int
    position: int
    stands_for: tuple[Party, ...] = ()
    also: tuple[Actor, ...] = ()
    backers: tuple[Actor, ...] = ()
    victim_class: VictimClass = "undetermined"

    @property
    def words(self) -> str:
        """The phrase as written."""
        return self.span.text

    def actors(self) -> tuple[Actor, ...]:
        """Who is meant: those it stands for, else itself."""
        if self.stands_for:
            found = {actor.id: actor for party in self.stands_for for actor in party.actors()}
            if found:
                return tuple(found.values())
        return (self.actor, *self.also) if self.actor is not None else ()


@dataclass(slots=True)
class Cast:
    """All parties of one page, found once, asked for by token."""

    page: Page
    catalogue: ActorCatalogue
    on: dt.date | None
    place_names: frozenset[tuple[int, int]]
    _parties: dict[tuple[int, int], Party] = field(default_factory=dict)
    _order: list[Party] = field(default_factory=list)

    @classmethod
    def of(
        cls, page: Page, sentences: tuple[Sentence, ...], catalogue: ActorCatalogue, on: dt.date | None, place_names: frozenset[tuple[int, int]]
    ) -> Cast:
        """Find every party of the page and resolve what points back.

        Args:
            page: the page.
            sentences: its sentences.
            catalogue: known actors.
            on: the day of publication, by which offices are filled.
            place_names: passage and token index of every word that names a place and no actor.
        """
        cast = cls(page, catalogue, on, place_names)
        for sentence in sentences:
            for token in sentence.span:
                if _heads_a_phrase(token):
                    cast._enter(token, sentence)
        for party in cast._order:
            party.stands_for = cast._antecedents(party)
        return cast

    def everybody(self) -> tuple[Party, ...]:
        """All parties of the page, in text order."""
        return tuple(self._order)

    def party(self, token: Token) -> Party | None:
        """The party that this token heads; for a relative pronoun, the one it relates to."""
        if token.lower_ in phrases.RELATIVE and token.tag_ in ("WP", "WDT", "IN", "DT"):
            relative = _related(token)
            if relative is not None:
                return self.party(relative)
        return self._parties.get((passage_of(token), token.i))

    def describe(self, token: Token) -> Party | None:
        """A party for a common noun that no list knows, named by its own words; None for names of places and for what is no common noun."""
        if token.tag_ not in ("NN", "NNS") or token.like_num or (passage_of(token), token.i) in self.place_names:
            return None
        if token.lower_ in _no_people():
            return None
        span = phrases.core(token)
        actor = Actor(id=f"generic:{_slug(token.text)}", name=token.text, kind="generic")
        sentence = next((party.sentence for party in self._order if party.head.sent.start == token.sent.start and party.head.doc is token.doc), 0)
        return Party(
            token,
            span,
            actor,
            phrases.is_plural(token),
            phrases.is_definite(token),
            sentence,
            len(self._order),
            victim_class=self.catalogue.victim_class(span.text),
        )

    def is_person(self, token: Token) -> bool:
        """Whether the token heads a phrase for one person: named, or described in the singular; a crowd or a convoy is none."""
        party = self._parties.get((passage_of(token), token.i))
        if party is None or party.plural or token.lower_ in _collective():
            return False
        if token.lower_ in _PERSON_PRONOUNS:
            return True
        actor = party.actor
        if actor is None or token.tag_ not in ("NN", "NNP"):
            return False
        return actor.kind == "person" or token.ent_type_ == "PERSON" or (token.tag_ == "NN" and self.catalogue.is_person_noun(token.lower_))

    def in_sentence(self, index: int) -> tuple[Party, ...]:
        """The parties of one sentence, in text order."""
        return tuple(party for party in self._order if party.sentence == index)

    def _enter(self, token: Token, sentence: Sentence) -> None:
        span = phrases.core(token)
        pronoun = phrases.is_pronoun(token)
        actor = None if pronoun else self._ground(token, span)
        if actor is None and not pronoun and not self._countable(token):
            return
        shared = () if pronoun else self._shared_head(token)
        party = Party(
            head=token,
            span=span,
            actor=shared[0] if shared else actor,
            also=shared[1:],
            plural=phrases.is_plural(token) and (actor is None or actor.kind not in ("country", "organisation")),
            definite=phrases.is_definite(token),
            sentence=sentence.index,
            position=len(self._order),
            backers=() if pronoun else self.catalogue.backers(span.text),
            victim_class="undetermined" if pronoun else self.catalogue.victim_class(span.text),
        )
        self._parties[(passage_of(token), token.i)] = party
        self._order.append(party)

    def _shared_head(self, token: Token) -> tuple[Actor, ...]:
        """The actors of modifiers that share one noun, in text order: "rebel and Turkish forces" are two; none where they are one."""
        pairs = [
            (child, other)
            for child in token.children
            if child.dep_ in ("amod", "compound", "nmod")
            for other in child.children
            if other.dep_ == "conj"
        ]
        if not pairs:
            return ()
        found: dict[str, Actor] = {}
        for modifier in pairs[0]:
            actor = self.catalogue.ground(f"{modifier.text} {token.text}", head=token.lower_, on=self.on)
            if actor is not None and (actor.country is not None or actor.kind != "generic" or actor.sector == "REB"):
                found.setdefault(actor.id, actor)
        return tuple(found.values()) if len(found) > 1 else ()

    def _countable(self, token: Token) -> bool:
        if token.lower_ in cues.load("coreference")["collective"]["nouns"]:
            return True
        return token.tag_ == "CD" or token.lower_ in (
            "others",
            "several",
            "dozens",
            "scores",
            "hundreds",
            "thousands",
            "many",
            "both",
            "all",
            "some",
            "none",
        )

    def _ground(self, token: Token, span: Span) -> Actor | None:
        label = token.ent_type_ or None
        actor = self.catalogue.ground(span.text, head=token.lower_, on=self.on, entity_label=label)
        if actor is not None and actor.kind == "country" and token.tag_ in ("NN", "NNS") and span.text.islower():
            actor = None  # "at the reunion"
        if (actor is None or actor.kind == "generic") and (leader := leader_of(token)) is not None:
            led = self._led(leader, token)
            if led is not None:
                return led
        if (actor is None or actor.kind == "generic") and token.tag_ in ("NNP", "NNPS") and (whole := long_name(token)) is not None:
            named = self.catalogue.ground(whole, on=self.on, entity_label=label)
            if named is not None and named.kind in ("group", "organisation"):
                return named
        if actor is None or actor.kind == "generic":
            for beside in phrases.appositions(token):
                named = self.catalogue.ground(phrases.core(beside).text, head=beside.lower_, on=self.on, entity_label=beside.ent_type_ or None)
                if named is not None and named.kind in ("person", "group", "organisation"):
                    return named
        if (passage_of(token), token.i) in self.place_names:
            return actor if actor is not None and actor.kind == "country" else None
        if actor is None and label in ("PERSON", "ORG") and token.tag_ in ("NNP", "NNPS"):
            name = entity_words(token)
            kind = "person" if label == "PERSON" else "org"
            return Actor(id=f"{kind}:{_slug(name)}", name=name, kind="person" if kind == "person" else "organisation")
        if actor is None and self.catalogue.is_person_noun(token.lower_):
            return Actor(id=f"generic:{_slug(token.text)}", name=span.text, kind="generic")
        return actor

    def _led(self, leader: Token, token: Token) -> Actor | None:
        """ "The coalition led by Saudi Arabia": the one that is known by its leader."""
        who = self.catalogue.ground(phrases.core(leader).text, head=leader.lower_, on=self.on)
        country = self.catalogue.data.countries.get(who.country) if who is not None and who.kind == "country" and who.country else None
        led = self.catalogue.ground(f"{country.adjective}-led {token.text}", on=self.on) if country is not None else None
        return led if led is not None and led.kind == "organisation" else None

    def _antecedents(self, party: Party) -> tuple[Party, ...]:
        word = party.head.lower_
        if word in _PERSON_PRONOUNS:
            spoke = self._last(party, lambda other: not other.plural and _is_person(other) and _speaks(other)) if _speaks(party) else ()
            return spoke or self._last(party, lambda other: not other.plural and _is_person(other))
        if word in _PLURAL_PRONOUNS:
            return self._last(party, lambda other: other.plural and (other.actor is not None or bool(other.stands_for)))
        if word in _THING_PRONOUNS:
            told = self._teller(party)
            return told or self._last(party, lambda other: _is_body(other) and other.head.dep_ in ("nsubj", "nsubjpass", "pobj"))
        if word in cues.load("coreference")["collective"]["nouns"] and party.actor is None and not party.definite:
            return self._named_later(party)
        if party.also or not party.definite or (party.actor is not None and party.actor.kind not in ("generic", "agent")):
            return ()
        data = cues.load("coreference")
        if word in data["collective"]["nouns"]:
            return (
                self._last(party, lambda other: other.head.lower_ == word and _is_group(other))
                or self._last(party, _is_group)
                or self._named_later(party)
            )
        if word in data["command"]["nouns"] and (owner := self._owner(party)):
            return owner
        armed = party.actor is not None and party.actor.sector in _ARMED
        if (armed or word in _THEIR_MEN) and any(child.lower_ in _POSSESSIVE for child in party.head.children):
            whose = self.possessor(party.head)
            if whose is not None:
                return (whose,)
            return self._last(party, lambda other: _is_body(other) and other.actor is not None and other.actor.kind != "generic")
        if word in data["pair"]["nouns"] and party.plural and _counts_two(party.head):
            return self._pair(party)
        if party.actor is not None and party.actor.country is None:
            return self._same_noun(party) or self._same_sector(party)
        return ()

    def _teller(self, party: Party) -> tuple[Party, ...]:
        """ "The coalition that Riyadh leads said it had struck a camp": who says it speaks of itself."""
        verb = party.head.head
        if party.head.dep_ != "nsubj" or verb.dep_ != "ccomp":
            return ()
        tellers = (self.party(child) for child in verb.head.children if child.dep_ == "nsubj" and child.i < party.head.i)
        return tuple(teller for teller in tellers if teller is not None and _is_body(teller) and not phrases.is_pronoun(teller.head))[:1]

    def _owner(self, party: Party) -> tuple[Party, ...]:
        """ "The coalition's leadership": the coalition."""
        owners = (self.party(child) for child in party.head.children if child.dep_ == "poss")
        return tuple(owner for owner in owners if owner is not None and any(actor.kind in ("group", "organisation") for actor in owner.actors()))[:1]

    def _named_later(self, party: Party) -> tuple[Party, ...]:
        """ "Coalition admits bombing" in a title: the one whose full name the text gives further down."""
        after = self._order[party.position + 1 :]
        return tuple(other for other in after if other.head.lower_ == party.head.lower_ and _is_group(other))[:1]

    def possessor(self, token: Token) -> Party | None:
        """Whom "its" or "their" before a noun stands for: the nearest body named before it."""
        if not any(child.lower_ in _POSSESSIVE and child.tag_ == "PRP$" for child in token.children):
            return None
        here = (passage_of(token), token.i)
        for above in token.ancestors:
            for child in above.children:
                subject = self.party(child) if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i and not child.is_ancestor(token) else None
                if subject is not None and any(actor.kind != "generic" for actor in subject.actors()) and (_is_body(subject) or subject.stands_for):
                    return subject
        earlier = [other for other in self._order if (passage_of(other.head), other.head.i) < here and _is_body(other)]
        return next((other for other in reversed(earlier) if other.actor is not None and other.actor.kind != "generic"), None)

    def _before(self, party: Party) -> list[Party]:
        """Earlier mentions within reach, nearest first, of somebody ("no group" is nobody); the title is always within reach."""
        earlier = reversed(self._order[: party.position])
        return [other for other in earlier if (party.sentence - other.sentence <= _REACH or other.sentence == 0) and not _nobody(other)]

    def _last(self, party: Party, fits: Callable[[Party], bool]) -> tuple[Party, ...]:
        """The nearest fitting mention; within its sentence subjects come first."""
        fitting = [other for other in self._before(party) if fits(other) and not _same_clause_object(other, party)]
        nearest = [other for other in fitting if other.sentence == fitting[0].sentence]
        subjects = [other for other in nearest if other.head.dep_ in ("nsubj", "nsubjpass")]
        return tuple((subjects or nearest)[:1])

    def _pair(self, party: Party) -> tuple[Party, ...]:
        people_only = party.head.lower_ in ("men", "leaders", "presidents", "ministers", "statesmen")

        def distinct(candidates: list[Party]) -> tuple[Party, ...]:
            chosen: dict[str, Party] = {}
            for other in candidates:
                if other.actor is not None and (other.actor.kind == "person" or (other.actor.kind == "country" and not people_only)):
                    chosen.setdefault(other.actor.id, other)
                if len(chosen) == 2:
                    return tuple(sorted(chosen.values(), key=lambda p: (p.sentence, p.head.i)))
            return ()

        after = [other for other in self._order[party.position + 1 :] if other.sentence - party.sentence <= 2]
        return distinct(self._before(party)) or distinct(after)

    def _same_noun(self, party: Party) -> tuple[Party, ...]:
        stem = _stem(party.head.lower_)
        for other in self._before(party):
            if other.actor is not None and _stem(other.head.lower_) == stem and (other.actor.country is not None or not other.definite):
                return (other,)
        return ()

    def _same_sector(self, party: Party) -> tuple[Party, ...]:
        assert party.actor is not None
        if party.actor.sector is None or party.victim_class == "civilian":
            return ()
        for other in self._before(party):
            if (
                other.actor is not None
                and other.actor.sector == party.actor.sector
                and other.actor.kind in ("agent", "group")
                and other.plural == party.plural
            ):
                return (other,)
        return ()


@cache
def _collective() -> frozenset[str]:
    data = cues.load("coreference")
    return frozenset((*data["collective"]["nouns"], *data["crowd"]["nouns"]))


@cache
def _no_people() -> frozenset[str]:
    """Nouns that count or tell of harm and name nobody: "the toll", "a number", "reports of dozens killed"."""
    return frozenset((*cues.load("coreference")["no_people"]["nouns"], *cues.load("tolls")["toll"]["nouns"])) - frozenset(
        ("casualties", "dead", "killed", "wounded", "injured")
    )


_ARMED = frozenset(("MIL", "REB", "UAF", "PRM", "COP"))
_THEIR_MEN = frozenset(("men",))
"""With "its": the men of whoever has men."""

_POSSESSIVE = frozenset(("its", "their"))


def _is_group(party: Party) -> bool:
    return party.actor is not None and party.actor.kind in ("group", "organisation")


def _nobody(party: Party) -> bool:
    return any(child.lower_ == "no" and child.dep_ in ("det", "neg") for child in party.head.children)


def _speaks(party: Party) -> bool:
    """Whether somebody is the subject of a verb of saying: "a doctor told reporters", "..., he said"."""
    return party.head.dep_ == "nsubj" and party.head.head.lower_ in cues.load("sourcing")["verbs"]["neutral"]


def _heads_a_phrase(token: Token) -> bool:
    if token.tag_ not in phrases.NOUN_TAGS or token.dep_ in ("compound", "amod", "det", "nummod", "quantmod", "punct", "expl"):
        return False
    return not (token.tag_ in ("DT", "JJ", "VBG", "CD") and token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT", "attr", "appos"))


def _counts_two(noun: Token) -> bool:
    """Whether a phrase can be for two: "the two men", "both leaders", "the sides"; not "the three men", nor bare "the men"."""
    numbers = [child.lower_ for child in noun.children if child.dep_ in ("nummod", "det", "predet", "preconj") and child.lower_ != "the"]
    if numbers:
        return any(number in ("two", "2", "both") for number in numbers)
    return noun.lower_ not in ("men", "countries", "nations", "parties")


def _related(token: Token) -> Token | None:
    verb = token.head
    while verb.dep_ in ("conj", "aux", "auxpass", "xcomp", "ccomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def _same_clause_object(other: Party, party: Party) -> bool:
    """A pronoun does not stand for another argument of its own verb: "the army said it" can, "X hit him" cannot."""
    return other.sentence == party.sentence and other.head.head.i == party.head.head.i


def _is_person(party: Party) -> bool:
    if party.actor is None:
        return False
    if party.actor.kind == "person":
        return True
    return party.actor.kind in ("generic", "agent") and party.head.tag_ == "NN"


def _is_body(party: Party) -> bool:
    if party.actor is None or party.plural:
        return False
    return party.actor.kind in ("group", "organisation", "country", "agent") or party.head.lower_ in _collective()


def _stem(word: str) -> str:
    return {"men": "man", "women": "woman", "children": "child", "people": "person", "policemen": "policeman"}.get(word, word.rstrip("s"))


def _slug(words: str) -> str:
    return _SLUG.sub("-", words.lower()).strip("-") or "unnamed"
