"""The laws of reading, on whatever text comes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from case_book import load_cases, readings, shared_reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import NEWS, READ_KINDS, Document, Reading
from dateline.reading import VERSION, RuleReader

FILES = ("tolls", "status", "speakers", "passages", "reports")

ODD = {
    "one letter": "x",
    "a full stop": ".",
    "punctuation": "?!... --- ,,, ;;; \"\" '' () [] {} … — « »",
    "blank space": " \t\n\r\n \u00a0\u2003\u200b ",
    "control characters": "Gunmen\x00 killed\x07 two\x1b[31m men\x7f in\x85Kabul\u2028on\u2029Monday.\x0c",
    "emoji": "🔥🔥 Gunmen 👨‍👩‍👧‍👦 killed 3️⃣ people 💀 in Kabul 🇦🇫 on Monday 😢!!! Two 🚑 were hurt.",
    "right to left": "قتل مسلحون ثلاثة جنود في بغداد يوم الاثنين. Gunmen killed three soldiers in بغداد on Monday.",
    "direction marks": "\u202bGunmen killed\u202c three \u200fsoldiers\u200e in Baghdad on Monday.",
    "accents apart": "Gunmen killed three men in Bogota\u0301 and two in Medelli\u0301n on Monday.",
    "beyond the first plane": "𝐆𝐮𝐧𝐦𝐞𝐧 killed 𝟑 people in Kabul. Two men were killed on Monday 𓀀.",
    "no full stop": "gunmen killed two men near the town and then " * 220,
    "no space": "killed" * 2000,
    "one name": "Kabul " * 800,
    "only numbers": " ".join(str(n) for n in range(600)),
    "brackets": "(" * 300 + "Gunmen killed two men" + ")" * 300,
    "windows lines": "Gunmen killed two men.\r\nPolice came.\r\n\r\nThree were hurt.\r\n",
    "old lines": "Gunmen killed two men.\rPolice came.\r",
    "another language": "Hombres armados mataron a tres soldados en Bogotá el lunes, dijo la policía.",
    "a table": "killed | 12\nwounded | 30\nmissing | 4\n",
    "shouting": "GUNMEN KILL SIX SOLDIERS IN KABUL MARKET BOMBING, POLICE SAY",
    "markup": "<p>Gunmen killed <b>two</b> men &amp; a boy</p><script>kill(12)</script>",
    "a question of zeros": "0 people were killed and 000 were hurt; 1e9 died; -5 dead; 12.5 wounded; 99999999999999999999 killed.",
}

_WORDS = re.findall(
    r"\S+",
    """gunmen rebels the army police Turkey Islamic State killed wounded attacked bombed arrested said denied claimed three 12 dozens no of in near
    Kabul al-Bab Goma on Monday March and but who , . " ( ) not will may if responsibility for attack soldiers civilians he they it group toll rose
    to from including children by with since at least dead blast 💥 —""",
)


def check(document: Document, reading: Reading) -> None:
    text = document.text
    assert reading.document_id == document.id
    end = 0
    for index, passage in enumerate(reading.passages):
        assert passage.index == index
        assert end <= passage.start < passage.end <= len(text)
        end = passage.end
    read = [(passage.start, passage.end) for passage in reading.passages if passage.kind in READ_KINDS]
    for claim in reading.claims:
        assert claim.document_id == document.id
        for span in claim.spans():
            assert span.found_in(text)
            assert any(start <= span.start and span.end <= stop for start, stop in read), "a claim quotes what is not read"
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_and_every_quote_is_found_again(name: str) -> None:
    document = Document(text=ODD[name], published="2017-02-10")
    reading = shared_reader().read(document)
    check(document, reading)
    assert shared_reader().read(document) == reading


def test_what_is_said_between_odd_characters_is_still_read() -> None:
    for name in ("emoji", "right to left", "beyond the first plane"):
        assert assaults(ODD[name]), name


def test_direction_marks_hide_no_words() -> None:
    assert assaults(ODD["direction marks"])


def assaults(text: str) -> list[str]:
    claims = shared_reader().read(Document(text=text, published="2017-02-10")).claims
    return [claim.summary for claim in claims if claim.event.type == "ASSAULT"]


def test_a_passage_longer_than_the_parser_takes() -> None:
    document = Document(text="Gunmen killed two men. " + "x" * 1_000_000)
    check(document, shared_reader().read(document))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from((*_WORDS, "\n", "\n\n")), min_size=1, max_size=40),
    title=st.booleans(),
    published=st.sampled_from((None, "2017-02-10", "2020-02-29T23:59:00+03:00")),
)
def test_any_words_of_the_trade(words: list[str], title: bool, published: str | None) -> None:
    text = " ".join(words)
    document = Document(text=text, title=text.split("\n", 1)[0] or None if title else None, published=published)
    reading = shared_reader().read(document)
    check(document, reading)
    assert shared_reader().read(document) == reading


_CASES = [case.document.text for file in FILES for case in load_cases(file)]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.sampled_from(_CASES),
    cut=st.integers(min_value=1, max_value=400),
    change=st.sampled_from((str, str.lower, lambda text: text.replace(". ", " "), lambda text: " ".join(reversed(text.split(" "))))),
    strange=st.sampled_from(("", "\x00", "\u202e", "\u200b", "💥", '"', "(", "—", "\t", "\r")),
)
def test_spoiled_reports(text: str, cut: int, change: Callable[[str], str], strange: str) -> None:
    document = Document(text=change(text)[:cut] + strange + text[cut : cut + 60])
    check(document, shared_reader().read(document))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(min_size=1, max_size=200))
def test_any_characters(text: str) -> None:
    document = Document(text=text)
    check(document, shared_reader().read(document))


@pytest.mark.parametrize("file", FILES)
def test_the_laws_hold_for_every_case(file: str) -> None:
    for case in load_cases(file):
        reading = readings(file)[case.name]
        check(case.document, reading)
        assert Reading.from_json(reading.to_json()) == reading


def test_one_at_a_time_or_all_together_is_the_same() -> None:
    cases = load_cases("reports")[:6]
    assert [shared_reader().read(case.document) for case in cases] == [readings("reports")[case.name] for case in cases]


def test_another_reader_reads_the_same() -> None:
    case = load_cases("reports")[0]
    assert RuleReader().read(case.document).to_json() == shared_reader().read(case.document).to_json()


def test_what_stands_beside_a_document_does_not_change_its_reading() -> None:
    first, second = (case.document for case in load_cases("reports")[:2])
    alone = shared_reader().read(first)
    assert list(shared_reader().read_many((second, first)))[1] == alone


def test_no_documents_no_readings() -> None:
    assert list(shared_reader().read_many(())) == []


def test_the_reader_signs_its_claims() -> None:
    name = shared_reader().name
    assert (name.name, name.version) == ("rules", VERSION)
    assert name.model is not None
    reading = shared_reader().read(Document(text="Gunmen killed two men in Kabul."))
    assert {claim.reader for claim in reading.claims} == {reading.reader} == {name}


def test_without_a_day_of_publication_a_weekday_gives_no_date() -> None:
    (claim,) = shared_reader().read(Document(text="Gunmen killed two men in Kabul on Monday.")).claims
    assert claim.time is None


def test_off_topic_paragraphs_give_no_claims() -> None:
    case = next(case for case in load_cases("passages") if case.expected.get("passages", []).count("off_topic") == 1 and not case.todo)
    reading = readings("passages")[case.name]
    foreign = next(passage for passage in reading.passages if passage.kind == "off_topic")
    assert foreign.reason
    assert not [span for claim in reading.claims for span in claim.spans() if foreign.start <= span.start < foreign.end]
    assert any(claim.status.label in NEWS for claim in reading.claims)
