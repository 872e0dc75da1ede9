"""Drafts: one telling of one event in one sentence, before tellings are joined into claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Harm
from dateline.reading import cues, phrases
from dateline.reading.accounts import accounts, echoes, without_accounts
from dateline.reading.attribution import Attribution, attributions
from dateline.reading.avowals import avowals, spoken_for
from dateline.reading.cast import Cast, Party
from dateline.reading.described import described_victims, shares_of_victims, wearer
from dateline.reading.disclaiming import disclaimers
from dateline.reading.landmarks import PlaceHere
from dateline.reading.page import Sentence, passage_of
from dateline.reading.placing import Map
from dateline.reading.pointing import pointings
from dateline.reading.responsibility import Blame, blame_verbs, find_blame
from dateline.reading.status import StatusMention, status_of
from dateline.reading.timing import Calendar, TimeHere
from dateline.reading.toll_rules import harm_of_toll, named
from dateline.reading.toll_scope import late_death
from dateline.reading.toll_words import TollMention, harm_nouns, listed, states
from dateline.reading.tolls import find_tolls
from dateline.reading.triggers import EventMention

VIOLENT = "ASSAULT"


@dataclass(eq=False, slots=True)
class Draft:
    """One telling of an event.

    Args:
        index: position among the drafts of the page.
        sentence: its sentence.
        anchor: the trigger, or the head of the counted phrase where a toll stands without one.
        event: the event mention; None for a toll that stands alone ("the toll rose to 57").
        type, mode: codebook codes; for a toll alone those of violence, until it joins an event.
        status: whether it happened, as this sentence tells it.
        sources, targets: who did it and to whom.
        tolls: figures of harm told with it.
        time, place: where this sentence tells them.
        said: the acts of saying that it stands in, outermost first.
        accidental: the words that say it was not meant.
        clause: the words that tell it.
        backed_by: who is told elsewhere to stand behind it ("the Red Cross has the same figures").
        typed_by: the rule that gave the type, where it is not the trigger's entry.
        disowned: somebody denies his part in it ("denied that it carried out the attack"); an event told elsewhere stands all the same.
    """

    index: int
    sentence: Sentence
    anchor: Token
    event: EventMention | None
    type: str
    mode: str | None
    status: StatusMention
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    tolls: tuple[TollMention, ...]
    time: TimeHere | None
    place: PlaceHere | None
    said: tuple[Attribution, ...]
    accidental: Span | None
    clause: Span
    disowned: bool = False
    backed_by: tuple[Attribution, ...] = ()
    typed_by: str | None = None

    @property
    def passage(self) -> int:
        """Index of the passage it stands in."""
        return passage_of(self.anchor)

    @property
    def only_harm(self) -> bool:
        """Whether it tells harm and not what caused it ("were wounded", "the toll rose")."""
        return self.event is None or (self.event.entry.harm is not None and self.mode is None and not self.sources)


@dataclass(slots=True)
class Telling:
    """Everything the sentences of a page tell, before it is joined."""

    drafts: list[Draft]
    blame: list[tuple[Sentence, Blame]]


def collect(sentences: tuple[Sentence, ...], cast: Cast, calendar: Calendar, places: Map, events: dict[int, list[EventMention]]) -> Telling:
    """The drafts of all sentences, in text order, and what is said about who did it."""
    telling = Telling([], [])
    harm: dict[int, Harm] = {}
    others: set[int] = set()  # paragraphs that ask how many did it, or were there
    first: Harm | None = None  # what the report's first figure is about: "Locals speak of 32", paragraphs later
    by_sentence: dict[tuple[int, int], list[EventMention]] = {}
    for index, mentions in events.items():
        for mention in mentions:
            by_sentence.setdefault((index, mention.sentence.start), []).append(mention)
    for sentence in sentences:
        told = tuple(map(without_accounts, by_sentence.get((sentence.passage, sentence.span.start), ())))
        told = tuple(event for event in told if not _counted_state(event))
        asked = _harm_asked(told) or _harm_named(sentence.span)
        if asked is None and "how many " in sentence.span.text.lower():
            others.add(sentence.passage)
        tolls = find_tolls(sentence.span, told, cast.is_person, harm.get(sentence.passage), None if sentence.passage in others else first)
        if tolls or asked is not None:
            harm[sentence.passage] = tolls[-1].harm if tolls else asked or "killed"
            first = first or harm[sentence.passage]
        triggers = frozenset(event.trigger.i for event in told)
        blame = tuple(map(spoken_for, _blamed(sentence.span, triggers)))
        telling.blame.extend((sentence, one) for one in blame)
        counted = bool(tolls) or any(draft.tolls and sentence.index - draft.sentence.index <= _BACKED for draft in telling.drafts[-_RECENT:])
        telling.drafts.extend(_described_dead(sentence, cast, len(telling.drafts), counted=counted))
        disowned = {one.cue.start for one in blame if one.kind == "denied" and one.cue[0].lower_ in blame_verbs()}
        _back(telling.drafts, sentence)
        if not told and not tolls:
            continue
        said = _outermost_first((*attributions(sentence.span), *accounts(sentence.span)))
        new = len(telling.drafts)
        _tell(telling.drafts, sentence, told, tolls, said, cast, calendar, places)
        for draft in telling.drafts[new:]:
            draft.disowned = draft.status.label == "denied" and draft.status.cue.start in disowned
    return telling


def _blamed(sentence: Span, triggers: frozenset[int]) -> tuple[Blame, ...]:
    """Everything that a sentence says about who did what is told elsewhere."""
    return (*find_blame(sentence, triggers), *avowals(sentence, triggers), *pointings(sentence), *disclaimers(sentence))


_RECENT = 6
"""Tellings before a sentence among which the last figure of harm is looked for."""

_BACKED = 2
"""How many sentences before it a figure may stand that somebody is said to have too."""


def _back(drafts: list[Draft], sentence: Sentence) -> None:
    """Lay the figures told last to those whom a sentence names as standing behind them."""
    backers = tuple(echoes(sentence.span))
    if not backers:
        return
    counted = [draft for draft in drafts if draft.tolls and sentence.index - draft.sentence.index <= _BACKED]
    for draft in counted:
        if draft.sentence is counted[-1].sentence:
            draft.backed_by += backers


def _outermost_first(said: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    return tuple(sorted(said, key=lambda one: -len(one.scope)))


def _described_dead(sentence: Sentence, cast: Cast, first: int, *, counted: bool) -> Iterator[Draft]:
    """ "The dead were cousins", and where somebody has just been counted "most of them pupils": says who suffered, and tells no event of its own."""
    shares = tuple(shares_of_victims(sentence.span)) if counted else ()
    for index, found in enumerate((*described_victims(sentence.span), *shares), first):
        parties = (cast.party(noun) or cast.describe(noun) for noun in found.nouns)
        victims = tuple(party for party in parties if party is not None and party.victim_class != "undetermined")
        if victims:
            words = sentence.span.doc[found.harmed.i : found.harmed.i + 1]
            status = StatusMention("actual", words, "status.told")
            yield Draft(index, sentence, found.harmed, None, VIOLENT, None, status, (), victims, (), None, None, (), None, sentence.span)


def _harm_asked(events: tuple[EventMention, ...]) -> Harm | None:
    """ "Nobody can say how many died": the harm that the figures after it are about."""
    for event in events:
        if event.entry.harm is not None and any(child.lower_ in ("many", "how") for target in event.targets for child in (target, *target.children)):
            return event.entry.harm
    return None


def _harm_named(sentence: Span) -> Harm | None:
    """ "The number of the dead is in dispute": the harm that the figures after it are about."""
    tolls = (token for token in sentence if token.lower_ in listed("toll", "nouns") and named(token))
    return next((harm for token in tolls if (harm := harm_of_toll(token, None)) is not None), None)


def _tell(
    drafts: list[Draft],
    sentence: Sentence,
    events: tuple[EventMention, ...],
    tolls: tuple[TollMention, ...],
    said: tuple[Attribution, ...],
    cast: Cast,
    calendar: Calendar,
    places: Map,
) -> None:
    triggers = frozenset(event.trigger.i for event in events)
    owned = _owners(events, tolls)
    accidental = _accidental(sentence.span)
    deaths = frozenset(event.trigger.i for event in events if late_death(event))
    speaking = frozenset(head.i for saying in said for head in saying.speakers if head.head.i != saying.verb.i)  # parsed into what they say
    for position, event in enumerate(events):
        arguments = event.sources + event.targets + event.means
        others = triggers - {event.trigger.i}
        anchor = event.carrier or event.trigger
        late, known = late_death(event), _known_injured(event)
        place = None if late else places.happened(event.trigger, arguments, sentence, said, others)
        time = None if late else calendar.happened(anchor, sentence, said, others) or calendar.happened(event.trigger, sentence, said, others)
        if place is not None and _reacted_to(event, others, sentence.span) and not phrases.governs(event.trigger, place.words.root):
            place = None  # "The ministers, meeting in Maputo, condemned the attack"
        if known is not None and place is not None and not phrases.governs(known, place.words.root):
            place = None
        if known is not None and time is not None and not phrases.governs(known, time.words.root):
            time = None
        if time is not None and time.governor.i in deaths:
            time = None  # "three of those wounded on Friday died on Sunday"
        status = status_of(event, sentence.span)
        drafts.append(
            Draft(
                index=len(drafts),
                sentence=sentence,
                anchor=event.trigger,
                event=event,
                type=event.entry.type,
                mode=event.entry.mode,
                status=status,
                sources=_parties(tuple(map(wearer, _doers(event, said))), cast),
                targets=_not_places(
                    (
                        _parties(tuple(token for token in event.targets if token not in event.words and token.i not in speaking), cast)
                        or _described(event, cast)
                    )
                    + _listed((*event.targets, *(toll.anchor for toll, owner in zip(tolls, owned, strict=True) if owner == position)), cast),
                    place,
                ),
                tolls=tuple(
                    toll
                    for toll, owner in zip(tolls, owned, strict=True)
                    if owner == position and not (status.label == "attempted" and toll.event is event) and toll.anchor.i not in speaking
                ),
                time=time,
                place=place,
                said=tuple(saying for saying in said if event.trigger.i in saying.scope and saying.verb.i != event.trigger.i),
                accidental=accidental if event.entry.type == VIOLENT else None,
                clause=_clause(event),
            )
        )
    for toll, owner in zip(tolls, owned, strict=True):
        if owner is None:
            drafts.append(_alone(len(drafts), sentence, toll, said, cast, calendar, places, triggers))


def _known_injured(event: EventMention) -> Token | None:
    """ "the 239 wounded", "one of the injured": people whose harm was told before; what is told of them now is later."""
    word = event.trigger
    noun = word.head if word.dep_ in ("amod", "acl") else word
    told_before = event.entry.harm == "injured" and word.tag_ in ("VBN", "VBD", "JJ") and not event.sources
    as_people = told_before and word.dep_ in ("amod", "acl", "pobj", "nsubj", "nsubjpass", "dobj")
    return noun if as_people and any(child.lower_ in ("the", "those", "these") for child in noun.children) else None


def _counted_state(event: EventMention) -> bool:
    """ "doctors count 32 dead", "treated 175 wounded", "puts the wounded at 17": the number says who, not the subject that the parser finds."""
    word = event.trigger
    if word.lower_ not in states() or word.i == event.sentence.start:
        return False
    before, after = word.nbor(-1), word.doc[word.i + 1 : word.i + 3]
    if before.tag_ == "CD":
        of_noun = len(after) > 0 and after[0].tag_.startswith("NN")  # "two wounded children"
        return event.form == "adjective" or (not of_noun and before not in event.targets and word.tag_.startswith("VB"))
    return before.lower_ == "the" and len(after) == 2 and after[0].lower_ in ("at", "to", "as") and after[1].tag_ == "CD"


def _reacted_to(event: EventMention, others: frozenset[int], sentence: Span) -> bool:
    """Whether an act is told only as what others speak of: "condemned the attack"."""
    if event.form != "nominal" or event.entry.type != VIOLENT or not phrases.is_definite(event.trigger):
        return False
    return event.trigger.dep_ == "dobj" and event.trigger.head.i in others and sentence.start <= event.trigger.head.i < sentence.end


def _alone(
    index: int,
    sentence: Sentence,
    toll: TollMention,
    said: tuple[Attribution, ...],
    cast: Cast,
    calendar: Calendar,
    places: Map,
    triggers: frozenset[int],
) -> Draft:
    victim = cast.party(toll.anchor)
    known = toll.of_known or toll.rule in ("tolls.care", "tolls.list")  # how the wounded are now, not when and where they were hurt
    return Draft(
        index=index,
        sentence=sentence,
        anchor=toll.anchor,
        event=None,
        type=VIOLENT,
        mode=None,
        status=StatusMention("actual", toll.span, "status.told"),
        sources=(),
        targets=(victim,) if victim is not None and victim.head.lower_ not in harm_nouns() and toll.rule != "tolls.zero" else (),
        tolls=(toll,),
        time=None if known else calendar.happened(toll.anchor, sentence, said, triggers),
        place=None if known else places.happened(toll.anchor, (), sentence, said, triggers),
        said=tuple(saying for saying in said if toll.anchor.i in saying.scope),
        accidental=_accidental(sentence.span),
        clause=sentence.span,
    )


def _owners(events: tuple[EventMention, ...], tolls: tuple[TollMention, ...]) -> list[int | None]:
    """For each toll the position of the event it is told with; None where it stands alone.

    A figure belongs to the event whose harm it is, else to the harmful event that its words hang on in the parse.
    """
    owners: list[int | None] = []
    for toll in tolls:
        direct = next((position for position, event in enumerate(events) if event is toll.event), None)
        if direct is None and toll.event is None:
            above = {node.i for node in (toll.anchor, *toll.anchor.ancestors)}
            apart = toll.rule == "tolls.shape"  # "Three hanged over last year's bombing": not its dead
            direct = next(
                (
                    position
                    for position, event in enumerate(events)
                    if event.entry.type == VIOLENT and event.trigger.i in above and not (apart and event.form == "nominal")
                ),
                None,
            )
        owners.append(direct)
    return owners


def _parties(tokens: tuple[Token, ...], cast: Cast) -> tuple[Party, ...]:
    found = (cast.party(token) for token in tokens if not _nobody(token))
    return tuple(party for party in found if party is not None)


def _doers(event: EventMention, said: tuple[Attribution, ...]) -> tuple[Token, ...]:
    """Who did it; whoever only counts the dead did not: "a doctor put the deaths at 74"."""
    if event.carrier is None or event.entry.harm is None:
        return event.sources
    counting = {head.i for saying in said if saying.verb.i == event.carrier.i for head in saying.speakers}
    return tuple(token for token in event.sources if token.i not in counting)


def _listed(counted: tuple[Token, ...], cast: Cast) -> tuple[Party, ...]:
    """Who they were, listed after a colon or dash: "nine people died: four soldiers, a constable and three shoppers"."""
    found: dict[int, Party] = {}
    for token in counted:
        if token.lower_ not in cues.load("coreference")["anyone"]["nouns"] and token.lower_ not in ("lives", "deaths"):
            continue
        for first in phrases.appositions(token):
            if not any(mark.text in (":", "-", "–", "—") for mark in token.doc[token.i : first.i]):
                continue
            for noun in _chain(first):
                party = cast.party(noun)
                if party is not None and party.victim_class not in ("undetermined", "militant", "perpetrator"):
                    found.setdefault(noun.i, party)
    return tuple(found.values())


def _chain(first: Token) -> tuple[Token, ...]:
    """The nouns of a list, which parsers hang on one another as conjuncts or appositions."""
    below = [noun for noun in phrases.conjuncts(first) if noun.i != first.i] + list(phrases.appositions(first))
    return (first, *(noun for one in below for noun in _chain(one)))


def _nobody(token: Token) -> bool:
    """ "No one was hurt": no party to the event."""
    return token.lower_ in ("nobody", "none") or any(child.lower_ == "no" and child.dep_ in ("det", "neg") for child in token.children)


def _described(event: EventMention, cast: Cast) -> tuple[Party, ...]:
    """Those harmed by the words of the text, where no list knows their noun: whoever is arrested, wounded or killed is somebody.

    So is what a trigger of a user's own codebook does something to.
    """
    if event.entry.harm is None and event.entry.own is None:
        return ()
    return tuple(party for party in (cast.describe(token) for token in event.targets) if party is not None)


def _not_places(parties: tuple[Party, ...], place: PlaceHere | None) -> tuple[Party, ...]:
    """ "advanced on it": what points to the place is no party."""
    if place is None:
        return parties
    return tuple(party for party in parties if not (phrases.is_pronoun(party.head) and place.words.start <= party.head.i < place.words.end))


def _clause(event: EventMention) -> Span:
    start, end = event.clause
    span = event.sentence.doc.char_span(start, end, alignment_mode="expand")
    return span if span is not None and span.start >= event.sentence.start and span.end <= event.sentence.end else event.sentence


@cache
def _accident_words() -> re.Pattern[str]:
    words = sorted(cues.load("means")["accidental"]["phrases"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def _accidental(sentence: Span) -> Span | None:
    match = _accident_words().search(sentence.text)
    if match is None:
        return None
    return sentence.doc.char_span(sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand")
