from __future__ import annotations

import pytest

from dateline.grounding.places import find_places


def named(text: str, *entities: tuple[str, str]) -> list[str]:
    """The places of a text, with the words that a parser takes for people or bodies."""
    spans = [(text.index(words), text.index(words) + len(words), label) for words, label in entities]
    return [mention.text for mention in find_places(text, spans)]


@pytest.mark.parametrize(
    ("text", "parser", "name"),
    [
        ("Four herders died in Torvamel, a hamlet near the river.", ("Torvamel", "PERSON"), "Torvamel"),
        ("Gunmen burnt huts in the village of Torvamel before dawn.", ("Torvamel", "ORG"), "Torvamel"),
        ("A mine went off at Torvamel on Monday.", ("Torvamel", "ORG"), "Torvamel"),
        ("Troops came under fire near Sorin Kavati, killing two.", ("Sorin Kavati", "PERSON"), "Sorin Kavati"),
        ("A shell hit a bakery in the Torvamel quarter.", ("Torvamel", "NORP"), "Torvamel"),
        ("Three were shot in Sorin Kavati Local Government Area.", ("Sorin Kavati Local Government Area", "ORG"), "Sorin Kavati"),
        ("Bandits seized pupils from Torvamel, Kaduna, on Friday.", ("Torvamel", "ORG"), "Torvamel"),
        ("Bombs fell on Torvamel overnight.", ("Torvamel", "PERSON"), "Torvamel"),
        ("Raiders hit stalls in Homs, Torvamel and Miresk on Sunday.", ("Torvamel", "PERSON"), "Torvamel"),
        ("A bomb went off on the Torvamel-Miresk road.", ("Torvamel-Miresk", "PERSON"), "Miresk"),
        ("The track between Torvamel and Miresk was cut.", ("Torvamel", "PERSON"), "Miresk"),
    ],
)
def test_a_village_that_the_parser_takes_for_somebody_is_a_place_by_the_words_around_it(text: str, parser: tuple[str, str], name: str) -> None:
    assert name in named(text, parser)


@pytest.mark.parametrize(
    ("text", "parser"),
    [
        ("There was dismay in Torvamel ranks.", ("Torvamel", "ORG")),
        ("Shots were fired near Torvamel's house.", ("Torvamel", "PERSON")),
        ("A deal between Torvamel and Miresk was near.", ("Torvamel", "PERSON")),
        ("Aid was handed over to Torvamel in Homs.", ("Torvamel", "ORG")),
        ("The men spoke in Torvamel, a language of the hills.", ("Torvamel", "LANGUAGE")),
        ("Blast At Torvamel Kirsel Leaves Many Hurt", ("Torvamel Kirsel", "PERSON")),
        ("It was said in Interior Torvamel Ministry circles.", ("Torvamel", "ORG")),
    ],
)
def test_what_only_stands_behind_a_preposition_is_no_place(text: str, parser: tuple[str, str]) -> None:
    assert "Torvamel" not in " ".join(named(text, parser))
