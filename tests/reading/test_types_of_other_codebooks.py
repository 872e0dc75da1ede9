"""From a sentence to ACLED's and UCDP's types, by way of the claim and of the incident made of it."""

from __future__ import annotations

import pytest
from case_book import shared_reader

from dateline.codebook import EventFacts, acled_type, ucdp_type
from dateline.model import Document
from dateline.resolving import DocumentFacts, resolve


@pytest.mark.parametrize(
    ("text", "sub_event", "violence"),
    [
        ("Soldiers clashed with rebels near Goma on Monday.", "Armed clash", 1),
        ("Militiamen killed nine villagers near Goma.", "Attack", 3),
        ("M23 rebels captured the town of Bunagana.", "Non-state actor overtakes territory", None),
        ("The Congolese army recaptured the town of Bunagana from the rebels.", "Government regains territory", None),
        ("Police shot dead three protesters in Khartoum.", "Excessive force against protesters", 3),
        ("Thousands of teachers marched through Khartoum on Sunday.", "Peaceful protest", None),
        ("Turkish warplanes struck PKK positions near Erbil.", "Air/drone strike", 1),
        ("Gunmen kidnapped two priests near Jos.", "Abduction/forced disappearance", 3),
        ("Soldiers burned thirty houses in Maungdaw.", "Looting/property destruction", None),
        ("The army and the rebels signed a ceasefire in Juba.", "Agreement", None),
        ("The army sent reinforcements to Kidal.", "Change to group/activity", None),
    ],
)
def test_claim_and_incident_have_one_type(text: str, sub_event: str, violence: int | None) -> None:
    document = Document(text=text, published="2017-03-03")
    (claim, *_) = shared_reader().read(document).claims
    (incident, *_) = resolve([(claim, DocumentFacts.of(document))])
    for facts in (EventFacts.of_claim(claim), EventFacts.of_incident(incident, [claim])):
        kind, force = acled_type(facts), ucdp_type(facts)
        assert kind is not None
        assert kind.sub_event == sub_event, kind.rule
        assert (force.code if force else None) == violence
