"""Whether a telling is of an event told before it: what the words, parties, days and places say for and against.

What contradicts (another time, another place, other doers) decides; the rest is weighed with the figures of ``cues/joining.toml``.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from spacy.tokens import Token

from dateline.grounding.places import in_part
from dateline.grounding.places.geometry import distance_km
from dateline.model import Place, TimeSpan
from dateline.reading import cues, phrases
from dateline.reading.alike import ARMED, likeness
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.hearing.asking import together
from dateline.reading.told import ToldEvent, told_as_done
from dateline.reading.toll_words import TollMention, harm_nouns

_SLACK = dt.timedelta(days=1)
_REACH_KM = 40.0
"""Two places farther apart than this, beyond their own radii, are two places."""

_LINKS = frozenset(
    [
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
    ]
)


def _weights() -> dict[str, Any]:
    return cues.load("joining")


def enough() -> float:
    """The weight from which two tellings are one event."""
    return float(_weights()["enough"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(cues.load("coreference")[name]["words"])


def weigh(draft: Draft, event: ToldEvent, *, head: bool, topic: ToldEvent | None = None) -> float | None:
    """Evidence that a draft tells this event; None where something contradicts.

    Args:
        draft: the telling.
        event: an event told before it.
        head: whether the draft stands in the head of the story.
        topic: the event that the paragraph told last before the draft, where there is one.
    """
    tied = any(linked(draft, other) for other in event.remembered() if other.sentence.index == draft.sentence.index)
    if _contradicted(draft, event, tied=tied):
        return None
    weights = _weights()
    targets = None if own_side(draft, event) else likeness(draft.targets, event.targets())
    sources = None if own_side(draft, event) else likeness(draft.sources, event.sources())
    weight = weights["linked"] if tied else 0.0
    weight += weights["heard"] * (together(draft.anchor, (other.anchor for other in event.remembered())) or 0.0)
    weight += weights["targets"][targets] if targets is not None else 0.0
    weight += weights["sources"][sources] if sources is not None else 0.0
    weight += _by_position(draft, event, head=head, topic=topic)
    weight += weights["same_time"] if _times_agree(draft, event) else 0.0
    weight += weights["same_place"] if _places_agree(draft, event) else 0.0
    refers = draft.only_harm or draft.status.label == "denied" or points_back(draft)
    weight += weights["refers"] if refers else 0.0
    beside = draft.only_harm and event.drafts[-1].only_harm and draft.sentence.index - event.drafts[-1].sentence.index <= 1
    weight += weights["bare_together"] if beside else 0.0
    bare_harm = event.main and draft.event is not None and draft.event.entry.harm is not None and draft.mode is None
    if not tied and not refers and not bare_harm and not _same_words(draft, event):
        weight += weights["other_words"]
    if draft.type == VIOLENT:
        weight += _of_violence(draft, event)
    elif not tied:
        weight += weights["verbal"]["same_sources"] if sources == "same" else 0.0
        weight += weights["verbal"]["unknown_sources"] if sources in (None, "compatible") else 0.0
        weight += weights["verbal"]["same_words"] if _same_words(draft, event) else 0.0
        weight += weights["verbal"]["points_back"] if points_back(draft) and _same_mode(draft, event) else 0.0
    return float(weight)


def _contradicted(draft: Draft, event: ToldEvent, *, tied: bool) -> bool:
    if (
        draft.type != event.drafts[0].type
        or of_other_own_type(draft, event)
        or not (tied or same_kind(draft, event))
        or part_of_nothing(draft, event)
        or (not tied and (_some_against_none(draft, event) or _another_count(draft, event)))
    ):
        return True
    if draft.status.label == "denied":
        return not _denies(draft, event) or times_clash(draft, event) or places_clash(draft, event)
    if told_as_done(draft) != event.happened() or times_clash(draft, event) or places_clash(draft, event):
        return True
    if draft.status.label == "background" and event.main and not tied and not points_back(draft) and _all_news(event):
        return True
    if says_that(draft) and draft.sentence.index - event.drafts[-1].sentence.index > 1:
        return True
    another = draft.event is not None and any(child.lower_ in _words("another") for child in draft.anchor.children)
    return not tied and (another or turns_away(draft, event) or _others_did_it(draft, event) or _struck_back(draft, tuple(event.remembered())))


def _others_did_it(draft: Draft, event: ToldEvent) -> bool:
    return likeness(draft.sources, event.sources()) == "different" and not points_back(draft) and not own_side(draft, event)


def apart(event: ToldEvent, main: ToldEvent) -> bool:
    """Whether an event is a deed with a day, a place or doers of its own beside the main one."""
    told = event.remembered()
    if event is main or all(draft.only_harm for draft in told):
        return False
    own_time = not _times(main) and bool(_times(event))
    own_place = not _places(main) and bool(_places(event))
    bare = (own_time or own_place) and all(draft.only_harm for draft in main.remembered())
    return (own_time and own_place) or bare or any(draft.status.label == "background" or set_in_another(draft, main) for draft in told)


def _struck_back(draft: Draft, others: tuple[Draft, ...]) -> bool:
    """ "bombed the men who had launched a missile": what is told of those who suffered a deed, to say who they are, is another deed."""
    of_them = draft.type == VIOLENT and draft.event is not None and draft.event.form == "relative"
    return of_them and any(party in other.targets for other in others for party in draft.sources)


def set_in_another(draft: Draft, event: ToldEvent) -> bool:
    """Whether a telling has a day, a place or doers that the event cannot have: nor then has what the same clause ties to it."""
    return times_clash(draft, event) or places_clash(draft, event) or _others_did_it(draft, event)


def of_other_own_type(draft: Draft, event: ToldEvent) -> bool:
    """Whether a user's own codebook has two types for the two."""
    told = {other.event.entry.own for other in event.remembered() if other.event is not None} - {None}
    return draft.event is not None and draft.event.entry.own is not None and bool(told) and draft.event.entry.own not in told


def _some_against_none(draft: Draft, event: ToldEvent) -> bool:
    """ "Nobody was hurt" is not told of an event whose wounded were counted, nor the other way round.

    It is said of the deed told last before it: what a later deed of the same event did may be counted all the same.
    """
    drafts = event.remembered()
    latest = max((at for at, other in enumerate(drafts) if not other.only_harm), default=0)
    told = {
        (toll.harm, toll.count.high == 0)
        for at, other in enumerate(drafts)
        for toll in other.tolls
        if toll.scope == "incident" and (at >= latest or toll.count.high != 0)
    }
    return any((toll.harm, toll.count.high != 0) in told for toll in draft.tolls if toll.scope == "incident")


def _all_news(event: ToldEvent) -> bool:
    return all(other.status.label in ("actual", "attempted") for other in event.remembered())


def _another_count(draft: Draft, event: ToldEvent) -> bool:
    """A sum over many events beside an event's own toll; dozens of dead beside the execution of one; "the abduction" after deaths alone."""
    told = event.remembered()
    sums = {toll.scope == "cumulative" for other in told for toll in other.tolls}
    mine_is_sum = any(toll.scope == "cumulative" for toll in draft.tolls)
    if (sums == {True} and not mine_is_sum) or (mine_is_sum and False in sums):
        return True
    modes = {other.mode for other in told if other.mode is not None}
    counts = [toll.count.high or 0 for other in told for toll in other.tolls if toll.harm == "killed" and toll.scope == "incident"]
    mine = [toll.count.high or toll.count.low or 0 for toll in draft.tolls if toll.harm == "killed"]
    if counts and mine and ((modes & {"execute"} and max(mine) > 5 * max(counts)) or (draft.mode == "execute" and max(counts) > 5 * max(mine))):
        return True
    return draft.mode == "abduct" and points_back(draft) and not modes and {toll.harm for other in told for toll in other.tolls} == {"killed"}


def _of_the_dead(toll: TollMention) -> bool:
    """ "142 of the dead": some of those whose number was told before."""
    return toll.of_known and any(token.lower_ in harm_nouns() or token.lower_ in ("victims", "killed") for token in toll.anchor.subtree)


def part_of_nothing(draft: Draft, event: ToldEvent) -> bool:
    """ "142 of the dead" go with an event whose dead were counted, and were more."""
    for toll in draft.tolls:
        if _of_the_dead(toll):
            told = [other.count for known in (*event.remembered(), draft) for other in known.tolls if other.harm == toll.harm and other is not toll]
            if not any((count.low or count.high or 0) >= (toll.count.low or 0) for count in told):
                return True
    return False


def _modes_fit(mode: str, others: set[str]) -> bool:
    """Whether the same act can be told in both modes: what is "bombed" may have been bombed from the air."""
    fitting: dict[str, list[str]] = _weights()["fitting_modes"]
    return any(other in fitting.get(mode, ()) or mode in fitting.get(other, ()) for other in others)


def turns_away(draft: Draft, event: ToldEvent) -> bool:
    """ "Elsewhere, ...", "Hours earlier ...", "In a separate attack ...": the sentence opens another event than those before it."""
    opening = draft.sentence.span.text[:40].lower()
    told_before = all(other.sentence.index < draft.sentence.index for other in event.remembered())
    return told_before and (opening.startswith(tuple(_words("elsewhere"))) or _in_another_place(draft))


def _in_another_place(draft: Draft) -> bool:
    """ "Fourteen people were shot dead in another northern village"."""
    inhabited = cues.load("places")["inhabited"]["nouns"]
    places = (noun for part in draft.anchor.children if part.dep_ == "prep" for noun in part.children if noun.lower_ in inhabited)
    return any(child.lower_ in ("another", "neighbouring", "neighboring") for noun in places for child in noun.children)


def _by_position(draft: Draft, event: ToldEvent, *, head: bool, topic: ToldEvent | None) -> float:
    weights = _weights()
    last = event.drafts[-1]
    gap, together = draft.sentence.index - last.sentence.index, draft.passage == last.passage
    weight: float = (
        weights["next_sentence"]
        if gap <= 1 and together
        else weights["next_paragraph"]
        if gap <= 1
        else weights["same_paragraph"]
        if together
        else 0.0
    )
    aside = topic is not None and not (_times_agree(draft, event) or _places_agree(draft, event))
    if event.main and draft.type == VIOLENT and not aside:
        weight += weights["main"]
        weight += weights["unplaced"] if draft.time is None and draft.place is None else 0.0
    if event is topic and aside and draft.type == VIOLENT:
        weight += weights["topic"]
    of_title = event.main if draft.type == VIOLENT else _same_mode(draft, event)
    if of_title and head and not aside and all(other.sentence.index == 0 for other in event.remembered()):
        weight += weights["title"]
    return weight


def _of_violence(draft: Draft, event: ToldEvent) -> float:
    weights = _weights()
    weight: float = weights["attackers"] if own_side(draft, event) else 0.0
    weight += weights["known_dead"] if any(map(_of_the_dead, draft.tolls)) else 0.0
    modes = {other.mode for other in event.remembered() if other.mode is not None}
    if draft.mode is not None and modes:
        weight += (
            weights["same_mode"] if draft.mode in modes else 0.0 if points_back(draft) or _modes_fit(draft.mode, modes) else weights["other_mode"]
        )
    told = {(toll.harm, toll.count.low, toll.count.high) for other in event.remembered() for toll in other.tolls}
    mine = {(toll.harm, toll.count.low, toll.count.high) for toll in draft.tolls}
    return weight + (weights["same_figure"] if told & mine else 0.0)


def same_kind(draft: Draft, event: ToldEvent) -> bool:
    """Abduction and arrest are not merged with other violence unless only harm is told."""
    modes = {other.mode for other in event.remembered() if other.mode is not None}
    if draft.mode == "abduct" and modes and "abduct" not in modes:
        return False
    return not (modes == {"abduct"} and draft.mode not in (None, "abduct", "firearms"))


def _same_words(draft: Draft, event: ToldEvent) -> bool:
    """Whether the event was told in the same family of words, or so far only by its harm."""
    assert draft.event is not None
    told = [other.event.entry for other in event.remembered() if other.event is not None and not other.only_harm and not points_back(other)]
    alike = draft.type != VIOLENT and draft.mode is not None and any(entry.mode == draft.mode for entry in told)
    return not told or alike or any(entry.id == draft.event.entry.id for entry in told)


def _same_mode(draft: Draft, event: ToldEvent) -> bool:
    """Whether an act without violence is told in the same mode, or where neither tells one in the same words."""
    modes = {other.mode for other in event.remembered()}
    return draft.mode in modes and (draft.mode is not None or _same_words(draft, event))


def _denies(draft: Draft, event: ToldEvent) -> bool:
    """Whether what is denied is this event: told in the same words, as "any such attack", or of the same doers."""
    such = any(child.lower_ in ("such", "the", "this", "that") for child in draft.anchor.children)
    assert draft.event is not None
    alike = any(other.event is not None and other.event.entry.id == draft.event.entry.id for other in event.remembered())
    return such or alike or likeness(draft.sources, event.sources()) == "same"


def points_back(draft: Draft) -> bool:
    """Whether the trigger points back: "the attack", "that raid", "Thursday's bombing", "what he called a massacre"."""
    if draft.event is None or draft.event.form not in ("nominal", "light-verb"):
        return False
    return phrases.is_definite(draft.anchor) or draft.anchor.dep_ == "oprd"


def says_that(draft: Draft) -> bool:
    """ "That raid", "those killings": what was told right before."""
    return points_back(draft) and any(child.lower_ in ("that", "those") and child.dep_ == "det" for child in draft.anchor.children)


def linked(draft: Draft, other: Draft) -> bool:
    """Whether the parse ties two tellings of one sentence: "attacked ..., killing 17", "killed in a raid", "killing three and wounding 11"."""
    path = _path(draft.anchor, other.anchor)
    if path is None or _struck_back(draft, (other,)) or _struck_back(other, (draft,)):
        return False
    if draft.anchor.head.i == other.anchor.head.i and draft.anchor.dep_ == other.anchor.dep_ == "conj":
        return True
    harm_only = {one.anchor.i for one in (draft, other) if one.only_harm}
    if any(node.dep_ in ("relcl", "acl") and node.i not in (draft.anchor.i, other.anchor.i) for node in path):
        return False  # "a man who planned the bombing that killed 60 was hanged": who he is, not what was done to him
    return all(node.dep_ in _LINKS for node in path) and not any(_sets_apart(node, harm_only) for node in path)


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
            return [one, other, *list(one.ancestors)[: up[node.i]], *list(other.ancestors)[:steps_up]]
        if node.i in up:
            return None
    return None


def _sets_apart(node: Token, harm_only: set[int]) -> bool:
    own_subject = node.dep_ == "conj" and node.tag_.startswith("VB") and any(child.dep_ == "nsubj" for child in node.children)
    if own_subject and node.i not in harm_only:
        return True  # "Hamas fired rockets and Israeli planes bombed Gaza": somebody else does something else
    return node.lower_ in _words("apart") or any(child.dep_ in ("mark", "advmod") and child.lower_ in _words("apart") for child in node.children)


def own_side(draft: Draft, event: ToldEvent) -> bool:
    """Whether those whom a telling harms are the doers of the event: "the attackers", or "all four gunmen" after "gunmen attacked a school"."""
    if draft.type != VIOLENT or not draft.targets:
        return False
    attackers = cues.load("coreference")["attackers"]["nouns"]
    if all(party.head.lower_ in attackers or any(other.head.lower_ in attackers for other in party.stands_for) for party in draft.targets):
        return True
    others = ToldEvent([other for other in event.remembered() if other is not draft])
    armed = all(actor.sector in ARMED for party in draft.targets for actor in party.actors()) and any(party.actors() for party in draft.targets)
    if not armed or any(actor.sector in ARMED for party in others.targets() if party not in draft.targets for actor in party.actors()):
        return False
    return draft.event is not None and draft.event.entry.harm == "killed" and likeness(draft.targets, others.sources()) in ("same", "compatible")


def _times(event: ToldEvent) -> list[TimeSpan]:
    return [draft.time.span for draft in event.remembered() if draft.time is not None]


def times_clash(draft: Draft, event: ToldEvent) -> bool:
    """Whether a telling has a day that none of the event's can be."""
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
    return [draft.place.place for draft in event.remembered() if draft.place is not None]


def places_clash(draft: Draft, event: ToldEvent) -> bool:
    """Whether a telling has a place that none of the event's can be."""
    if draft.place is None:
        return False
    told = _places(event)
    if draft.place.role == "coreference" and draft.place.place.id is not None:
        # "there" points to one place: an event told only somewhere around it is another.
        return bool(told) and all(place.id != draft.place.place.id for place in told)
    pinned = [place for place in told if place.precision != "unknown"]
    return bool(told) and not any(places_fit(draft.place.place, place) for place in pinned or told)


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
    parts = [(inner, outer) for inner, outer in ((one, other), (other, one)) if outer.offset is not None and outer.offset.relation == "part"]
    if len(parts) == 1 and parts[0][1].precision == "region":
        return in_part(*parts[0])
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    reach = _REACH_KM + (one.radius_km or 0.0) + (other.radius_km or 0.0)
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def attackers_did(draft: Draft) -> bool:
    """Whether the doers are named only as the doers of what is being told: "the attackers", "the first bomber"."""
    nouns = cues.load("coreference")["attackers"]["nouns"]
    return bool(draft.sources) and all(party.head.lower_ in nouns and phrases.is_definite(party.head) for party in draft.sources)
