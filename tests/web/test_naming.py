"""Codes as words: every code that the data has is called something that people say."""

from __future__ import annotations

import pytest

from dateline import codebook
from dateline.grounding.actors.data import SECTORS
from dateline.web import naming


@pytest.mark.parametrize("one", codebook.load().types, ids=lambda one: one.code)
def test_every_type_and_mode_of_plover_has_a_name(one: codebook.Type) -> None:
    assert naming.event_name(one.code) != one.code
    for mode in one.modes:
        name = naming.event_name(one.code, mode.code)
        assert name.startswith(naming.event_name(one.code) + " (")
        assert not {"_", "-"} & set(name)


def test_a_type_of_a_users_own_codebook_keeps_its_name() -> None:
    assert naming.event_name("CATTLE_RAID") == "Cattle raid"


@pytest.mark.parametrize("sector", sorted(SECTORS))
def test_sectors_are_words(sector: str) -> None:
    assert naming.called("sectors", sector) != sector


@pytest.mark.parametrize(("given", "said"), [("KEN", "Kenya"), ("XKX", "Kosovo"), ("ZZZ", "ZZZ"), ("", ""), (None, "")])
def test_countries_by_name(given: str | None, said: str) -> None:
    assert naming.country_name(given) == said


@pytest.mark.parametrize(
    ("code", "name"),
    [("aerial:barrel-bomb", "barrel bomb"), ("aerial", "aircraft"), ("heavy-weapons", "heavy weapons")],
)
def test_weapons_by_their_finest_name(code: str, name: str) -> None:
    assert naming.weapon_name(code) == name
