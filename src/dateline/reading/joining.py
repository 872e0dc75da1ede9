"""Which tellings of one document are about the same event: "the attack", "ten others were hurt", "the toll rose to 57".

Every draft is weighed against the events told so far, in text order. What contradicts (another time, another place, other parties) wins over
what agrees; a bare figure or a definite phrase ("the raid") goes to the event it fits best, the story's main event first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.grounding.actors import Likeness, same_actor
from dateline.grounding.places.geometry import distance_km
from dateline.model import Place, TimeSpan
from dateline.reading import cues, phrases
from dateline.reading.cast import Party
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.page import Sentence
from dateline.reading.responsibility import Blame

_ENOUGH = 2.0
"""Weight from which two tellings are one event."""

_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"))
_HEAD = 2
"""The title and the first two sentences say what the story is about."""

_SLACK = dt.timedelta(days=1)
_REACH_KM = 40.0
"""Two places farther apart than this, beyond their own radii, are two places."""

_OTHER = frozenset(
    (
        "another",
        "separate",
        "second",
        "third",
        "other",
        "different",
        "similar",
        "previous",
        "earlier",
        "past",
        "later",
        "subsequent",
        "new",
        "fresh",
        "further",
        "two",
        "several",
        "many",
        "recent",
    )
)
_LINKS = frozenset(
    (
        "advcl",
        "relcl",
        "acl",
        "prep",
        "pobj",
        "pcomp",
        "agent",
        "conj",
        "xcomp",
        "ccomp",
        "appos",
        "dobj",
        "nsubj",
        "nsubjpass",
        "dep",
        "attr",
        "oprd",
    )
)
_APART = frozenset(("after", "since", "following", "despite", "unlike", "like", "than", "days", "weeks", "months", "until", "for"))

_NEWSLIKE = frozenset(("actual", "attempted", "background", "cumulative"))


@dataclass(eq=False, slots=True)
class ToldEvent:
    """One event of a document: its tellings in text order."""

    drafts: list[Draft] = field(default_factory=list)
    main: bool = False

    def sources(self) -> tuple[Party, ...]:
        """Everybody that any telling names as having done it."""
        return tuple(party for draft in self.drafts for party in draft.sources)

    def targets(self) -> tuple[Party, ...]:
        """Everybody that any telling names as having suffered it."""
        return tuple(party for draft in self.drafts for party in draft.targets)


def join(drafts: list[Draft]) -> list[ToldEvent]:
    """The events of one document, in the order in which they are first told."""
    events: list[ToldEvent] = []
    for draft in drafts:
        scored = [(weigh(draft, event), -position, event) for position, event in enumerate(events)]
        fitting = [entry for entry in scored if entry[0] is not None and entry[0] >= _ENOUGH]
        if fitting:
            max(fitting, key=lambda entry: (entry[0] or 0.0, entry[1]))[2].drafts.append(draft)
        else:
            events.append(ToldEvent([draft]))
            _crown(events)
    return events


def _crown(events: list[ToldEvent]) -> None:
    """Make the first deed told in the head of the story its main event; the first thing told where the head tells no deed."""
    told = [event for event in events if event.drafts[0].status.label in ("actual", "attempted")]
    head = [event for event in told if event.drafts[0].sentence.index <= _HEAD]
    main = next((event for event in (*head, *told) if event.drafts[0].type in _DEEDS), head[0] if head else None)
    for event in events:
        event.main = event is main


def weigh(draft: Draft, event: ToldEvent) -> float | None:
    """Evidence that a draft tells this event; None where something contradicts.

    Args:
        draft: the telling.
        event: an event told before it.
    """
    last = event.drafts[-1]
    if draft.type != event.drafts[0].type or not _same_kind(draft, event):
        return None
    linked = any(_linked(draft, other) for other in event.drafts if other.sentence.index == draft.sentence.index)
    denial = draft.status.label == "denied"
    if not denial and _newsly(draft) != any(_newsly(other) for other in event.drafts):
        return None
    if _times_clash(draft, event) or _places_clash(draft, event):
        return None
    if denial and not _denies(draft, event):
        return None
    refers = draft.only_harm or denial or _refers(draft)
    if not linked and not denial and draft.event is not None and any(child.lower_ in _OTHER for child in draft.anchor.children):
        return None
    targets = likeness(draft.targets, event.targets())
    sources = likeness(draft.sources, event.sources())
    if sources == "different" and not linked:
        return None
    weight = 0.0
    if linked:
        weight += 4.0
    weight += {"same": 2.0, "compatible": 0.75, "different": -2.0, None: 0.0}[targets]
    weight += {"same": 2.0 if draft.type != VIOLENT else 1.5, "compatible": 0.5, "different": -2.0, None: 0.0}[sources]
    if _attackers(draft):
        weight += 2.0
    if refers:
        weight += 1.0
    if event.main:
        weight += 1.0 if draft.type == VIOLENT else 0.0
    if event.main and _still_in_title(event) and draft.sentence.index <= _HEAD:
        weight += 1.5
    gap = draft.sentence.index - last.sentence.index
    weight += 1.5 if gap <= 1 and draft.passage == last.passage else 1.0 if gap <= 1 else 0.5 if draft.passage == last.passage else 0.0
    if draft.type == VIOLENT:
        weight += _mode_weight(draft, event)
        weight += _toll_weight(draft, event)
    if not linked and not refers and not _same_words(draft, event):
        weight -= 1.5
    if _times_agree(draft, event):
        weight += 0.75
    if _places_agree(draft, event):
        weight += 1.0
    if draft.type != VIOLENT and not linked:
        weight -= 1.0 if sources in (None, "compatible") else 0.0
        weight += (
            0.5 if draft.event is not None and event.drafts[0].event is not None and draft.event.entry.id == event.drafts[0].event.entry.id else 0.0
        )
    return weight


def _still_in_title(event: ToldEvent) -> bool:
    """Whether only the first sentence has told the event so far: what comes next in the head of the story is most likely the same."""
    return all(draft.sentence.index == 0 for draft in event.drafts)


def _same_kind(draft: Draft, event: ToldEvent) -> bool:
    """Abduction and arrest are not merged with other violence unless only harm is told."""
    modes = {other.mode for other in event.drafts if other.mode is not None}
    if draft.mode == "abduct" and modes and "abduct" not in modes:
        return False
    return not (modes == {"abduct"} and draft.mode not in (None, "abduct", "firearms"))


def _same_words(draft: Draft, event: ToldEvent) -> bool:
    """Whether the event was told in the same family of words, or so far only by its harm."""
    assert draft.event is not None
    told = [other.event.entry.id for other in event.drafts if other.event is not None and not other.only_harm and not _refers(other)]
    return not told or draft.event.entry.id in told


def _denies(draft: Draft, event: ToldEvent) -> bool:
    """Whether what is denied is this event: told in the same words, as "any such attack", or of the same doers."""
    such = any(child.lower_ in ("such", "the", "this", "that") for child in draft.anchor.children)
    assert draft.event is not None
    alike = any(other.event is not None and other.event.entry.id == draft.event.entry.id for other in event.drafts)
    return such or alike or likeness(draft.sources, event.sources()) == "same"


def _newsly(draft: Draft) -> bool:
    return draft.status.label in _NEWSLIKE


def _refers(draft: Draft) -> bool:
    """Whether the trigger points back: "the attack", "that raid", "Thursday's bombing"."""
    return draft.event is not None and draft.event.form == "nominal" and phrases.is_definite(draft.anchor)


def _linked(draft: Draft, other: Draft) -> bool:
    """Whether the parse ties two tellings of one sentence: "attacked ..., killing 17", "killed in a raid", "killing three and wounding 11"."""
    path = _path(draft.anchor, other.anchor)
    if path is None:
        return False
    if draft.anchor.head.i == other.anchor.head.i and draft.anchor.dep_ == other.anchor.dep_ == "conj":
        return True
    return all(node.dep_ in _LINKS for node in path) and not any(_sets_apart(node) for node in path)


def _path(one: Token, other: Token) -> list[Token] | None:
    """Tokens from the lower of the two up to, not including, the higher; None where neither stands below the other."""
    for low, high in ((one, other), (other, one)):
        steps = [low]
        for node in low.ancestors:
            if node.i == high.i:
                return steps
            steps.append(node)
    up = {node.i: n for n, node in enumerate(one.ancestors)}
    for steps_up, node in enumerate(other.ancestors):
        if node.i in up and up[node.i] <= 1 and steps_up <= 1:
            between = [one, other, *list(one.ancestors)[: up[node.i]], *list(other.ancestors)[:steps_up]]
            return between
        if node.i in up:
            return None
    return None


def _sets_apart(node: Token) -> bool:
    return node.lower_ in _APART or any(child.dep_ in ("mark", "advmod") and child.lower_ in _APART for child in node.children)


def _attackers(draft: Draft) -> bool:
    nouns = cues.load("coreference")["attackers"]["nouns"]
    return any(party.head.lower_ in nouns for party in draft.targets + draft.sources)


def _times(event: ToldEvent) -> list[TimeSpan]:
    return [draft.time.span for draft in event.drafts if draft.time is not None]


def _times_clash(draft: Draft, event: ToldEvent) -> bool:
    if draft.time is None:
        return False
    told = _times(event)
    return bool(told) and not any(_near(draft.time.span, span) for span in told)


def _near(one: TimeSpan, other: TimeSpan) -> bool:
    wide = TimeSpan(
        start=one.start - _SLACK if one.start else None,
        end=one.end + _SLACK if one.end else None,
        precision=one.precision,
    )
    return wide.overlaps(other) and (one.start is None) == (other.start is None) and (one.end is None) == (other.end is None)


def _times_agree(draft: Draft, event: ToldEvent) -> bool:
    return draft.time is not None and any(draft.time.span.overlaps(span) for span in _times(event))


def _places(event: ToldEvent) -> list[Place]:
    return [draft.place.place for draft in event.drafts if draft.place is not None]


def _places_clash(draft: Draft, event: ToldEvent) -> bool:
    if draft.place is None:
        return False
    told = _places(event)
    return bool(told) and not any(places_fit(draft.place.place, place) for place in told)


def _places_agree(draft: Draft, event: ToldEvent) -> bool:
    return draft.place is not None and any(places_fit(draft.place.place, place) for place in _places(event))


def places_fit(one: Place, other: Place) -> bool:
    """Whether an event can be at both: equal, near, or one within the other. A place that no gazetteer knows fits only its own name."""
    if one.name == other.name:
        return True
    if one.precision == "unknown" or other.precision == "unknown":
        return True
    if one.country and other.country and one.country != other.country:
        return False
    if "country" in (one.precision, other.precision):
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    reach = _REACH_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def _mode_weight(draft: Draft, event: ToldEvent) -> float:
    modes = {other.mode for other in event.drafts if other.mode is not None}
    if draft.mode is None or not modes:
        return 0.0
    if draft.mode in modes:
        return 1.0
    return 0.0 if _refers(draft) else -1.5


def _toll_weight(draft: Draft, event: ToldEvent) -> float:
    told = {(toll.harm, toll.count.low, toll.count.high) for other in event.drafts for toll in other.tolls}
    mine = {(toll.harm, toll.count.low, toll.count.high) for toll in draft.tolls}
    return 2.0 if told & mine else 0.0


def likeness(some: tuple[Party, ...], others: tuple[Party, ...]) -> Likeness | None:
    """The best likeness between any of the one and any of the other; None where either side names nobody known."""
    best: Likeness | None = None
    for party in some:
        for other in others:
            if _anyone(party) or _anyone(other):
                continue
            if other is party or (party.stands_for and other in party.stands_for):
                return "same"
            for actor in party.actors():
                for known in other.actors():
                    alike = same_actor(actor, known)
                    if alike == "same":
                        return "same"
                    if alike == "compatible" or best is None:
                        best = alike
    return best


def _anyone(party: Party) -> bool:
    """ "people", "others", "the dead": whoever was there; they tell no two events apart."""
    return party.head.lower_ in cues.load("coreference")["anyone"]["nouns"] and not party.stands_for


def place_blame(events: list[ToldEvent], blame: list[tuple[Sentence, Blame]]) -> dict[int, list[Blame]]:
    """To which event each statement about who did it belongs: the one its clause names, else the story's main violent event.

    Returns:
        Statements by position of the event in ``events``.
    """
    placed: dict[int, list[Blame]] = {}
    violent = [position for position, event in enumerate(events) if event.drafts[0].type == VIOLENT and any(map(_newsly, event.drafts))]
    for sentence, accusation in blame:
        named = None
        if accusation.event is not None:
            named = next(
                (
                    position
                    for position in violent
                    for draft in events[position].drafts
                    if draft.anchor.i == accusation.event.i and draft.sentence.index == sentence.index
                ),
                None,
            )
        chosen = named if named is not None else next((position for position in violent if events[position].main), violent[0] if violent else None)
        if chosen is not None:
            placed.setdefault(chosen, []).append(accusation)
    return placed
