"""Text in capitals only gets its small letters back, at the same offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Document
from dateline.reading import RuleReader
from dateline.reading.casing import abbreviations, in_capitals, restored

SENTENCES = [
    "The guerrillas attacked the town of Chalatenango on 14 March and killed two soldiers.",
    "Colonel Ana Quispe said the bomb exploded near the Brazilian embassy.",
    "The National Liberation Army (ELN) has claimed responsibility for the kidnapping.",
    "Gunmen shot at a bus on the road from San Miguel to La Paz.",
    "Narcoterrorists destroyed three pylons in the Antioquia Department.",
    "Turkish troops may march into Chad, the president of El Salvador warned.",
    "Mr. Ortega's brother wasn't hurt. Police don't know who fired.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_edited_sentence_comes_back_as_it_was(sentence: str) -> None:
    assert restored(sentence.upper()) == sentence


def test_what_a_bracket_explains_stays_large_throughout_the_document() -> None:
    text = "THE POPULAR WORKERS' FRONT (PWFX) SAID SO.\n\nTHE PWFX DENIED IT."
    known = abbreviations(text)
    assert known == {"PWFX"}
    assert restored("THE PWFX DENIED IT.", known) == "The PWFX denied it."


def test_a_remark_in_brackets_is_no_abbreviation() -> None:
    assert abbreviations("THE MAYOR (WORDS UNCLEAR) SAID [LAUGHS] AND [QUIET] LEFT.") == frozenset()


@pytest.mark.parametrize(
    ("text", "large"),
    [
        ("GUNMEN KILL THREE IN MARKET", True),
        ("Gunmen kill three in market", False),
        ("THE FMLN SAID McDONALD HAD LEFT", True),
        ("NATO and the USA and the UN met the OAS", False),
        ("BBC NEWS", False),
        ("", False),
        ("1990 -- 12:30", False),
    ],
)
def test_only_a_passage_of_capitals_is_in_capitals(text: str, large: bool) -> None:
    assert in_capitals(text) is large


@given(st.text(max_size=80))
def test_the_length_and_the_letters_never_change(text: str) -> None:
    """Every character stays at its place and is the same letter, or the small letter of a capital."""
    result = restored(text)
    assert len(result) == len(text)
    assert all(one == two or one.upper() == two for one, two in zip(result, text, strict=True))


def test_a_report_in_capitals_is_read_like_the_same_report_in_small_letters() -> None:
    small = "The guerrillas attacked a police station in Tarapoto on 3 May 1990. Four policemen were killed in the attack."
    reader = RuleReader()
    large = small.upper()
    one, other = (reader.read(Document(text=text, title=None)).claims for text in (small, large))
    assert [claim.event.type for claim in one] == [claim.event.type for claim in other]
    assert [[(toll.harm, toll.count) for toll in claim.tolls] for claim in one] == [
        [(toll.harm, toll.count) for toll in claim.tolls] for claim in other
    ]
    assert other[0].place is not None
    assert other[0].place.place.name == "Tarapoto"
    for claim in other:
        for evidence in claim.evidence:
            assert large[evidence.start : evidence.end] == evidence.text, "evidence is quoted as it stands in the document"


def test_only_the_passages_in_capitals_are_restored() -> None:
    text = "GUERRILLAS ABDUCT THE MAYOR OF SALTA\n\nThe mayor was taken at noon. The FBI has been told."
    claims = RuleReader().read(Document(text=text, title="GUERRILLAS ABDUCT THE MAYOR OF SALTA")).claims
    assert any(claim.event.mode == "abduct" for claim in claims)
