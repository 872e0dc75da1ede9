"""Sides named only through what is theirs: "Israeli shells", "a Russian jet", "the ISIS-held city". Concluded from the words, never said by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.model import Actor
from dateline.reading import cues, phrases
from dateline.reading.drafts import Draft
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.trigger_match import in_class
from dateline.reading.triggers import EventMention

_ARMED = frozenset(("REB", "UAF", "MIL", "PRM", "COP"))


@dataclass(frozen=True, slots=True)
class Concluded:
    """An actor, the words that name it, the phrase from which its part is concluded, and by which rule."""

    actor: Actor
    words: Span
    phrase: Span
    rule: str


def owners_of_means(draft: Draft, story: Story) -> Iterator[Concluded]:
    """Whose arms did it: "Israeli shells", "a US drone", "a warplane of the coalition"."""
    if draft.event is None:
        return
    nominal = (draft.event.trigger,) if draft.event.form in ("nominal", "light-verb") else ()
    acting = tuple(token for token in draft.event.sources if story.cast.party(token) is None)  # "Russian ships opened fire"
    tools = (*draft.event.means, *acting, *nominal)
    for tool in (*tools, *(origin for fired in tools for origin in _origins(fired))):
        owner = story.cast.possessor(tool)
        for actor in owner.actors() if owner is not None else ():
            assert owner is not None
            yield Concluded(actor, owner.span, phrases.core(tool), "roles.owner_of_means")
        phrase = phrases.core(tool)
        deed = tool in nominal or in_class(tool, "violence", story.lexicon)
        whose = phrase.doc[phrase.start : tool.i + 1] if deed else phrase  # "the bombing of X" is done to X, "a jet of X" is X's
        named = list(_named_in(whose, tool, story))
        for actor, words in named or _described_owner(tool, story):
            forces = story.catalogue.ground(f"{words.text} military", head="military", on=story.published) if actor.kind == "country" else None
            yield Concluded(forces or actor, words, phrase, "roles.owner_of_means")


def _described_owner(tool: Token, story: Story) -> Iterator[tuple[Actor, Span]]:
    """ "Army helicopters", "rebel artillery", "a police sniper's bullet": arms of somebody who is described and not named."""
    for child in tool.children:
        if child.dep_ in ("compound", "poss", "amod") and child.i < tool.i:
            actor = story.catalogue.ground(child.text, on=story.published)
            if actor is not None and actor.kind in ("generic", "agent") and actor.sector in _ARMED:
                yield actor, child.doc[child.i : child.i + 1]


def _origins(tool: Token) -> Iterator[Token]:
    """Where fire came from: "shells from a Syrian tank"."""
    yield from (noun for child in tool.children if child.lower_ == "from" for noun in child.children if noun.dep_ == "pobj")


def described_doers(event: ToldEvent, events: Iterable[ToldEvent], story: Story) -> Iterator[Concluded]:
    """Who did the main event, where it is told without a doer and goes on with what "the gunmen" or "the raiders" did: they did it.

    Sentences that tell other events are left out, and so are men who were harmed or who only speak.
    """
    if not event.main:
        return
    others = {draft.sentence.index for other in events if other is not event for draft in other.drafts}
    harmed = {party.head.lower_ for party in event.targets()}
    saying = cues.load("sourcing")["verbs"]["neutral"]
    for party in story.cast.everybody():
        head = party.head
        known = party.actor is not None and party.actor.kind == "generic" and head.lower_ in cues.load("coreference")["armed"]["nouns"]
        acts = head.dep_ == "nsubj" and head.head.tag_.startswith("VB") and head.head.lower_ not in saying
        told = party.sentence > event.drafts[0].sentence.index and party.sentence not in others
        if known and acts and told and party.definite and head.lower_ not in harmed:
            assert party.actor is not None
            yield Concluded(party.actor, party.span, party.span, "roles.described_doers")
            return


def stakes_in_target(draft: Draft, story: Story) -> Iterator[Concluded]:
    """Who was hit, where only a thing or a place is named: its owner, who holds the place, or who is told to be inside it."""
    if draft.event is None:
        return
    for thing in draft.event.targets:
        phrase = phrases.core(thing)
        for actor, words in _named_in(phrase, thing, story):
            before = phrase.doc[words.start : thing.i]
            branch = story.catalogue.ground(before.text, on=story.published) if len(before) > len(words) else None
            yield Concluded(branch if branch is not None and branch.country == actor.country else actor, words, phrase, "roles.owner_of_target")
    if draft.place is not None:
        yield from _holders(draft.place.name, story)
        yield from _occupants(draft, story)


def people_of_target(draft: Draft, story: Story) -> Iterator[Concluded]:
    """Whom it hit, where only what is theirs is named: "a cadet school", "a funeral gathering", "a bus carrying boys"."""
    if draft.event is None or draft.event.form == "adjective":
        return
    for thing in _things_hit(draft.event):
        phrase, party = phrases.core(thing), story.cast.party(thing)
        if story.catalogue.is_person_noun(thing.lower_) or (party is not None and any(actor.kind != "generic" for actor in party.actors())):
            continue
        if any(_named_in(phrase, thing, story)):
            continue  # "an Israeli army post" is somebody's who is known
        for child in thing.children:
            if (
                child.dep_ in ("compound", "poss", "nmod", "amod")
                and child.i < thing.i
                and story.catalogue.victim_class(child.text) != "undetermined"
            ):
                actor = story.catalogue.ground(child.text, on=story.published)
                if actor is not None and actor.kind == "generic":
                    first = next(
                        token for token in phrase if (token.dep_ not in ("det", "poss", "case") and token.tag_ != "POS") or token.i == child.i
                    )
                    words = child.doc[first.i : child.i + 1]
                    yield Concluded(actor, words, words, "roles.people_of_target")
        yield from _people_in(thing, story)
        for kind, nouns in cues.load("coreference")["occasions"].items():
            if (thing.lower_ in nouns or _hyphened(thing) in nouns) and (actor := story.catalogue.ground(kind, on=story.published)) is not None:
                yield Concluded(actor, thing.doc[thing.i : thing.i + 1], phrase, "roles.people_of_target")
    yield from _caught_there(draft, story)


def _hyphened(token: Token) -> str:
    """The word of which a token is a part between hyphens: "sit-in"."""
    doc, start, end = token.doc, token.i, token.i
    while start > 0 and not doc[start - 1].whitespace_:
        start -= 1
    while end + 1 < len(doc) and not doc[end].whitespace_ and doc[end + 1].text != ".":
        end += 1
    return doc[start : end + 1].text.lower()


_ONTO = frozenset(("into", "at", "on", "through", "upon"))


def _things_hit(event: EventMention) -> tuple[Token, ...]:
    """What a deed was done to, with what its words lead into or say suffered it: "discharged live rounds into a sit-in", "a bus was struck"."""
    found = {thing.i: thing for thing in event.targets}
    for holder in (event.trigger, *event.words):
        for child in holder.children:
            if child.dep_ == "nsubjpass":
                found.setdefault(child.i, child)
            if child.dep_ == "prep" and child.lower_ in _ONTO:
                found.update({noun.i: noun for noun in child.children if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME")})
    return tuple(found[at] for at in sorted(found))


def villagers_of_target(draft: Draft, story: Story) -> Iterator[Concluded]:
    """Who lives in what was hit: a village has villagers."""
    for thing in draft.event.targets if draft.event is not None and draft.event.form != "adjective" else ():
        villagers = story.catalogue.ground("residents", on=story.published)
        if thing.lower_ in cues.load("places")["inhabited"]["nouns"] and villagers is not None:
            yield Concluded(villagers, thing.doc[thing.i : thing.i + 1], phrases.core(thing), "roles.people_of_target")


def _people_in(thing: Token, story: Story) -> Iterator[Concluded]:
    """ "A bus carrying boys", "a hall full of mourners", "a crowd of parents": the people in it."""
    aboard = cues.load("coreference")["aboard"]
    if thing.lower_ not in aboard["things"]:
        return
    for link in thing.children:
        if link.i < thing.i or link.lower_ not in aboard["words"] or link.dep_ not in ("acl", "amod", "prep", "relcl"):
            continue
        below = (link, *(prep for prep in link.children if prep.lower_ in ("of", "with", "by")))
        for noun in (noun for holder in below for noun in holder.children if noun.dep_ in ("dobj", "pobj")):
            home = [child for child in noun.children if child.dep_ == "compound" and child.tag_ == "NNS"]
            if noun.lower_ == "home" and home:  # "carrying nurses home"
                party = story.catalogue.ground(home[0].text, on=story.published)
                words = noun.doc[home[0].i : home[0].i + 1]
                if party is not None and party.kind == "generic" and story.catalogue.victim_class(words.text) != "undetermined":
                    yield Concluded(party, words, words, "roles.people_of_target")
            else:
                yield from _as_victims(noun, story)


def _caught_there(draft: Draft, story: Story) -> Iterator[Concluded]:
    """ "A bomb tore through a church as worshippers were at prayer", "went off among shoppers": those whom it met."""
    assert draft.event is not None
    for holder in {
        token.i: token for token in (draft.event.trigger, *draft.event.words, *((draft.event.carrier,) if draft.event.carrier else ()))
    }.values():
        for child in holder.children:
            if child.dep_ == "advcl" and any(mark.lower_ in ("as", "while", "when") for mark in child.children if mark.dep_ in ("mark", "advmod")):
                for noun in child.children:
                    peaceful = child.lower_ not in cues.load("responsibility")["doing"]["verbs"]
                    if noun.dep_ == "nsubj" and peaceful:
                        yield from _as_victims(noun, story, unarmed=True)
            elif child.dep_ == "prep" and child.lower_ in ("among", "amid", "amidst", "into", "through"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        yield from _as_victims(noun, story, unarmed=True)


def _as_victims(noun: Token, story: Story, *, unarmed: bool = False) -> Iterator[Concluded]:
    party = story.cast.party(noun)
    if party is None or party.victim_class in ("undetermined", "perpetrator") or (unarmed and party.victim_class in _ARMED_CLASSES):
        return
    for actor in party.actors():
        if actor.kind == "generic":
            yield Concluded(actor, party.span, party.span, "roles.people_of_target")


_ARMED_CLASSES = frozenset(("military", "police", "militant", "perpetrator"))


def _named_in(phrase: Span, head: Token, story: Story) -> Iterator[tuple[Actor, Span]]:
    for mention in story.catalogue.find(phrase.text):
        words = phrase.doc.char_span(phrase.start_char + mention.start, phrase.start_char + mention.end, alignment_mode="expand")
        if words is None or words.start <= head.i < words.end:
            continue
        if words.text in _BEFORE_NOUNS or not story.places.is_name(words.root):
            yield mention.actor, words


_BEFORE_NOUNS = frozenset(("U.S.", "US", "UK", "U.K.", "UN", "U.N.", "EU", "E.U."))
"""Short names that stand before a noun as adjectives do: "a U.S. drone" is theirs, while "the Syria strike" is in Syria."""


def _holders(name: Span, story: Story) -> Iterator[Concluded]:
    """ "the ISIS-held city of al-Bab", "rebel-controlled Aleppo"."""
    head = name.root.head if name.root.dep_ == "pobj" else name.root
    head = head.head if head.lower_ == "of" else head
    phrase = name.doc[head.left_edge.i : name.end]
    holding = cues.load("places")["held"]["words"]
    for token in phrase:
        if token.lower_ in holding and token.i > phrase.start:
            before = name.doc[phrase.start : token.i]
            words = before[:-1] if before[-1].text == "-" else before
            found = [mention for mention in story.catalogue.find(words.text) if mention.actor.kind in ("group", "country", "organisation")]
            actor = found[-1].actor if found else story.catalogue.ground(words[-1:].text, on=story.published) if len(words) else None
            if actor is not None:
                yield Concluded(actor, words, phrase, "roles.holder")


def _occupants(draft: Draft, story: Story) -> Iterator[Concluded]:
    """ "the militants inside the city": armed people told to be in the place that is attacked."""
    for party in story.cast.in_sentence(draft.sentence.index):
        armed = party.actor is not None and (party.actor.kind == "group" or party.actor.sector in _ARMED)
        after = party.span.doc[party.span.end : min(party.span.end + 4, draft.sentence.span.end)]
        inside = any(token.lower_ in ("inside", "within") for token in after)
        if armed and inside and party not in draft.sources:
            for actor in party.actors():
                if actor not in {other for source in draft.sources for other in source.actors()}:
                    yield Concluded(actor, party.span, party.span, "roles.occupant")
