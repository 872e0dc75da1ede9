"""The figures of the story bench for single documents: what each one measures stands at its function.

All are in per cent. A *foreground pair* is a gold event of a document's foreground with the claim aligned to it
(``stories_align.align``); a gold event with no claim is wrong on every measure but ``status``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from dateline.model import NEWS, READ_KINDS, Claim, Harm, moment_date
from stories_align import (
    Gold,
    Pair,
    Story,
    any_actor_right,
    as_gold,
    counted,
    date_right,
    gold_actors,
    gold_span,
    place_right,
    root,
    total,
)
from stories_names import plain, same_actor

REACTION_DAYS = 7
"""Within so many days of publication, an event that the gold keeps out of the foreground may be news beside the story (an arrest, a condemnation)."""


def per_cent(right: float, of: float) -> float:
    """A share in per cent; 0 of 0 is 0."""
    return 100.0 * right / of if of else 0.0


def _share(pairs: Iterable[Pair], right: Callable[[Claim, Gold], bool]) -> float:
    verdicts = [pair.claim is not None and right(pair.claim, pair.gold) for pair in pairs]
    return per_cent(sum(verdicts), len(verdicts))


def toll_exact(claim: Claim, gold: Gold, harm: Harm) -> bool:
    """Both bounds of the claim's total (``stories_align.total``) are the gold's; an open high bound is None in both."""
    return total(claim, harm) == tuple(gold[harm])


def _ranges(story: Story, harm: Harm) -> list[tuple[int, int | None]]:
    told = [record.get(harm) for gold in story.gold for record in (gold, *gold["breakdown"])]
    return [(low, high) for low, high in (pair for pair in told if pair)]


def _occurs(low: int | None, high: int | None, ranges: Sequence[tuple[int, int | None]]) -> bool:
    stated = {bound for bound in (low, high) if bound is not None}
    return any(bool(stated & {least, most}) and all(bound >= least and (most is None or bound <= most) for bound in stated) for least, most in ranges)


def toll_verdicts(story: Story) -> list[tuple[Claim, str, bool]]:
    """Every killed or injured figure for a whole event in a news claim, and whether the document's gold tells it.

    It does where one gold range of that harm, of any event of the document or of a group in a breakdown, shares a bound with the figure and
    holds the other. A document that says "8, later 21" has the range [8, 21]: 8 and 21 are told, 12 is not. Words without a number
    ("several", "dozens") are no figures, right or wrong.
    """
    return [
        (claim, f"{harm} {toll.count}", _occurs(*as_gold(toll.count), _ranges(story, harm)))
        for claim in story.reading.claims
        if claim.status.label in NEWS
        for harm in ("killed", "injured")
        for toll in counted(claim, harm)
        if toll.count.kind != "vague"
    ]


def perpetrator_right(claim: Claim, gold: Gold) -> bool:
    """One source is one that the gold names; where the gold names nobody, no source is given.

    Sources that the claim itself clears or denies do not count, nor, where the gold names nobody, do mere descriptions ("gunmen") and
    authors that the gold has as suspected and the claim as no more than accused.
    """
    stand = tuple(part for part in claim.actors if part.role != "source" or part.responsibility not in ("denied", "cleared"))
    claim = claim.model_copy(update={"actors": stand})
    names = gold_actors(gold, "source")
    if names:
        return any_actor_right(claim, "source", names)
    hedged = ("suspected", "possible", "accused", "accused_by_authorities")
    suspects = gold.get("suspected", [])
    named = [part for part in claim.role("source") if part.actor.kind != "generic"]
    return all(part.responsibility in hedged and any(same_actor([part.actor.name, part.words], name) for name in suspects) for part in named)


def victim_right(claim: Claim, gold: Gold) -> bool:
    """One target, or the words for those harmed, is a victim that the gold names; where the gold names none, the claim has no target."""
    names = gold_actors(gold, "target")
    return any_actor_right(claim, "target", names) if names else not claim.role("target")


def type_right(claim: Claim, gold: Gold) -> bool:
    """The same PLOVER root type."""
    return claim.event.type == root(gold["event_type"])


def expected_status(pair: Pair) -> frozenset[str]:
    """The statuses that are right for a gold event.

    planned: planned, threatened or hypothetical · denied: denied or negated · an aggregate: cumulative · out of the foreground: background,
    and also actual or attempted where the event can have been within ``REACTION_DAYS`` of publication · all other: actual or attempted.
    """
    gold = pair.gold
    if gold["modality"] == "planned":
        return frozenset(("planned", "threatened", "hypothetical"))
    if gold["modality"] == "denied":
        return frozenset(("denied", "negated"))
    if gold.get("aggregate"):
        return frozenset(("cumulative",))
    if gold["foreground"]:
        return frozenset(NEWS)
    span, published = gold_span(gold), pair.story.document.published
    fresh = (
        span is not None
        and published is not None
        and span.overlaps(span.model_copy(update={"start": moment_date(published) - dt.timedelta(days=REACTION_DAYS), "end": moment_date(published)}))
    )
    return frozenset(("background",)) | (NEWS if fresh else frozenset())


def status_right(pair: Pair) -> bool:
    """The claim's status is one of :func:`expected_status`."""
    return pair.claim is not None and pair.claim.status.label in expected_status(pair)


def speaker_right(claim: Claim, gold: Gold) -> bool:
    """One speaker is one that the gold names; where the gold attributes to nobody, the claim has no speaker."""
    names = [name for name in gold["attributed_to"] if not plain(name).startswith("unattributed")]
    if not names:
        return not claim.speakers or bool(gold["attributed_to"])
    for speaker in claim.speakers:
        read = [speaker.name] + ([speaker.actor.name] if speaker.actor else [])
        country = speaker.actor.country if speaker.actor else None
        if any(same_actor(read, name, country) for name in names):
            return True
    return False


def unread_paragraphs(story: Story) -> tuple[set[int], int]:
    """The paragraphs (non-empty lines of the body, from 0) that claims may not be read from, and how many paragraphs there are.

    A paragraph is not read where passages of kinds in ``READ_KINDS`` hold less than half of its characters, blanks apart.
    """
    text = story.document.text
    read = {at for passage in story.reading.passages if passage.kind in READ_KINDS for at in range(passage.start, passage.end)}
    unread, index, start = set(), 0, len(text) - len(story.body)
    for line in story.body.split("\n"):
        if line.strip():
            chars = [start + at for at, char in enumerate(line) if not char.isspace()]
            if 2 * sum(at in read for at in chars) < len(chars):
                unread.add(index)
            index += 1
        start += len(line) + 1
    return unread, index


def splice_figures(stories: Sequence[Story]) -> dict[str, float]:
    """``offtopic_f1``: F1 of the spliced paragraphs over all documents · ``body_lost``: share of the other paragraphs not read (lower is better)."""
    hits = marked = spliced = body = 0
    for story in stories:
        unread, count = unread_paragraphs(story)
        hits += len(unread & story.spliced)
        marked += len(unread)
        spliced += len(story.spliced)
        body += count - len(story.spliced)
    return {"offtopic_f1": per_cent(2 * hits, marked + spliced), "body_lost": per_cent(marked - hits, body)}


def _always(_: Gold) -> bool:
    return True


MEASURES: dict[str, tuple[Callable[[Gold], bool], Callable[[Claim, Gold], bool]]] = {
    "killed_exact": (lambda gold: gold["killed"] is not None, lambda claim, gold: toll_exact(claim, gold, "killed")),
    "injured_exact": (lambda gold: gold["injured"] is not None, lambda claim, gold: toll_exact(claim, gold, "injured")),
    "perpetrator": (_always, perpetrator_right),
    "victim": (_always, victim_right),
    "type": (_always, type_right),
    "speaker": (_always, speaker_right),
    "place_25km": (lambda gold: gold["place"] is not None, place_right),
    "date": (_always, date_right),
}
"""Measure: which foreground events it looks at, and when the claim is right."""


def document_figures(stories: Sequence[Story], pairs: Sequence[Pair]) -> dict[str, float]:
    """The figures of single documents: shares of foreground events, ``toll_precision`` over predicted figures, ``status`` over all aligned events."""
    foreground = [pair for pair in pairs if pair.gold["foreground"]]
    figures = {name: _share([pair for pair in foreground if asked(pair.gold)], right) for name, (asked, right) in MEASURES.items()}
    verdicts = [right for story in stories for _, _, right in toll_verdicts(story)]
    figures["toll_precision"] = per_cent(sum(verdicts), len(verdicts))
    aligned = [pair for pair in pairs if pair.claim is not None]
    figures["status"] = per_cent(sum(map(status_right, aligned)), len(aligned))
    return figures | splice_figures(stories)
