"""Tellings as the network that read the whole report hears them: of another type than the lexicon's, done and not planned."""

from __future__ import annotations

from dataclasses import replace

from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.hearing.asking import enough, kinds, stands
from dateline.reading.lexicon import Lexicon
from dateline.reading.status import TO_COME
from dateline.reading.trigger_choice import coded_type

HEARD = "hearing"
"""What the names of rules start with that are heard."""


def as_heard(drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts of a page, each with another type or status where the network speaks strongly against the rules'.

    A type is asked only where nobody is harmed and what is told has happened: harm, and what is planned, feared or denied, is the rules' ground. Nor
    is it asked on nouns ("after the talks"). A mode belongs to its type and is dropped with it. What the rules have for planned, feared or
    threatened is done where the network surely hears no plan ("the attack was planned and coordinated").

    Args:
        drafts: the tellings of a page.
        lexicon: gives the rules' types.
    """
    return [_retyped(draft) if _open_to_doubt(draft, lexicon) else _done(draft) for draft in drafts]


def _done(draft: Draft) -> Draft:
    standing = stands(draft.anchor) if draft.status.label in TO_COME else None
    if standing is None or standing["planned"] >= enough("no_plan"):
        return draft
    word = draft.anchor.doc[draft.anchor.i : draft.anchor.i + 1]
    return replace(draft, status=replace(draft.status, label="actual", cue=word, rule=f"{HEARD}.done:{1 - standing['planned']:.2f}"))


def _retyped(draft: Draft) -> Draft:
    chances = kinds(draft.anchor)
    if chances is None:
        return draft
    kind = max(chances, key=lambda one: (chances[one], one))
    if kind in (draft.type, VIOLENT) or chances[kind] < enough("type") or chances[kind] <= enough("type_times") * chances[draft.type]:
        return draft
    return replace(draft, type=kind, mode=None, typed_by=f"{HEARD}.type:{chances[kind]:.2f}")


def _open_to_doubt(draft: Draft, lexicon: Lexicon) -> bool:
    event = draft.event
    if event is None or event.form == "nominal" or draft.tolls:
        return False
    entry = event.entry
    if entry.own is not None or entry.harm is not None or entry.weapon is not None:
        return False
    return draft.type != VIOLENT and draft.status.label == "actual" and coded_type(event, lexicon) == draft.type
