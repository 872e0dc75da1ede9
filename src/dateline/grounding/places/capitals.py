"""Capitals of countries, for phrases such as "the Afghan capital"."""

from __future__ import annotations

from dateline.grounding.places.gazetteer import Entry, Gazetteer


def capital_of(country: str, *, gazetteer: Gazetteer | None = None) -> Entry | None:
    """The capital of a country.

    Args:
        country: ISO 3166-1 alpha-3 code, a name of the country or a word for its people ("YEM", "Yemen", "Yemeni").
        gazetteer: the gazetteer; the one in use where None is given.

    Returns:
        The seat that reference works list first where a country has several; None where the gazetteer knows no such country, or no
        capital of it.
    """
    return (gazetteer or Gazetteer.default()).capital(country)
