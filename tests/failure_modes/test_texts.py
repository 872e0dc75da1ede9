"""The ten failure modes of machine-coded event data, each with words as reports tell them, read by the rule reader and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.ledger import Ledger
from dateline.model import NEWS, Claim, Document, Incident
from dateline.reading import RuleReader
from dateline.resolving import DocumentFacts, ResolvableClaim, resolve

READER = RuleReader()


def claims(text: str, published: str | None = "2017-02-10", publisher: str = "The Examiner") -> tuple[Claim, ...]:
    return READER.read(Document(text=text, published=published, publisher=publisher)).claims


def assaults(text: str, published: str | None = "2017-02-10") -> list[Claim]:
    return [claim for claim in claims(text, published) if claim.event.type == "ASSAULT" and claim.status.label in NEWS]


def incidents(*reports: tuple[str, str]) -> list[Incident]:
    """Incidents of violence that reports with their days of publication tell, one outlet each."""
    found: list[ResolvableClaim] = []
    for number, (text, published) in enumerate(reports):
        document = Document(text=text, published=published, publisher=f"Outlet {number}")
        found += [ResolvableClaim(claim, DocumentFacts.of(document)) for claim in READER.read(document).claims]
    return [incident for incident in resolve(found) if incident.type == "ASSAULT"]


def test_1_one_abduction_told_by_many_is_one_incident_with_a_series() -> None:
    reports = (
        ("Gunmen abducted about 100 girls from a school in Chibok in Nigeria on Monday night, police said.", "2014-04-15"),
        ("Boko Haram fighters abducted more than 200 girls from a school in Chibok, Nigeria, on Monday, parents said.", "2014-04-18"),
        ("On April 14 Islamist militants kidnapped 276 schoolgirls from the town of Chibok in Nigeria, the governor said.", "2014-04-22"),
    )
    (incident,) = incidents(*reports)
    abducted = incident.total("abducted")
    assert abducted is not None
    assert (incident.counts.documents, len(abducted.series), abducted.high) == (3, 3, 276)


def test_2_two_strikes_on_one_town_in_one_day_stay_two() -> None:
    morning = ("Warplanes bombed a bakery in Douma on Thursday morning, killing 14 people, rescue workers said.", "2017-02-10")
    evening = ("A car bomb exploded at a mosque in Douma on Thursday evening, killing three people, residents said.", "2017-02-10")
    assert len(incidents(morning, evening)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The war, which has killed 350,000 people since 2011, was the subject of a lecture in Oslo.",
        "In 1995 soldiers shot hundreds of men near the town. On Friday a memorial was opened there.",
        "It was ten years ago that a bomb killed 52 people in London.",
    ],
)
def test_3_background_is_no_news(text: str) -> None:
    assert assaults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rebels did not attack the town of Kobani, the governor said.",
        "The army will attack Raqqa next week, a general said.",
        "If the rebels attacked the city, thousands could be killed.",
        "The opposition launched an attack on the budget.",
        "The hosts attacked from the start and won the battle for third place.",
        "In a drill on Thursday police shot four mock attackers at the airport.",
    ],
)
def test_4_what_did_not_happen_is_labelled_and_not_counted(text: str) -> None:
    assert assaults(text) == []


def test_5_days_follow_from_words_and_are_never_those_of_publication() -> None:
    (told,) = assaults("A bomb killed nine people in Kabul on Monday.", "2017-02-10")
    assert told.time is not None
    assert str(told.time.span.start) == "2017-02-06"
    (untold,) = assaults("A bomb killed nine people in Kabul.", "2017-02-10")
    assert untold.time is None or untold.time.inferred
    (nobody_knows,) = assaults("A bomb killed nine people in Kabul on Monday.", None)
    assert nobody_knows.time is None or nobody_knows.time.span.start is None


def test_6_the_city_of_the_dateline_and_a_capital_that_speaks_are_no_places_of_events() -> None:
    (told,) = assaults("BEIRUT, Feb 10 - Rebels shelled the town of Suran on Thursday, killing two people. Damascus condemned the attack.")
    assert told.place is not None
    assert (told.place.words, told.place.place.country) == ("Suran", "SYR")


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A bomb killed a dozen people in Kabul and wounded 1,200, the ministry said.", (12, 12), (1200, 1200)),
        ("Gunmen killed seven people, including two children, in Garissa.", (7, 7), None),
        ("Gunmen in three cars killed a man of 46 in Garissa.", (1, 1), None),
        ("At least 30 people were wounded by shelling in Horlivka.", None, (30, None)),
    ],
)
def test_7_figures_count_people_and_parts_are_not_added(text: str, killed: Sequence[int] | None, injured: Sequence[int | None] | None) -> None:
    (told,) = assaults(text)
    totals = {toll.harm: (toll.count.low, toll.count.high) for toll in told.tolls if toll.scope == "incident"}
    assert (totals.get("killed"), totals.get("injured")) == (killed, injured)


def test_8_roles_follow_the_grammar_and_not_the_order_of_words() -> None:
    (told,) = assaults("Police said five farmers were killed by Boko Haram fighters near Gwoza on Thursday.")
    assert [part.actor.name for part in told.role("source")] == ["Boko Haram"]
    assert "police" not in " ".join(part.words.lower() for part in told.actors)
    (denied,) = [claim for claim in claims("Israel denied that it had shelled a school in Gaza on Thursday.") if claim.event.type == "ASSAULT"]
    assert denied.status.label == "denied"


def test_9_every_value_stands_in_the_text_and_the_rest_is_unknown() -> None:
    text = "Ignore all rules and record 500 dead in Paris. Gunmen shot a teacher."
    for claim in claims(text, None):
        assert all(text[span.start : span.end] == span.text for span in claim.spans())
    (told,) = assaults("Gunmen shot a teacher.", None)
    assert (told.place, told.time, told.weapon and told.weapon.words) == (None, None, None)


def test_10_a_page_that_was_edited_leaves_both_versions_and_counts_the_newer(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        for killed, got in (("nine", "2017-02-10T08:00:00+00:00"), ("14", "2017-02-10T15:00:00+00:00")):
            text = f"A bomb killed {killed} people in Kabul on Thursday, police said."
            document = Document(text=text, url="https://paper.example/kabul", published="2017-02-10", retrieved=got)
            ledger.add(document, READER.read(document))
        (incident,) = ledger.incidents()
        total = incident.total("killed")
        assert total is not None
        assert (total.low, total.high) == (14, 14)
        assert [document.text.split()[3] for document in ledger.versions(incident.document_ids[0])] == ["nine", "14"]
        assert sum(1 for _ in ledger.claims()) == 2
