"""Which paragraphs are another story's."""

from __future__ import annotations

from workbench import lay_out

from dateline.model import Document
from dateline.reading import RuleReader
from dateline.reading.continuity import off_topic

READER = RuleReader()

STORY = (
    "Gunmen killed nine farmers near Maiduguri in Nigeria on Thursday.",
    "The Nigerian army said the gunmen fled towards Lake Chad.",
    "Eight wounded farmers are being treated in Maiduguri.",
)
FOREIGN = "In Colombia, police arrested three men over the murder of a union leader in Cali."
SPORT = "The striker scored two goals as the visitors won the match and went top of the league."


def foreign(*paragraphs: str) -> dict[int, str]:
    bench = lay_out("\n\n".join(paragraphs))
    return off_topic(bench.page, bench.sentences, bench.cast, bench.places, bench.events)


def test_one_story_is_one_story() -> None:
    assert foreign(*STORY) == {}


def test_a_paragraph_of_another_country_is_found_wherever_it_stands() -> None:
    for position in (1, 2, 3):
        paragraphs = [*STORY]
        paragraphs.insert(position, FOREIGN)
        assert list(foreign(*paragraphs)) == [position]


def test_a_paragraph_of_another_field_says_so() -> None:
    found = foreign(STORY[0], SPORT, *STORY[1:])
    assert list(found) == [1]
    assert "another field" in found[1]


def test_a_text_of_two_paragraphs_is_never_cut() -> None:
    assert foreign(STORY[0], FOREIGN) == {}


def test_a_paragraph_that_names_the_same_place_stays() -> None:
    assert foreign(*STORY, "Police in Colombia arrested three men who had sold arms to gunmen near Maiduguri.") == {}


def test_a_paragraph_that_points_back_stays() -> None:
    assert foreign(*STORY, "The attack was condemned in Colombia, where gunmen killed four villagers this week.") == {}


def test_a_paragraph_that_names_nothing_stays() -> None:
    assert foreign(*STORY, "Rain made the road impassable.") == {}


def test_a_page_with_pointers_to_other_stories_needs_less() -> None:
    stranger = "Osasuna held on for a draw, and Marta Ruiz says there is more to come."
    assert foreign(*STORY, stranger) == {}
    assert list(foreign(STORY[0], "Read more: ten ways to peel a mango", *STORY[1:], stranger)) == [4]


def test_what_happened_hours_later_is_the_same_story() -> None:
    assert foreign(*STORY, "Two hours later a mine blew up a taxi in Zinder.") == {}
    assert list(foreign(*STORY, "On Monday a mine blew up a taxi in Tripoli, Libya.")) == [3]


def test_a_call_on_the_reader_is_no_part_of_the_story() -> None:
    assert list(foreign(STORY[0], "Get your tickets now! Win a trip for two", *STORY[1:])) == [1]


def test_headings_of_sections_stay() -> None:
    assert foreign(STORY[0], "THE WOUNDED", STORY[2], "What we ask", STORY[1]) == {}


def test_what_stands_under_another_story_s_headline_goes_with_it() -> None:
    headline = "Teachers in Ohio rally against Brown's choice for schools"
    below = "An aide who helps with Brown's move into office has proposed fewer teachers for the schools."
    assert set(foreign(*STORY, headline, below)) == {len(STORY), len(STORY) + 1}


def test_a_page_about_another_field_is_one_story() -> None:
    match = ("The home side won the derby in Leeds on Saturday.", SPORT, "In Turin, the other semi-final ended in a draw after extra time.")
    text = "\n\n".join((*match, "The champions meet the visitors again in the second half of the season."))
    assert {passage.kind for passage in READER.read(Document(text=text, published="2019-05-12")).passages} == {"body"}
