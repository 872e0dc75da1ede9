"""PLOVER's and FollowTheMoney's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pressroom import FIRST, JOHN, SECOND, case, exported, shelling

from dateline.ledger import Ledger
from dateline.model import Claim
from dateline.publishing.cases import Options, Source
from dateline.publishing.ftm import entities
from dateline.publishing.plover import event, non_event
from dateline.publishing.tally import Refusal
from factories import claim, document, town

FTM = json.loads((Path(__file__).parent / "ftm_model.json").read_text())


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_plover_event_has_what_the_manual_requires(ledger: Ledger) -> None:
    text, report = exported(ledger, "plover")
    events = lines(text)
    for made in events:
        assert {"id", "date", "actor", "recipient", "event", "quad_code", "historical", "future", "hypothetical", "negation"} <= set(made)
    shelled = next(made for made in events if made["event"] == "ASSAULT")
    assert (shelled["date"], shelled["mode"], shelled["quad_code"], shelled["has_event"]) == ("2017-02-09", "heavy-weapons", 4, True)
    assert shelled["actor"] == [{"entity_text": "Northern rebels", "code": "SYR", "sector": "REB", "identifier_id": "group:northern-rebels"}]
    assert shelled["size"]["dead"] == {"low": 12, "best": 12, "high": 15}
    assert shelled["size"]["injured"] == {"low": 30, "best": 30}
    assert shelled["event_loc"][0]["country_code"] == "SYR"
    assert shelled["event_loc"][0]["resolution"] == 4
    assert shelled["link"] == ["https://examiner.example/1"]
    assert report.rows == {"events": 2, "non_events": 1}


def test_plover_spans_point_at_the_stored_words(ledger: Ledger) -> None:
    documents = {doc.id: doc for doc in ledger.documents()}
    for made in lines(exported(ledger, "plover")[0]):
        assert made["text_info"]
        for info in made["text_info"]:
            assert documents[info["document"]].text[info["start"] : info["end"]] == info["text"]


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("background", "historical"),
        ("planned", "future"),
        ("threatened", "future"),
        ("hypothetical", "hypothetical"),
        ("denied", "negation"),
        ("negated", "negation"),
    ],
)
def test_non_events_carry_plovers_four_labels(status: str, label: str) -> None:
    made = non_event(claim(FIRST, status=status, place=town()), Source.of(FIRST), Options())
    assert isinstance(made, dict)
    assert [name for name in ("historical", "future", "hypothetical", "negation") if made[name]] == [label]
    assert made["has_event"] is False


@pytest.mark.parametrize("status", ["cumulative", "exercise", "fiction", "figurative"])
def test_totals_and_stories_are_no_plover_events(status: str) -> None:
    made = non_event(claim(FIRST, status=status), Source.of(FIRST), Options())
    assert isinstance(made, Refusal)
    assert made.reason == "no-single-event"


def test_an_event_that_no_incident_holds_says_so() -> None:
    made = non_event(shelling(), Source.of(FIRST), Options())
    assert isinstance(made, Refusal)
    assert (made.reason, made.detail) == ("in-no-incident", "told in passing, retracted, discounted or replaced by another claim")


def test_plover_keeps_an_event_without_an_actor_and_refuses_one_without_a_day() -> None:
    made = event(case(shelling(source=[])), Options())
    assert isinstance(made, dict)
    assert made["actor"] == []
    refused = event(case(shelling(day=None)), Options())
    assert isinstance(refused, Refusal)
    assert refused.reason == "time-unknown"


def test_a_type_of_ones_own_goes_out_as_the_plover_type_it_is_like() -> None:
    values = {name: getattr(shelling(), name) for name in Claim.model_fields if name != "id"}
    own = Claim.make(**values | {"event": shelling().event.model_copy(update={"type": "SHOPPING-RAID", "mode": "window", "like": "ASSAULT"})})
    made = event(case(own), Options())
    assert isinstance(made, dict)
    assert (made["event"], made.get("mode")) == ("ASSAULT", None)


def test_plover_gives_no_point_for_a_coarse_place() -> None:
    made = event(case(shelling(place=town("Aleppo", precision="province"))), Options())
    assert isinstance(made, dict)
    assert "lat" not in made["event_loc"][0]
    assert made["event_loc"][0]["resolution"] == 2


def check_ftm(made: dict[str, Any]) -> None:
    """By FtM's own model, of which the file beside this test is an extract: schema, names of properties, required ones, lengths, references."""
    schema = FTM[made["schema"]]
    assert set(made) == {"id", "schema", "properties"}
    for name in schema["required"]:
        assert made["properties"].get(name), f"{made['schema']} needs {name}"
    for name, values in made["properties"].items():
        assert name in schema["properties"], f"{made['schema']} has no {name}"
        most = schema["properties"][name]["max_length"]
        for value in values:
            assert isinstance(value, str)
            assert 0 < len(value) <= most, f"{made['schema']}.{name}"


def test_ftm_entities_obey_its_model(ledger: Ledger) -> None:
    made = lines(exported(ledger, "ftm")[0])
    for entity in made:
        check_ftm(entity)
    ids = {entity["id"]: entity["schema"] for entity in made}
    assert len(ids) == len(made), "each entity once"
    assert set(ids.values()) == {"Article", "Event", "Mention", "Organization", "Person"}
    for entity in made:
        for name, values in entity["properties"].items():
            reach = FTM[entity["schema"]]["properties"][name]["range"]
            for value in values if reach else ():
                assert ids[value] in FTM[reach]["descendants"], f"{entity['schema']}.{name} -> {ids[value]}"


def test_ftm_says_when_by_the_length_of_the_date() -> None:
    def day(made: Claim) -> dict[str, Any]:
        return next(entity for entity in entities(case(made)) if entity["schema"] == "Event")["properties"]

    assert day(shelling())["date"] == ["2017-02-09"]
    assert day(shelling(day="2017-03-01", until="2017-03-31"))["date"] == ["2017-03"]
    several = day(shelling(day="2017-03-01", until="2017-03-03"))
    assert (several["startDate"], several["endDate"]) == (["2017-03-01"], ["2017-03-03"])
    assert not {"date", "startDate", "endDate"} & set(day(shelling(day=None)))


def test_people_who_are_only_described_are_no_ftm_entities() -> None:
    made = list(entities(case(shelling(target=[JOHN]), shelling(SECOND))))
    names = [entity["properties"]["name"][0] for entity in made if entity["schema"] in ("Person", "Organization", "PublicBody")]
    assert sorted(names) == ["John Doe", "Northern rebels"]
    (happened,) = [entity for entity in made if entity["schema"] == "Event"]
    assert any("described: civilians" in note for note in happened["properties"]["notes"])


def test_a_long_report_fits_ftm() -> None:
    doc = document("word " * 20_000, publisher="The Long Read")
    made = list(entities(case(shelling(doc), documents=(doc,))))
    for entity in made:
        check_ftm(entity)
