"""ACLED's and UCDP's types by parties and means, where words alone leave them open."""

from __future__ import annotations

import pytest

from dateline.codebook import EventFacts, acled_type, side_of, ucdp_type
from dateline.model import Actor
from dateline.model.claims import Harm, VictimClass

ACTORS = {
    "army": Actor(id="COD-MIL", name="Congolese army", kind="agent", country="COD", sector="MIL"),
    "foreign army": Actor(id="RWA-MIL", name="Rwandan army", kind="agent", country="RWA", sector="MIL"),
    "country": Actor(id="COD", name="Congo", kind="country", country="COD"),
    "rebels": Actor(id="group:march-23-movement", name="M23", kind="group", country="COD", sector="REB"),
    "militia": Actor(id="generic:militiamen", name="militiamen", kind="generic", sector="UAF"),
    "villagers": Actor(id="generic:villagers", name="villagers", kind="generic", sector="CVL"),
    "protesters": Actor(id="generic:protesters", name="protesters", kind="generic", sector="OPP"),
    "police": Actor(id="generic:police", name="police", kind="generic", sector="COP"),
}


def facts(
    words: str,
    source: str | None = None,
    target: str | None = None,
    *,
    kind: str = "ASSAULT",
    mode: str | None = None,
    weapon: str | None = None,
    harmed: tuple[tuple[Harm, VictimClass], ...] = (),
    country: str | None = "COD",
) -> EventFacts:
    def parties(name: str | None) -> tuple[Actor, ...]:
        return (ACTORS[name],) if name else ()

    return EventFacts(kind, mode, weapon, parties(source), parties(target), frozenset(harmed), country, words)


@pytest.mark.parametrize(
    ("event", "sub_event"),
    [
        (facts("fired on a patrol", "rebels", "army"), "Armed clash"),
        (facts("fired on a farm", "rebels", "villagers"), "Attack"),
        (facts("clashed at the farm", "rebels", "villagers"), "Attack"),
        (facts("killed nine", "militia", harmed=(("killed", "child"),)), "Attack"),
        (facts("killed nine", "militia", harmed=(("killed", "military"),)), "Armed clash"),
        (facts("took control of the town", "army"), "Government regains territory"),
        (facts("took control of the town", "rebels"), "Non-state actor overtakes territory"),
        (facts("recaptured the town at dawn", "foreign army"), "Non-state actor overtakes territory"),
        (facts("took control of the town", "foreign army", country="RWA"), "Government regains territory"),
        (facts("killed two", weapon="drone"), "Air/drone strike"),
        (facts("killed two", weapon="explosives:grenade"), "Grenade"),
        (facts("killed two", weapon="explosives:ied"), "Remote explosive/landmine/IED"),
        (facts("killed two", weapon="unconventional:chemical"), "Chemical weapon"),
        (facts("exchanged fire", "rebels", "army", weapon="heavy-weapons:mortar"), "Armed clash"),
        (facts("shot three", "police", "protesters", harmed=(("killed", "protester"),)), "Excessive force against protesters"),
        (facts("held forty", "police", "protesters", kind="COERCE", mode="arrest", harmed=(("detained", "protester"),)), "Protest with intervention"),
        (facts("gathered at the gate", "protesters", kind="PROTEST", mode="riot"), "Violent demonstration"),
        (facts("gathered at the gate", "protesters", kind="PROTEST", mode="demo"), "Peaceful protest"),
        (facts("beat a man to death", "villagers"), "Mob violence"),
        (facts("signed a ceasefire", "rebels", "army", kind="SUPPORT"), "Agreement"),
        (facts("praised the army", "villagers", "army", kind="SUPPORT"), None),
        (facts("condemned the attack", "villagers", kind="ACCUSE"), None),
        (facts("threatened to bomb the town", "rebels", kind="THREATEN"), None),
    ],
    ids=lambda value: value.words if isinstance(value, EventFacts) else str(value),
)
def test_acled_type_by_parties_and_means(event: EventFacts, sub_event: str | None) -> None:
    found = acled_type(event)
    assert (found.sub_event if found else None) == sub_event


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (facts("-", "army", "rebels"), 1),
        (facts("-", "rebels", "army"), 1),
        (facts("-", "country", "foreign army"), 1),
        (facts("-", "rebels", "militia"), 2),
        (facts("-", "rebels", "villagers"), 3),
        (facts("-", "army", harmed=(("killed", "civilian"),)), 3),
        (facts("-", "rebels", "villagers", harmed=(("killed", "police"),)), 1),
        (facts("-", None, "villagers"), None),
        (facts("-", "rebels"), None),
        (facts("-", "rebels", harmed=(("killed", "undetermined"),)), None),
        (facts("-", "villagers", "villagers"), None),
        (facts("-", "army", "rebels", kind="PROTEST"), None),
    ],
)
def test_ucdp_type_by_who_stood_on_both_sides(event: EventFacts, code: int | None) -> None:
    found = ucdp_type(event)
    assert (found.code if found else None) == code


def test_a_state_acts_as_a_whole_and_by_its_branches() -> None:
    assert [side_of(ACTORS[name]) for name in ("country", "police", "rebels", "villagers")] == ["state", "state", "organised", "civilian"]
