"""The figures of a claim: each told once, parts kept apart from totals, the attackers' own dead apart from their victims."""

from __future__ import annotations

from dateline.model import Toll, TollScope, VictimClass
from dateline.reading import cues, phrases
from dateline.reading.drafts import Draft
from dateline.reading.roles import own_dead
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.toll_words import TollMention

_NOWHERE = frozenset(("IGO", "NGO", "IMG", "ISM", "MNC", "UNO", "EUR"))
_ANYBODY: frozenset[VictimClass] = frozenset(("undetermined", "civilian"))
_DEMOGRAPHIC: frozenset[VictimClass] = frozenset(("child", "woman", "man"))
"""Classes that cut across the others: children among the dead are part of the dead."""


def figures_of(event: ToldEvent, story: Story) -> tuple[Toll, ...]:
    """Every figure of harm that the document tells of an event, in text order.

    The same figure told twice is one with the evidence of both. A figure of children beside a larger one for all, and "three of the soldiers"
    beside a larger one for the soldiers, is a part. A bare plural ("civilians were killed") is left out where a number is told for the same harm.
    """
    told: list[tuple[Toll, TollMention]] = []
    before: tuple[Toll, TollMention] | None = None
    for draft in event.drafts:
        own = own_dead(draft, event)
        for mention in draft.tolls:
            toll = _figure(mention, draft, own, story, before)
            before = toll, mention
            position = next((index for index, (other, its) in enumerate(told) if _same_figure(toll, other) and not _side_by_side(mention, its)), None)
            if position is None:
                told.append((toll, mention))
            else:
                told[position] = (_joined(told[position][0], toll), told[position][1])
    tolls = [toll.model_copy(update={"scope": _scope(toll, mention, told)}) for toll, mention in told]
    numbered = {toll.harm for toll in tolls if toll.count.kind != "vague"}
    return tuple(toll for toll in tolls if toll.harm not in numbered or toll.rule != "tolls.plural")


def _figure(mention: TollMention, draft: Draft, own: bool, story: Story, before: tuple[Toll, TollMention] | None) -> Toll:
    victim_class, country = _victims(mention, draft, story)
    if before is not None and victim_class == "undetermined" and _goes_on(mention, before[1]):
        victim_class, country = before[0].victim_class, country or before[0].country
    return Toll(
        harm=mention.harm,
        count=mention.count,
        victims=mention.span.text if any(token.tag_.startswith("NN") for token in mention.span) else None,
        victim_class="perpetrator" if (own and mention.rule != "tolls.list_member") or _attackers(mention) else victim_class,
        country=country,
        scope=mention.scope,
        evidence=story.quotes(mention.span, draft.clause),
        rule=mention.rule,
    )


def _victims(mention: TollMention, draft: Draft, story: Story) -> tuple[VictimClass, str | None]:
    """Class and country of those counted; of "11 others" or "them" those of the phrase they continue."""
    victim_class: VictimClass = story.catalogue.victim_class(_described(mention))
    party = story.cast.party(mention.anchor) or next(iter(draft.targets), None)
    if party is None:
        return victim_class, None
    if victim_class == "undetermined":
        known = [other.victim_class for other in (party, *party.stands_for) if other.victim_class != "undetermined"]
        victim_class = known[0] if known else victim_class
    countries = [actor.country for actor in party.actors() if actor.country is not None and actor.country not in _NOWHERE]
    return victim_class, countries[0] if countries else None


def _described(mention: TollMention) -> str:
    """The words for those counted: the noun's own phrase without the number; after "nine of them", what they are."""
    doc = mention.span.doc
    if mention.rule == "tolls.part" and mention.anchor.tag_ == "CD":
        return str(doc[mention.span.end : min(mention.span.end + 5, mention.span.sent.end)].text)
    words = [token for token in phrases.core(mention.anchor) if token.dep_ not in ("nummod", "quantmod", "advmod", "det") and token.tag_ != "CD"]
    return " ".join(token.text for token in words if token.tag_ != "IN") or mention.span.text


def _attackers(mention: TollMention) -> bool:
    """ "ten people and the bomber", "two of the attackers"."""
    nouns = cues.load("coreference")["attackers"]["nouns"]
    if mention.rule == "tolls.shape" and mention.anchor.lower_ in cues.load("shapes")["words"]["attacking"]:
        return True
    return mention.anchor.lower_ in nouns or any(
        noun.lower_ in nouns for child in mention.anchor.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj"
    )


def _goes_on(mention: TollMention, before: TollMention) -> bool:
    """ "... and 11 others", "another 68", "and 239 were hurt": more of those counted just before, in the same sentence or the one before."""
    near = mention.span.doc is before.span.doc and mention.span.sent.start - before.span.sent.end <= 0
    bare = mention.anchor.lower_ in ("others", "more", "another") or mention.anchor.tag_ == "CD"
    return near and bare


def _same_figure(one: Toll, other: Toll) -> bool:
    if one.harm != other.harm or (one.count.low, one.count.high) != (other.count.low, other.count.high):
        return False
    return one.victim_class == other.victim_class or bool({one.victim_class, other.victim_class} & _ANYBODY)


def _side_by_side(one: TollMention, other: TollMention) -> bool:
    """ "A child and a driver were killed": two people of one list are not one told twice."""
    return one.event is not None and one.event is other.event and one.anchor.i != other.anchor.i


def _joined(first: Toll, second: Toll) -> Toll:
    """One figure told twice: the fuller description, the evidence of both."""
    fuller, other = (second, first) if first.victim_class in _ANYBODY and second.victim_class not in _ANYBODY else (first, second)
    return fuller.model_copy(
        update={
            "evidence": tuple(dict.fromkeys((*first.evidence, *second.evidence))),
            "country": fuller.country or other.country,
            "victims": fuller.victims or other.victims,
            "scope": "incident" if "incident" in (first.scope, second.scope) else fuller.scope,
        }
    )


def _scope(toll: Toll, mention: TollMention, told: list[tuple[Toll, TollMention]]) -> TollScope:
    """Whether a figure is the event's own or part of a larger one that the document tells in another clause."""
    if toll.scope != "incident":
        return toll.scope
    others = [(other, its) for other, its in told if other is not toll and other.harm == toll.harm and other.scope == "incident"]
    if _seen_bodies(mention) and any(other.count.kind == "at_least" and _size(other) > _size(toll) for other, _ in others):
        return "part"  # "at least 11 were killed", and a reporter saw seven bodies: no rival count
    larger = [other for other, its in others if _size(other) > _size(toll) and not _in_one_list(mention, its)]
    if not larger:
        return toll.scope
    if _size(toll) == 0:
        return "part"  # "no soldier was hurt" beside a number of others: nobody of that group
    if toll.victim_class in _DEMOGRAPHIC and any(other.victim_class not in _DEMOGRAPHIC | {"perpetrator"} for other in larger):
        return "part"
    same_people = any(other.victim_class == toll.victim_class or {other.victim_class, toll.victim_class} & _ANYBODY for other in larger)
    if same_people and (mention.of_known or mention.rule == "tolls.one" or _one_more(mention)):
        return "part"
    return toll.scope


def _seen_bodies(mention: TollMention) -> bool:
    return mention.rule == "tolls.noun" and mention.anchor.lower_ in ("bodies", "body", "corpses", "corpse")


def _in_one_list(one: TollMention, other: TollMention) -> bool:
    """ "two women, a child and an old man", "twenty cadets were killed and so was the driver": figures that add up."""
    beside = one.rule == "tolls.shape" and one.span.doc is other.span.doc and one.span.sent.start == other.span.sent.start
    return beside or one.rule in ("tolls.so_was", "tolls.list_member") or (one.event is other.event is not None)


def _one_more(mention: TollMention) -> bool:
    """ "two more of the wounded died", "another soldier": counted in the larger figure that was told before or after."""
    words = [token.lower_ for token in mention.span]
    return any(word in ("another", "further", "additional") or (word == "more" and "than" not in words) for word in words)


def _size(toll: Toll) -> int:
    """The number told: the lower bound, or the upper where that alone is told."""
    low, high = toll.count.low, toll.count.high
    return low if low is not None else high if high is not None else 0
