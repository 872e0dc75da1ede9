"""Who did it, to whom, with whose help, and how sure that is."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.model import ActorRole
from dateline.reading.joining import join, place_blame
from dateline.reading.roles import actors_of, own_dead


def roles(text: str) -> list[ActorRole]:
    bench = lay_out(text)
    telling = bench.telling()
    told = join(telling.drafts)
    return list(actors_of(told[0], place_blame(told, telling.blame).get(0, []), bench.story()))


def named(text: str) -> list[tuple[str, str, str | None]]:
    return [(part.role, part.actor.id, part.responsibility) for part in roles(text)]


def test_active_and_passive_are_one() -> None:
    active = named("The Taliban killed four policemen in Kunduz.")
    assert sorted(active) == sorted(named("Four policemen were killed by the Taliban in Kunduz."))
    assert ("source", "group:taliban", "stated") in active


def test_nobody_is_named_where_the_text_names_nobody() -> None:
    assert [part.role for part in roles("Four policemen were killed in Kunduz.")] == ["target"]


def test_a_backer_has_a_role_of_its_own() -> None:
    found = named("Turkish-backed rebels attacked the town of al-Bab.")
    assert ("backer", "TUR", None) in found
    assert not [part for part in found if part[:2] == ("source", "TUR")]


def test_whose_arms_did_it_is_concluded_and_marked() -> None:
    (owner,) = [part for part in roles("Israeli shells killed four farmers near Rafah.") if part.role == "source"]
    assert (owner.actor.id, owner.inferred, owner.rule) == ("ISR-MIL", True, "roles.owner_of_means")


@pytest.mark.parametrize(
    ("text", "responsibility", "by"),
    [
        ("The Taliban killed four men in Kunduz.", "stated", None),
        ("Police said the Taliban killed four men in Kunduz.", "accused_by_authorities", "Police"),
        ("Residents said the Taliban killed four men in Kunduz.", "accused", "Residents"),
        ("The Taliban said the Taliban killed four men in Kunduz.", "claimed", "The Taliban"),
        ("The Taliban may have killed four men in Kunduz.", "possible", None),
        ("Four men were killed in Kunduz. The Taliban claimed responsibility for the attack.", "claimed", "The Taliban"),
        ("Four men were killed in Kunduz. Police blamed the Taliban.", "accused_by_authorities", "Police"),
    ],
)
def test_how_sure_it_is(text: str, responsibility: str, by: str | None) -> None:
    assert [(part.responsibility, part.said_by) for part in roles(text) if part.role == "source"] == [(responsibility, by)]


def test_a_denial_alone_names_nobody() -> None:
    assert not [part for part in roles("Four men were killed in Kunduz. The Taliban denied responsibility.") if part.role == "source"]


def test_a_description_gives_way_to_a_name() -> None:
    found = [part.actor.id for part in roles("Militants killed four men in Maiduguri. Boko Haram claimed the attack.") if part.role == "source"]
    assert found == ["group:boko-haram"]


def test_own_dead() -> None:
    told = join(lay_out("Militants attacked a hotel in Mogadishu on Monday. The four attackers were shot dead.").telling().drafts)
    assert [own_dead(draft, event) for event in told for draft in event.drafts] == [False, True]
