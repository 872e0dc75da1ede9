"""The figures of a claim."""

from __future__ import annotations

from workbench import lay_out

from dateline.model import Toll
from dateline.reading.figures import figures_of
from dateline.reading.joining import join


def figures(text: str) -> list[Toll]:
    bench = lay_out(text)
    (event,) = join(bench.telling().drafts)
    return list(figures_of(event, bench.story()))


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(toll.harm, str(toll.count), toll.victim_class, toll.scope) for toll in figures(text)]


def test_the_same_figure_told_twice_is_one_with_the_evidence_of_both() -> None:
    (toll,) = figures("A bomb killed nine soldiers in Kidal on Monday. Nine soldiers were killed in the blast.")
    assert (toll.count.low, toll.victim_class) == (9, "military")
    assert {"killed" in quote.text for quote in toll.evidence} == {True, False}
    assert len([quote for quote in toll.evidence if quote.text.lower() == "nine soldiers"]) == 2


def test_different_figures_are_both_kept() -> None:
    assert told("A bomb killed nine people in Kidal on Monday. Doctors said 12 people were killed in the blast.") == [
        ("killed", "9", "undetermined", "incident"),
        ("killed", "12", "undetermined", "incident"),
    ]


def test_a_bare_plural_gives_way_to_a_number() -> None:
    assert told("Jets bombed a market in Taiz on Monday. Civilians were killed in the attack. The attack killed 12 people.") == [
        ("killed", "12", "undetermined", "incident")
    ]


def test_the_country_of_the_victims() -> None:
    (toll,) = figures("Rebels killed three Turkish soldiers near al-Bab on Monday.")
    assert (toll.country, toll.victims) == ("TUR", "three Turkish soldiers")


def test_others_are_of_the_kind_they_follow() -> None:
    assert told("Three soldiers were killed and 11 others were wounded in an ambush near Gao.") == [
        ("killed", "3", "military", "incident"),
        ("injured", "11", "military", "incident"),
    ]


def test_the_attackers_own_dead_are_apart() -> None:
    assert told("Militants attacked a hotel in Mogadishu on Monday and killed 11 guests. The four attackers were shot dead.")[1:] == [
        ("killed", "4", "perpetrator", "incident")
    ]
