import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.actors import ActorCatalogue
from dateline.grounding.actors.data import FOLDER, load, plural, slug
from dateline.grounding.actors.trie import NameTrie, words_of
from dateline.model.errors import CodebookError

DATA = load()
FILES = ("countries.toml", "armed_groups", "organisations.toml", "leaders.toml", "roles.toml")
GROUPS = "armed_groups/middle_east.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in FILES:
        if (FOLDER / file).is_dir():
            shutil.copytree(FOLDER / file, tmp_path / file)
        else:
            shutil.copy(FOLDER / file, tmp_path / file)
    return tmp_path


def test_the_catalogue_is_as_wide_as_it_says() -> None:
    groups = {known.actor.id: known.actor.sector for _, known, _ in DATA.names if known.via == "group"}
    assert len(DATA.countries) >= 220
    assert sum(sector in ("REB", "PRM", "UAF", "CRM") for sector in groups.values()) >= 600
    assert len(DATA.people) >= 300


def test_every_name_is_found_in_running_text() -> None:
    catalogue = ActorCatalogue.default()
    for name, known, _ in DATA.names:
        if known.via == "person":
            continue
        found = catalogue.find(f"it was {name} that did it")
        assert [mention.actor.id for mention in found] == [known.actor.id], name


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        (GROUPS, '"New Front" = { in = ["SYR"], sector = "XXX" }', "the sector 'XXX'"),
        (GROUPS, '"New Front" = { in = ["Syria"] }', "the country 'Syria'"),
        (GROUPS, '"New Front" = { in = ["SYR"], years = "2012-2010" }', "the years '2012-2010'"),
        (GROUPS, '"New Front" = { in = ["SYR"], alias = ["NF"] }', "unknown field 'alias'"),
        (GROUPS, '"New Front" = { in = ["SYR"], also = ["Hamas"] }', "the name 'Hamas' stands for"),
        (GROUPS, '"New Front" = { in = ["SYR"]', "not TOML"),
        ("leaders.toml", '"Ann Example" = { held = ["president since 1990"] }', "the office 'president since 1990'"),
        ("leaders.toml", '"Ann Example" = { held = ["GOV 1999/1990 president"] }', "ends before it begins"),
        ("roles.toml", '[novel]\nsector = "CVL"\nnouns = ["soldier"]', "'soldiers?' stands under 'soldiers' too"),
        ("roles.toml", '[novel]\nsector = "CVL"\nvictim = "hero"', "'hero'"),
    ],
)
def test_faults_in_the_data_are_named(folder: Path, file: str, line: str, complaint: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as handle:
        handle.write(f"\n{line}\n")
    with pytest.raises(CodebookError, match=complaint):
        load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "roles.toml").unlink()
    with pytest.raises(CodebookError, match=r"roles\.toml: there is no such file"):
        load(folder)


def test_a_user_can_add_a_group(folder: Path) -> None:
    with (folder / GROUPS).open("a", encoding="utf-8") as handle:
        handle.write('\n"Lantern Front" = { also = ["LFX"], in = ["SYR"], sector = "REB", years = "2020-" }\n')
    actor = ActorCatalogue.from_folder(folder).ground("LFX fighters")
    assert actor is not None
    assert (actor.id, actor.country, actor.sector) == ("group:lantern-front", "SYR", "REB")


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("gunman", "gunmen"),
        ("child", "children"),
        ("deputy", "deputies"),
        ("boy", "boys"),
        ("prisoner of war", "prisoners of war"),
        ("German", "Germans"),
    ],
)
def test_plurals(noun: str, expected: str) -> None:
    assert plural(noun) == expected


def test_a_slug_is_plain() -> None:
    assert slug("Túpac Amaru Revolutionary Movement") == "tupac-amaru-revolutionary-movement"


def test_the_longest_name_wins_and_diacritics_do_not_matter() -> None:
    trie: NameTrie[str] = NameTrie()
    trie.add("New York", "city")
    trie.add("New York Times", "paper")
    trie.add("Erdogan", "person")
    text = "The New York Times, New York and Erdoğan; NEW YORK"
    assert [match.values for match in trie.matches(text)] == [("paper",), ("city",), ("person",), ("city",)]
    assert [match.values for match in trie.matches(text, words_of(text))] == [match.values for match in trie.matches(text)]


@given(
    st.text()
    | st.lists(
        st.sampled_from(["IS", "al", "-", "Qaeda", "the", "U.S.", "Army", "of", "Syria", "'s", "and", "Turkish", "backed", "😀", "rebels", ","])
    ).map(" ".join)
)
def test_no_text_breaks_the_catalogue(text: str) -> None:
    catalogue = ActorCatalogue.default()
    at = 0
    for mention in catalogue.find(text):
        assert mention.start >= at
        assert text[mention.start : mention.end] == mention.matched
        at = mention.end
    catalogue.ground(text)
    catalogue.ground_all(text)
    catalogue.backers(text)
    catalogue.victim_class(text)
