"""Incidents to export, made of a few claims, with and without a ledger."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from dateline.ledger import Ledger
from dateline.model import Actor, Claim, Document
from dateline.publishing import Report, export
from dateline.publishing.cases import Case, Source
from dateline.resolving import resolve
from factories import REBELS, claim, document, pair, reading, speaker, toll, town

JOHN = Actor(id="person:john-doe", name="John Doe", kind="person", country="SYR", sector="CVL")
CIVILIANS = Actor(id="generic:civilians", name="civilians", kind="generic", sector="CVL")
ARMY = Actor(id="SYR-MIL", name="Syrian military", kind="agent", country="SYR", sector="MIL")

FIRST = document(
    "Shells hit Redtown market.\n\nJohn Doe died when rebels shelled the market in Redtown on Thursday, the army said. At least 12 were killed.",
    publisher="The Examiner",
    published="2017-02-10",
    url="https://examiner.example/1",
    language="en",
)
SECOND = document("=SUM(A1) dead in Redtown.\n\nShelling killed 15 people, a doctor said.", publisher="-The Courier", published="2017-02-11")
THIRD = document("Protest in Bluetown.\n\nA protest in Bluetown is planned for March.", publisher="The Post", published="2017-02-12")
FOURTH = document("Envoy in Greentown.\n\nAn envoy visited Greentown for talks.", publisher="The Herald", published="2017-02-02")


def case(*claims: Claim, documents: Sequence[Document] = (FIRST, SECOND, THIRD)) -> Case:
    """The one incident that these claims make."""
    held = {doc.id: doc for doc in documents}
    (incident,) = resolve(pair(held[made.document_id], made) for made in claims)
    sources = sorted((Source.of(held[document_id]) for document_id in incident.document_ids), key=lambda source: (source.published or "", source.id))
    return Case(incident, tuple(sorted(claims, key=lambda made: (held[made.document_id].published or "", made.id))), tuple(sources))


def shelling(doc: Document = FIRST, **more: Any) -> Claim:
    """Rebels shelled a market in Redtown on a day in February 2017."""
    given: dict[str, Any] = {"killed": 12, "place": town(admin1="Aleppo"), "source": [REBELS], "target": [CIVILIANS], "responsibility": "stated"}
    return claim(doc, **given | more)


def fill(ledger: Ledger) -> None:
    """Two incidents, one without a place, and a plan, in four reports."""
    ledger.add(
        FIRST,
        reading(
            FIRST,
            shelling(
                FIRST,
                target=[JOHN, CIVILIANS],
                said=[speaker(FIRST, "the army", "military", ARMY)],
                tolls=[toll(FIRST, "killed", 3, "child", scope="part")],
            ),
        ),
    )
    ledger.add(SECOND, reading(SECOND, shelling(SECOND, killed=15, injured=(30, None))))
    ledger.add(FOURTH, reading(FOURTH, claim(FOURTH, kind="CONSULT/visit", day="2017-02-01")))
    ledger.add(THIRD, reading(THIRD, claim(THIRD, kind="PROTEST/demo", status="planned", day="2017-03-01", until="2017-03-31")))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def exported(ledger: Ledger, name: str, **more: Any) -> tuple[str, Report]:
    out = io.StringIO()
    report = export(ledger, name, out, **more)
    return out.getvalue(), report
