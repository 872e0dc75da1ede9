"""A small ledger with two incidents, and a desk on it that is asked without a network."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.model import Document, Place
from dateline.sources import Fetcher, Web
from dateline.web import create_app
from dateline.web.access import Access
from dateline.web.guarding import Limits
from dateline.web.intake import Intake
from factories import GUNMEN, REBELS, SOLDIERS, FakeReader, claim, document, reading, speaker, town

RED = document(publisher="The Examiner", url="https://examiner.example/red")
LATER = document(
    "Redtown shelling: toll rises\n\nThe hospital said on Friday that 15 people had died in Redtown.",
    publisher="The Courier",
    published="2017-02-11T09:30:00+02:00",
)
DENIED = document(
    "Northern rebels deny shelling\n\nThe rebels said that they had not fired on Redtown, where 40 died.",
    publisher="The Post",
    published="2017-02-12",
)
HILLS = document("Clashes in the hills\n\nSoldiers fought gunmen in Hill Province in March.", publisher="The Courier", published="2017-04-02")


def fill(ledger: Ledger) -> None:
    """Two incidents: one told by three outlets that contradict one another, one in a province."""
    province = Place(name="Hill Province", id="test:hills", country="SYR", lat=35.0, lon=38.0, precision="province", radius_km=90)
    said = (speaker(RED, "the ministry"),)
    ledger.add(RED, reading(RED, claim(RED, killed=(12, None), injured=30, place=town(radius_km=4), source=(REBELS,), said=said, quoted="12 people")))
    ledger.add(LATER, reading(LATER, claim(LATER, killed=15, place=town(radius_km=4), source=(REBELS,), quoted="15 people")))
    ledger.add(
        DENIED, reading(DENIED, claim(DENIED, killed=40, place=town(radius_km=4), source=(REBELS,), responsibility="denied", quoted="40 died"))
    )
    ledger.add(
        HILLS,
        reading(
            HILLS, claim(HILLS, kind="ASSAULT/firearms", day="2017-03-01", until="2017-03-31", place=province, source=(GUNMEN,), target=(SOLDIERS,))
        ),
    )


class Desk(TestClient):
    """A browser without a screen: keeps cookies, and sends forms with the token of the page."""

    def submit(self, path: str, on: str = "/", **fields: object) -> object:
        """Send a form as the page ``on`` would."""
        token = re.search(r'name="form_token" value="([^"]+)"', self.get(on).text)
        return self.post(path, data={"form_token": token[1] if token else "", **fields}, follow_redirects=False)


def open_desk(ledger: Ledger, access: Access | None = None, limits: Limits | None = None, *, fetch: bool = False) -> Desk:
    app = create_app(ledger, access or Access(owner="Amal"), limits=limits, intake=Intake(ledger, FakeReader, Web(Fetcher()) if fetch else None))
    return Desk(app, base_url="http://localhost")


def incident_of(ledger: Ledger, doc: Document) -> str:
    """The id of the incident that a document tells of."""
    return next(incident.id for incident in ledger.incidents() if doc.id in incident.document_ids)
