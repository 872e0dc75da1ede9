"""The API: the published nouns, the same filters, cursors, and the same doors as the pages."""

from __future__ import annotations

import base64
import time

import jsonschema
import pytest
from desks import HILLS, RED, Desk, incident_of, open_desk

from dateline.ledger import Ledger
from dateline.model import Claim, Document, Incident, json_schema
from dateline.web.access import Access
from factories import document, reading


def test_incidents_are_the_published_noun_and_read_back(desk: Desk, ledger: Ledger) -> None:
    answer = desk.get("/api/incidents").json()
    assert answer["total"] == 2
    for one in answer["incidents"]:
        jsonschema.validate(one, json_schema("incident"))
    assert {Incident.from_dict(one) for one in answer["incidents"]} == set(ledger.incidents())


def test_pages_by_cursor(desk: Desk) -> None:
    first = desk.get("/api/incidents?limit=1").json()
    second = desk.get("/api/incidents", params={"limit": 1, "after": first["next"]}).json()
    assert "next" not in second
    assert first["incidents"][0]["id"] != second["incidents"][0]["id"]
    assert desk.get("/api/incidents?after=nonsense").status_code == 404


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("country=SYR", 2),
        ("country=syr&killed_min=1", 1),
        ("country=NGA", 0),
        ("contested=true", 1),
        ("q=northern+rebels", 1),
        ("actor=generic:gunmen", 1),
        ("outlet=The+Courier", 2),
        ("since=2017-03-10", 1),
        ("bbox=36,36,38,37", 1),
        ("review=waiting", 1),
    ],
)
def test_filters(desk: Desk, asked: str, total: int) -> None:
    assert desk.get(f"/api/incidents?{asked}").json()["total"] == total
    assert desk.get(f"/api/count?{asked}").json()["incidents"] == total
    bins = desk.get(f"/api/timeline?{asked}").json()["bins"]
    assert sum(one["incidents"] for one in bins) == total


@pytest.mark.parametrize("asked", ["since=soon", "country=Syria", "limit=0", "limit=9999", "sort=random", "bbox=1", "killed_min=-1"])
def test_what_is_not_understood_is_said(desk: Desk, asked: str) -> None:
    answer = desk.get(f"/api/incidents?{asked}")
    assert answer.status_code == 422
    assert asked.partition("=")[0] in answer.json()["error"]


def test_everything_that_belongs_to_an_incident(desk: Desk, ledger: Ledger) -> None:
    incident_id = incident_of(ledger, RED)
    claims = [Claim.from_dict(one) for one in desk.get(f"/api/incidents/{incident_id}/claims").json()]
    assert {one.id for one in claims} == set(Incident.from_dict(desk.get(f"/api/incidents/{incident_id}").json()).claim_ids)
    quotes = desk.get(f"/api/quotes/{incident_id}").json()
    assert all(RED.text[one["start"] : one["end"]] == one["words"] for one in quotes if one["document_id"] == RED.id)
    whole = desk.get(f"/api/documents/{RED.id}").json()
    assert Document.from_dict(whole["document"]) == RED
    assert [one["id"] for one in whole["claims"]] == [one.id for one in claims if one.document_id == RED.id]
    assert desk.get(f"/api/claims/{claims[0].id}").json()["id"] == claims[0].id
    assert desk.get(f"/api/incidents/{incident_id}/near").status_code == 200


def test_lists_of_who_and_where(desk: Desk) -> None:
    assert [one["value"] for one in desk.get("/api/actors?role=source").json()] == ["generic:gunmen", "group:northern-rebels"]
    assert [one["value"] for one in desk.get("/api/places?q=red").json()] == ["test:redtown"]
    courier = desk.get("/api/outlets").json()["The Courier"]
    assert (courier["documents"], courier["incidents"], courier["alone"], courier["with_others"], courier["contested"]) == (2, 2, 1, 1, 1)
    assert desk.get("/api/map").json()["without"][0]["place"] == "Hill Province"


def test_decisions_and_their_history(desk: Desk, ledger: Ledger) -> None:
    incident_id = incident_of(ledger, RED)
    made = desk.post(
        "/api/rulings", json={"kind": "correct", "subjects": [incident_id], "field": "killed", "value": "20-25 (21)", "reason": "The register"}
    )
    assert made.status_code == 201
    assert made.json()["author"] == "Amal"
    assert desk.get(f"/api/incidents/{incident_id}").json()["corrections"][0]["field"] == "killed"
    assert desk.get(f"/api/incidents/{incident_id}/rulings").json() == [made.json()]
    assert any(step["entry"]["subject"] == made.json()["id"] for step in desk.get(f"/api/log?of={incident_id}").json())
    assert desk.post("/api/rulings", json={"kind": "undo", "subjects": [made.json()["id"]], "reason": "No"}).status_code == 201
    assert (
        "corrections" not in desk.get(f"/api/incidents/{incident_id}").json() or desk.get(f"/api/incidents/{incident_id}").json()["corrections"] == []
    )
    assert [one["kind"] for one in desk.get("/api/rulings").json()] == ["undo", "correct"]


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"kind": "same", "subjects": ["i-0"], "reason": "x"}, 404),
        ({"kind": "crown", "subjects": ["i-0"], "reason": "x"}, 422),
        ({"kind": "note", "subjects": [], "reason": "x"}, 422),
        ({"kind": "note", "subjects": ["i-0"], "reason": "x", "author": "Somebody else"}, 422),
        ({"kind": "correct", "subjects": [RED.id], "field": "killed", "value": 3, "reason": "x"}, 422),
    ],
)
def test_decisions_that_make_no_sense(desk: Desk, ledger: Ledger, decision: dict[str, object], status: int) -> None:
    assert desk.post("/api/rulings", json=decision).status_code == status
    assert ledger.rulings() == []


def test_other_sites_can_send_nothing(desk: Desk, ledger: Ledger) -> None:
    body = f'{{"kind": "confirm", "subjects": ["{incident_of(ledger, RED)}"], "reason": "x"}}'
    for headers in ({"content-type": "text/plain"}, {"content-type": "application/x-www-form-urlencoded"}, {}):
        assert desk.post("/api/rulings", content=body, headers=headers).status_code in (403, 422)
    json = {"content-type": "application/json"}
    assert desk.post("/api/rulings", content=body, headers=json | {"origin": "https://evil.example"}).status_code == 403
    assert desk.post("/api/rulings", content=body, headers=json | {"sec-fetch-site": "cross-site"}).status_code == 403
    assert desk.post("/api/files", files={"files": ("a.txt", b"x")}).status_code == 403
    assert desk.options("/api/rulings", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}).status_code == 405
    assert ledger.rulings() == []


def waited(desk: Desk, answer: object) -> dict[str, object]:
    assert answer.status_code == 202  # type: ignore[attr-defined]
    job = answer.json()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 20
    while job["state"] != "done":
        assert time.monotonic() < deadline
        job = desk.get(f"/api/jobs/{job['id']}").json()
    return job


def test_reports_are_added_and_read(desk: Desk) -> None:
    job = waited(
        desk, desk.post("/api/documents", json={"text": "News\n\nToll: 4 people died.", "publisher": "The Herald", "published": "2017-03-01"})
    )
    assert [(one["claims"], one["new"]) for one in job["documents"]] == [(1, True)]
    files = waited(
        desk,
        desk.post(
            "/api/files", files=[("files", ("a.txt", b"News\n\nToll: 5 people died.")), ("files", ("b.txt", b""))], headers={"x-dateline": "1"}
        ),
    )
    assert len(files["documents"]) == 1
    assert len(files["failed"]) == 1


def test_schemas_are_the_published_ones(desk: Desk) -> None:
    for noun in desk.get("/api/schemas").json():
        assert desk.get(f"/api/schemas/{noun}").json() == json_schema(noun)
    assert desk.get("/api/schemas/king").status_code == 404


def test_the_description_names_every_path_and_its_answers(desk: Desk) -> None:
    described = desk.get("/api/openapi.json").json()
    assert all(path.startswith("/api/") for path in described["paths"])
    assert len(described["paths"]) >= 20
    assert {"Incident", "Claim", "Document", "Ruling"} <= {name.partition("-")[0] for name in described["components"]["schemas"]}


def test_the_api_asks_who_it_is(ledger: Ledger, guarded: Access) -> None:
    basic = {name: {"authorization": "Basic " + base64.b64encode(f"{name}:long enough for all".encode()).decode()} for name in ("Amal", "Ruth")}
    with open_desk(ledger, guarded) as desk:
        described = desk.get("/api/openapi.json", headers=basic["Ruth"]).json()
        for path in described["paths"]:
            answer = desk.get(path.replace("{incident_id}", incident_of(ledger, RED)).replace("{", "").replace("}", ""))
            assert answer.status_code in (401, 405, 422), path
            assert "Redtown" not in answer.text
        assert desk.get("/api/me", headers=basic["Ruth"]).json() == {"name": "Ruth", "role": "reader"}
        decision = {"kind": "confirm", "subjects": [incident_of(ledger, HILLS)], "reason": "x"}
        assert desk.post("/api/rulings", json=decision, headers=basic["Ruth"]).status_code == 403
        assert desk.post("/api/rulings", json=decision, headers=basic["Amal"]).status_code == 201
        assert desk.post("/api/rulings", json=decision).status_code == 401
    assert [ruling.author for ruling in ledger.rulings()] == ["Amal"]


def test_actors_places_origins_and_changes_as_their_pages_show_them(desk: Desk, ledger: Ledger) -> None:
    actor = desk.get("/api/actors/generic:gunmen").json()
    assert actor["actor"]["id"] == "generic:gunmen"
    assert actor["incidents"] == {"source": 1}
    place = desk.get("/api/places/test:hills").json()
    assert (place["place"]["name"], place["incidents"]) == ("Hill Province", 1)
    assert "the ministry" in desk.get("/api/origins").json()
    assert desk.get("/api/actors/nobody").status_code == desk.get("/api/places/nowhere").status_code == 404
    later = document(RED.text + " More followed.", publisher=RED.publisher, url=RED.url, published="2017-02-12")
    ledger.add(later, reading(later))
    changes = desk.get(f"/api/documents/{later.id}/changes?since={RED.id}").json()
    assert changes[-1]["kind"] == "new"
    assert "".join(one["text"] for one in changes if one["kind"] != "gone") == later.text


def test_towns_for_the_map(desk: Desk) -> None:
    towns = desk.get("/api/towns?bbox=30,29,32,31&limit=5").json()
    assert towns[0]["name"] == "Cairo"
    assert len(towns) == 5
    assert [one["population"] for one in towns] == sorted((one["population"] for one in towns), reverse=True)
    assert desk.get("/api/towns?bbox=1").status_code == 422
