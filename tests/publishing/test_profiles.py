"""What the profile public keeps back, in every format, whoever writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pressroom import FIRST, JOHN, SECOND, case, shelling

from dateline.ledger import Ledger, Redaction
from dateline.ledger.redacting import profiles
from dateline.model import Actor
from dateline.publishing import FORMATS, export
from dateline.publishing.cases import Case, Source
from dateline.publishing.viewing import NAME_WITHHELD, View
from factories import claim, document, reading, speaker

PUBLIC = View(Redaction(profiles()["public"]))
SECRET = document(
    "The hidden witness told us that 40 died in Redtown.", publisher="Secret Source", published="2017-02-10", url="https://secret.example/9"
)
WITNESS = Actor(id="person:jane-roe", name="Jane Roe", kind="person", country="SYR", sector="CVL")
MAY = document("May was shot. Ali May, 9, was shot in May, ALI MAY's aunt said.", publisher="The Star")


def texts(folder: Path) -> str:
    return "\n".join(
        path.read_bytes().decode("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "export.json"
    )


@pytest.fixture
def guarded(tmp_path: Path) -> Ledger:
    """A ledger in which a victim is named and a source must not be."""
    with Ledger.open(tmp_path / "guarded.db") as opened:
        opened.add(FIRST, reading(FIRST, shelling(FIRST, target=[JOHN])))
        opened.add(SECRET, reading(SECRET, shelling(SECRET, killed=40, said=[speaker(SECRET, "The hidden witness", "witness", WITNESS)])))
        opened.add(SECOND, reading(SECOND, shelling(SECOND, killed=15)))
        opened.decide("withhold", SECRET.id, because="she asked for it", author="Ann")
        yield opened


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.name != "jsonl"])
def test_no_format_shows_what_is_withheld(guarded: Ledger, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(guarded, name, out / "made", profile="public")
    shown = texts(out)
    for hidden in ("John", "Doe", "Jane Roe", "hidden witness", "Secret Source", "secret.example", SECRET.id):
        assert hidden not in shown, f"{name} shows {hidden}"
    export(guarded, name, out / "made", profile="internal")
    assert "Redtown" in texts(out)


def test_withheld_sources_still_count(guarded: Ledger) -> None:
    (incident,) = guarded.incidents()
    sources = tuple(Source.of(doc) for doc in guarded.documents())
    claims = tuple(guarded.claims())
    shown = View(guarded.redaction("public")).apply(Case(incident, claims, sources), claims)
    assert shown.withheld == 1
    assert len(shown.sources) == len(shown.claims) == 2
    killed = shown.incident.total("killed")
    assert killed is not None
    assert killed.high == 40
    assert len(killed.series) == 2
    assert shown.incident.counts.documents == 3


def test_words_keep_their_places_when_names_go() -> None:
    whole = case(shelling(FIRST, target=[JOHN]))
    shown = PUBLIC.apply(whole, whole.claims)
    (source,) = shown.sources
    assert len(source.text) == len(FIRST.text)
    assert "████████ died when rebels" in source.text
    for made in shown.claims:
        for span in made.spans():
            assert source.text[span.start : span.end] == span.text
    assert [part.actor.name for part in shown.parts("target")] == [NAME_WITHHELD]


def test_a_name_in_capitals_goes_too() -> None:
    child = Actor(id="person:ali-may", name="Ali May", kind="person")
    whole = case(claim(MAY, target=[child], killed=1), documents=(MAY,))
    text = PUBLIC.apply(whole, whole.claims).sources[0].text
    assert "Ali" not in text
    assert "ALI MAY" not in text
    assert "was shot" in text


def test_names_of_people_to_whom_nothing_was_done_stay() -> None:
    whole = case(claim(FIRST, kind="CONSULT/visit", target=[JOHN]))
    assert PUBLIC.apply(whole, whole.claims) == whole


def test_the_victim_of_another_incident_in_the_same_report_is_hidden_too() -> None:
    here, elsewhere = claim(FIRST, kind="PROTEST/demo"), shelling(FIRST, target=[JOHN])
    whole = case(here)
    assert "John Doe" not in PUBLIC.apply(whole, [here, elsewhere]).sources[0].text


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.name != "jsonl"])
def test_the_strict_profile_shows_no_words_of_documents(guarded: Ledger, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(guarded, name, out / "made", profile="strict")
    shown = texts(out)
    for hidden in ("John", "Secret Source", "died when rebels shelled", "Shells hit Redtown market", "SUM(A1)"):
        assert hidden not in shown, f"{name} shows {hidden}"


def test_the_internal_profile_changes_nothing() -> None:
    whole = case(shelling(FIRST, target=[JOHN]))
    assert View(Redaction(profiles()["internal"])).apply(whole, whole.claims) == whole


def test_an_outlet_is_withheld_as_a_whole_and_an_undone_ruling_withholds_nothing(guarded: Ledger, tmp_path: Path) -> None:
    ruling = guarded.decide("withhold", "outlet:The Examiner", because="agreed", author="Ann")
    export(guarded, "geojson", tmp_path / "hidden", profile="public")
    assert "Examiner" not in (tmp_path / "hidden").read_text()
    guarded.decide("undo", ruling.id, because="they changed their mind", author="Ann")
    export(guarded, "geojson", tmp_path / "shown", profile="public")
    assert "Examiner" in (tmp_path / "shown").read_text()
    assert "Secret Source" not in (tmp_path / "shown").read_text()
