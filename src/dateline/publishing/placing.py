"""Places that no row can be given: unknown ones, and those coarser than asked."""

from __future__ import annotations

from dateline.model import Place
from dateline.publishing.cases import Options


def unplaced(place: Place | None) -> tuple[str, str] | None:
    """Reason and detail where nobody knows where it was; None where somebody does."""
    if place is None:
        return "place-unknown", "no claim says where it was"
    return ("place-not-found", f"no gazetteer knows {place.name!r}") if place.precision == "unknown" else None


def too_coarse(place: Place | None, options: Options) -> tuple[str, str] | None:
    """Reason and detail where a place is coarser than the user asked; None where it is not, or nothing was asked."""
    if place is None or options.place_precision is None or place.at_least(options.place_precision):
        return None
    return "place-too-coarse", f"{place.name} is known to the {place.precision}, asked was {options.place_precision} or finer"
