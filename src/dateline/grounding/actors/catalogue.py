"""The catalogue of actors: strings to the states, groups, bodies and people they name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dateline.grounding.actors.data import FOLDER, ActorData, Known, RoleWord, Via, agent_name, load, month_of, slug
from dateline.grounding.actors.heads import first_conjunct, head_role, proper_body, role_ending, with_whole_head
from dateline.grounding.actors.joined import conjuncts
from dateline.grounding.actors.phrases import Named, Phrase, is_pronoun, named_backers, take_apart
from dateline.grounding.actors.shapes import group_by_shape
from dateline.grounding.actors.trie import NameTrie
from dateline.model.actors import Actor
from dateline.model.claims import VictimClass

STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "SPY", "LEG", "JUD"))
_FORMER = frozenset(("former", "ex", "retired", "ousted", "deposed", "onetime", "late", "exiled"))
_TITLED = frozenset(("GOV", "MIL", "LEG", "JUD", "REL", "COP", "MED", "EDU", "UAF", "REB"))
_VIA_TAIL = frozenset(("of", "in", "from", "at", "based"))
_OF_GROUP = frozenset(("MIL", "REB", "UAF", "PRM", "GOV", "PTY", "OPP", "CRM", "COP", "SPY", "LEG"))
_VICTIM_OF: dict[str, VictimClass] = {
    "MIL": "military",
    "COP": "police",
    "JRN": "journalist",
    "GOV": "official",
    "LEG": "official",
    "JUD": "official",
    "MED": "health_worker",
}
_RISE = 60
"""Months before the first office in which news may already mean a leader by that name."""
_ARMED = frozenset(("REB", "UAF", "PRM"))
_OFFICES = {
    "president": "president",
    "prime minister": "prime minister",
    "premier": "prime minister",
    "chancellor": "chancellor",
    "foreign minister": "foreign minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "defence minister": "defence minister",
    "defense minister": "defence minister",
    "defense secretary": "defence minister",
    "defence secretary": "defence minister",
    "king": "king",
    "queen": "queen",
    "pope": "pope",
    "supreme leader": "supreme leader",
}


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A known name in running text.

    Args:
        start, end: offsets in code points.
        actor: whom it names.
        matched: the words.
        via: how the name leads to the actor; a ``capital`` may be meant as a place.
    """

    start: int
    end: int
    actor: Actor
    matched: str
    via: Via


@dataclass(frozen=True, slots=True)
class Grounding:
    """An actor and how it was found: what coding needs beyond the actor itself."""

    actor: Actor
    known: Known | None = None
    role: RoleWord | None = None
    country_from: str | None = None


class ActorCatalogue:
    """Grounds phrases as actors and finds actors in text. Immutable once made; make it with :meth:`default` or :meth:`from_folder`."""

    def __init__(self, data: ActorData) -> None:
        self.data = data
        self._names: NameTrie[Known] = NameTrie()
        self._lower: NameTrie[Known] = NameTrie()
        for name, known, exact in data.names:
            self._names.add(name, known, exact=exact)
            if len(name) > 3 and known.via in ("country", "demonym", "capital", "seat", "part", "group"):
                self._lower.add(name.lower(), known)
        self._ground_once = lru_cache(maxsize=1 << 16)(self._ground)

    @classmethod
    def default(cls) -> ActorCatalogue:
        """The catalogue of the files that come with dateline; made once and shared."""
        return _default()

    @classmethod
    def from_folder(cls, folder: Path) -> ActorCatalogue:
        """A catalogue of a user's own files (all five of them).

        Raises:
            CodebookError: where a file is missing or breaks its rules.
        """
        return cls(load(folder))

    def ground(self, phrase: str, *, head: str | None = None, on: dt.date | None = None, entity_label: str | None = None) -> Actor | None:
        """The actor that a noun phrase names or describes.

        Args:
            phrase: as written ("three Turkish soldiers", "President Vladimir Putin").
            head: its head word, where a parser knows it; found from the words otherwise.
            on: the day on which the words were true, for offices and groups that change.
            entity_label: the entity recogniser's label; a ``PERSON`` or ``ORG`` that is not in the catalogue becomes an actor of its own.

        Returns:
            None for pronouns and for things that are no actors. The country of "X-backed", "X-led", "X-held" and "anti-X" is never the actor's
            (see :meth:`backers`).
        """
        found = self.resolve(phrase, head=head, on=on, entity_label=entity_label)
        return found.actor if found else None

    def resolve(self, phrase: str, *, head: str | None = None, on: dt.date | None = None, entity_label: str | None = None) -> Grounding | None:
        """As :meth:`ground`, with what the actor was found by."""
        return self._ground_once(phrase, head, on, entity_label)

    def ground_all(self, phrase: str, *, on: dt.date | None = None) -> tuple[Actor, ...]:
        """Every actor of a phrase that joins several ("Russian and Belarusian soldiers"), in order, each once."""
        found = (self.ground(part, on=on) for part in conjuncts(phrase, self._names))
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def find(self, text: str, on: dt.date | None = None) -> list[ActorMention]:
        """Every known name in running text, the longest at each place, from left to right.

        Args:
            text: running text; case tells "IS" and "US" from "is" and "us".
            on: day for which names that changed hands are read.
        """
        mentions = []
        for match in self._names.matches(text):
            known = self._choose(match.values, on)
            if known is not None:
                mentions.append(ActorMention(match.start, match.end, _as_of(known, on), text[match.start : match.end], known.via))
        return mentions

    def backers(self, phrase: str, on: dt.date | None = None) -> tuple[Actor, ...]:
        """Those who back, lead, arm or fund the actor of a phrase, by its own words: Turkey for "Turkish-backed Syrian rebels"."""
        chosen = (self._choose(match.values, on) for match in named_backers(phrase, self._names))
        return tuple(dict.fromkeys(_as_of(known, on) for known in chosen if known is not None))

    def home_country(self, phrase: str, on: dt.date | None = None) -> str | None:
        """ISO 3166-1 alpha-3 code of the country that the people or body of a phrase belong to; None where the words do not tell."""
        found = self.resolve(phrase, on=on)
        if found is None or found.country_from == "in" or found.actor.country not in self.data.countries:
            return None
        return found.actor.country

    def sector_of(self, phrase: str, on: dt.date | None = None) -> str | None:
        """The PLOVER sector of a phrase; None where the words do not tell."""
        found = self.resolve(phrase, on=on)
        return found.actor.sector if found else None

    def victim_class(self, phrase: str, on: dt.date | None = None) -> VictimClass:
        """The class of the people of a phrase when harmed; ``undetermined`` where the words do not tell."""
        found = self.resolve(phrase, on=on)
        if found is None:
            return "undetermined"
        armed = found.known is not None and found.known.via == "group" and {found.actor.sector, found.known.sector2} & _ARMED
        if armed and (found.role is None or found.role.fighters or found.role.weak or found.role.sector == "UNK"):
            return "militant"
        if found.role is not None:
            return found.role.victim
        return _VICTIM_OF.get(found.actor.sector or "", "undetermined")

    def is_person_noun(self, noun: str) -> bool:
        """Whether a noun (or the last word of a phrase) names people, who can be killed and counted."""
        phrase = take_apart(noun, self._names, self._lower)
        if phrase.transparent:
            return self.is_person_noun(noun[phrase.words[phrase.core].end :].strip())
        role = role_ending(phrase, self.data.roles, phrase.core)
        if role is not None:
            return role.person
        return any(one.last == phrase.core and self._is_people(one, noun) for one in phrase.named)

    def role_of(self, noun: str) -> RoleWord | None:
        """The entry of the role lexicon for the head of a phrase."""
        phrase = take_apart(noun, self._names, self._lower)
        return head_role(phrase, self.data.roles)

    def _is_people(self, one: Named, noun: str) -> bool:
        known = one.match.values[0]
        return known.via == "person" or (known.via == "demonym" and noun[: one.match.end].endswith("s"))

    def _choose(self, values: tuple[Known, ...], on: dt.date | None) -> Known | None:
        """The one that a name stands for on a day: shared names of leaders are told apart by their offices, never guessed."""
        if len(values) == 1:
            return values[0] if _possible(values[0], on) else None
        named = [known for known in values if known.via != "person"]
        if named:
            return next((known for known in named if _possible(known, on)), None)
        if on is not None:
            holders = [known for known in values if any(tenure.on(on) for tenure in known.tenures)]
            if len(holders) == 1:
                return holders[0]
            begun = [known for known in values if known.tenures and known.tenures[0].first <= month_of(on)]
            return max(begun, key=lambda known: known.tenures[-1].last, default=None)
        return self._government_of(values)

    def _government_of(self, values: tuple[Known, ...]) -> Known | None:
        """What two leaders of one name and one country share on an unknown day: their government."""
        country = values[0].actor.country
        if (
            country is None
            or country not in self.data.countries
            or any((known.actor.country, known.actor.sector) != (country, "GOV") for known in values)
        ):
            return None
        name = agent_name(self.data.countries[country], "GOV")
        return Known(Actor(id=f"{country}-GOV", name=name, kind="agent", country=country, sector="GOV"), "seat", (country,))

    def _ground(self, text: str, head: str | None, on: dt.date | None, label: str | None) -> Grounding | None:
        phrase = with_whole_head(take_apart(text, self._names, self._lower, head), self.data.roles)
        if not phrase.words or (len(phrase.words) == 1 and is_pronoun(phrase.words[0].text)):
            return None
        if phrase.transparent:
            rest = text[phrase.words[phrase.core].end :].strip()
            inner = self._ground(rest, None, on, label) if rest else None
            if inner is not None:
                return inner
        shaped = group_by_shape(phrase)
        if shaped is not None:
            return Grounding(_unknown_body(shaped, "REB", None))
        return self._from_parts(first_conjunct(phrase, self.data.roles), on) or self._unknown(phrase, label)

    def _from_parts(self, phrase: Phrase, on: dt.date | None) -> Grounding | None:
        named = [(one, known) for one in phrase.named if (known := self._choose(one.match.values, on)) is not None]
        in_core = [(one, known) for one, known in named if one.relation is None and one.last <= phrase.core and one.first >= phrase.begin]
        at_end = next(((one, known) for one, known in in_core if one.last == phrase.core), None)
        if at_end is not None and not self._better_as_role(phrase, at_end[0]):
            return self._named_head(phrase, at_end[0], at_end[1], on)
        apposed = self._apposed(phrase, named)
        if apposed is not None:
            return Grounding(_as_of(apposed, on), apposed)
        role = head_role(phrase, self.data.roles)
        if role is None:
            return self._titled(phrase, in_core)
        if role.weak and not role.person and not named:
            return None
        return self._described(phrase, role, named, in_core, on)

    def _better_as_role(self, phrase: Phrase, one: Named) -> bool:
        """Whether a role noun is longer than the name at the end ("Federal Police" against a name "Police")."""
        role = role_ending(phrase, self.data.roles, phrase.core)
        return role is not None and len(role.head.split()) > one.last - one.first

    def _named_head(self, phrase: Phrase, one: Named, known: Known, on: dt.date | None) -> Grounding | None:
        actor = _as_of(known, on)
        words = {phrase.key(index, index + 1) for index in range(phrase.begin, one.first)}
        if known.via == "person" and words & _FORMER:
            actor = actor.model_copy(update={"sector": "ELI"})
        return Grounding(actor, known)

    def _apposed(self, phrase: Phrase, named: list[tuple[Named, Known]]) -> Known | None:
        """The person whose office stands before the name: "Deputy Minister of Defence General Ivan Petrov"."""
        if not named or phrase.core >= len(phrase.words):
            return None
        one, known = named[-1]
        if known.via != "person" or one.last != len(phrase.words) or one.first <= phrase.core + 1:
            return None
        before = phrase.words[phrase.core : one.first]
        office = all(word.text[0].isupper() or word.text in ("of", "the", "and", "for") for word in before)
        return known if office and before[-1].text[0].isupper() and phrase.words[phrase.core].text == "of" else None

    def _described(
        self, phrase: Phrase, role: RoleWord, named: list[tuple[Named, Known]], in_core: list[tuple[Named, Known]], on: dt.date | None
    ) -> Grounding:
        owner = _owner(phrase, in_core)
        source = "modifier" if owner else None
        if owner is None:
            owner = next(((one, known) for one, known in named if one.relation == "origin"), None)
            source = "origin" if owner else None
        if owner is None and not {"foreign", "international"} & {word.text.lower() for word in phrase.words[: phrase.core]}:
            owner, source = self._tail_owner(phrase, named)
        former = any(phrase.key(index, index + 1) in _FORMER for index in range(phrase.begin, phrase.core))
        if owner is not None and owner[1].via in ("group", "organisation", "part") and source != "in":
            body = owner[1]
            same = (
                role.fighters
                or role.weak
                or role.sector in _OF_GROUP
                or role.sector == "UNK"
                or (body.via == "organisation" and role.victim != "undetermined" and role.sector != "CVL")
            )
            if same:
                actor = body.actor
                return Grounding(actor if actor.sector else actor.model_copy(update={"sector": role.sector}), body, role, source)
            owner = owner if body.actor.country in self.data.countries and body.via == "part" else None
        if owner is None and (body_name := proper_body(phrase, role, self.data.roles)) is not None:
            return Grounding(_unknown_body(body_name, role.sector, role.code), None, role)
        if owner is None and role.fighters and (members := self._members_of(phrase, role)) is not None:
            return Grounding(members, None, role)
        sector = "ELI" if former and role.sector in ("GOV", "LEG") else role.sector
        country = owner[1].actor.country if owner is not None else None
        if country is not None and source in ("modifier", "of") and not former:
            holder = self._holder(role, country, on)
            if holder is not None and phrase.words[0].text.lower() not in ("a", "an"):
                return Grounding(_as_of(holder, on), holder, role, source)
        return Grounding(self._agent(role, country, sector), None, role, source if country else None)

    def _members_of(self, phrase: Phrase, role: RoleWord) -> Actor | None:
        """The unknown group whose fighters a phrase names: "Lantern Front fighters"."""
        inner = replace(phrase, core=phrase.core - len(role.head.split()))
        body = role_ending(inner, self.data.roles, inner.core) if inner.core > inner.begin else None
        name = proper_body(inner, body, self.data.roles) if body is not None else None
        return _unknown_body(name, body.sector, body.code) if name is not None and body is not None else None

    def _tail_owner(self, phrase: Phrase, named: list[tuple[Named, Known]]) -> tuple[tuple[Named, Known] | None, str | None]:
        for one, known in named:
            if one.first <= phrase.core or one.relation is not None:
                continue
            between = [phrase.key(index, index + 1) for index in range(phrase.core, one.first)]
            word = next((w for w in reversed(between) if w in _VIA_TAIL or w in ("to", "against", "by", "with", "on", "for")), None)
            if word in _VIA_TAIL or "loyal" in between:
                return (one, known), "of" if word in ("of", "from", "to") else "in"
            return None, None
        return None, None

    def _holder(self, role: RoleWord, country: str, on: dt.date | None) -> Known | None:
        office = _OFFICES.get(role.head)
        if office is None or on is None:
            return None
        holders = [
            known
            for known in self.data.people
            if known.actor.country == country and any(tenure.on(on) and tenure.office == office for tenure in known.tenures)
        ]
        return holders[0] if len(holders) == 1 else None

    def _agent(self, role: RoleWord, country: str | None, sector: str) -> Actor:
        if country is None:
            label = role.head if role.sector == "UNK" else role.id.replace("-", " ")
            return Actor(id=f"generic:{slug(label)}", name=label, kind="generic", country=role.code, sector=None if sector == "UNK" else sector)
        if country not in self.data.countries:
            return Actor(id=f"{country}-{sector}", name=f"{country} {role.id}", kind="generic", country=country, sector=sector)
        kind = "agent" if sector in STATE_SECTORS else "generic"
        shown = None if sector == "UNK" else sector
        name = agent_name(self.data.countries[country], sector, role.head if sector == "UNK" else role.id)
        return Actor(id=f"{country}-{sector}", name=name, kind="agent" if kind == "agent" else "generic", country=country, sector=shown)

    def _titled(self, phrase: Phrase, in_core: list[tuple[Named, Known]]) -> Grounding | None:
        """A person who is not in the catalogue but carries a title: "Governor Maria Lopez"."""
        for last in range(phrase.core - 1, phrase.begin, -1):
            role = role_ending(phrase, self.data.roles, last)
            if role is None:
                continue
            name = phrase.words[last : phrase.core]
            if role.sector not in _TITLED or not role.person or len(name) > 5 or not all(word.text[0].isupper() for word in name):
                return None
            shown = phrase.text[name[0].start : name[-1].end]
            country = next((known.actor.country for one, known in reversed(in_core) if one.last <= last), None)
            former = any(phrase.key(index, index + 1) in _FORMER for index in range(phrase.begin, last))
            sector = "ELI" if former and role.sector in ("GOV", "LEG") else role.sector
            return Grounding(Actor(id=f"person:{slug(shown)}", name=shown, kind="person", country=country, sector=sector), None, role, "modifier")
        return None

    def _unknown(self, phrase: Phrase, label: str | None) -> Grounding | None:
        if label not in ("PERSON", "ORG"):
            return None
        name = phrase.text[phrase.words[phrase.begin].start : phrase.words[-1].end]
        if label == "PERSON":
            return Grounding(Actor(id=f"person:{slug(name)}", name=name, kind="person"))
        return Grounding(Actor(id=f"org:{slug(name)}", name=name, kind="organisation"))


def _owner(phrase: Phrase, in_core: list[tuple[Named, Known]]) -> tuple[Named, Known] | None:
    """The name that the head belongs to: the nearest one, of several joined the first."""
    owner = in_core[-1] if in_core else None
    for one, known in reversed(in_core[:-1]):
        if owner is not None and phrase.key(one.last, owner[0].first) in ("and", "or"):
            owner = (one, known)
    return owner


def _possible(known: Known, on: dt.date | None) -> bool:
    """Nobody is meant before his time: a group before its first year, a leader years before the first office.

    After its end a group may well be meant (trials, memories).
    """
    if on is None:
        return True
    if known.tenures:
        return month_of(on) >= known.tenures[0].first - _RISE
    return known.via != "group" or known.first <= on.year


def _unknown_body(name: str, sector: str, code: str | None) -> Actor:
    """A body that no list knows, kept by its name: a group where its noun is one of armed people or of a front, else an organisation."""
    if sector in _ARMED or sector == "CRM" or name.split()[-1] in ("Front", "Movement"):
        return Actor(id=f"group:{slug(name)}", name=name, kind="group", country=code, sector=sector)
    return Actor(id=f"org:{slug(name)}", name=name, kind="organisation", country=code, sector=sector)


def _as_of(known: Known, on: dt.date | None) -> Actor:
    """The actor with the sector of that day: a leader out of office is of the elite (PLOVER's ELI)."""
    if not known.tenures or on is None:
        return known.actor
    held = known.tenure(on)
    before = "ELI" if month_of(on) > known.tenures[0].first else None
    sector = held.sector if held is not None else before
    return known.actor if sector == known.actor.sector else known.actor.model_copy(update={"sector": sector})


@lru_cache(maxsize=1)
def _default() -> ActorCatalogue:
    return ActorCatalogue(load(FOLDER))
