"""An incident told in short, and what each side itself says of it: only what the incident holds, and no word put into anybody's mouth."""

from __future__ import annotations

from desks import DENIED, HILLS, RED, incident_of

from dateline.ledger import Ledger
from dateline.web.incident_view import IncidentView, view
from dateline.web.telling import in_short
from factories import GUNMEN, REBELS, claim, document, reading, speaker


def shown(ledger: Ledger, incident_id: str) -> tuple[IncidentView, str]:
    incident = ledger.show(incident_id)
    documents = ledger.documents_by_id(incident.document_ids)  # type: ignore[union-attr]
    made = view(incident, ledger.claims_by_id(incident.claim_ids).values(), documents)  # type: ignore[arg-type, union-attr]
    return made, " ".join(in_short(incident, documents))  # type: ignore[arg-type]


def test_reports_outlets_origins_the_first_and_the_last_figure_and_contradictions_are_told(ledger: Ledger) -> None:
    _, told = shown(ledger, incident_of(ledger, RED))
    assert told.startswith("3 reports by 3 outlets tell of it")
    assert "Killed: first 12 or more (The Examiner, 10 February 2017), last 40 (The Post, 12 February 2017)." in told
    assert "The reports contradict one another on" in told


def test_what_is_not_told_is_said_to_be_unknown(ledger: Ledger) -> None:
    _, told = shown(ledger, incident_of(ledger, HILLS))
    assert "how many were harmed" in told
    doc = document("Something bad happened", publisher="The Post", published="2019-02-12")
    ledger.add(doc, reading(doc, claim(doc, day=None, place=None)))
    _, told = shown(ledger, incident_of(ledger, doc))
    assert "Not told: when it happened, where it happened, who did it and how many were harmed." in told


def test_a_side_that_denies_is_quoted_with_its_denial(ledger: Ledger) -> None:
    made, _ = shown(ledger, incident_of(ledger, DENIED))
    (rebels,) = [one for one in made.positions if one.link.endswith(REBELS.id)]
    assert "denies it" in rebels.says
    assert [cited.document_id for cited in rebels.statements] == [DENIED.id]


def test_those_who_are_described_and_not_named_have_no_position(ledger: Ledger) -> None:
    made, _ = shown(ledger, incident_of(ledger, HILLS))
    assert not [one for one in made.positions if one.link.endswith(GUNMEN.id)]


def test_a_figure_is_a_sides_own_word_only_where_it_alone_says_it(ledger: Ledger) -> None:
    doc = document("Rebels and doctors said 7 people died.", publisher="The Post", published="2020-02-12")
    alone, doctors = speaker(doc, REBELS.name, actor=REBELS), speaker(doc, "doctors")
    for said, given in (((alone, doctors), ()), ((alone,), ("7 killed",))):
        made = claim(doc, killed=7, day="2020-02-11", source=(REBELS,), said=said, quoted="7 people")
        with Ledger.open(":memory:") as own:
            own.add(doc, reading(doc, made))
            (one,) = shown(own, own.incidents()[0].id)[0].positions
            assert tuple(text for text, _ in one.figures) == given
