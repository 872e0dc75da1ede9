"""Event types, modes, weapons and cross-walks as data: TOML files beside this module, and the loaders that check them."""

from dateline.codebook import acled
from dateline.codebook.books import QUADS, Codebook, Mode, Type, load
from dateline.codebook.cameo import cameo_types
from dateline.codebook.facts import EventFacts, Side, side_of
from dateline.codebook.violence import UcdpType, acled_type, ucdp_type
from dateline.codebook.ways import Cover, Example
from dateline.codebook.weapons import WeaponKind, load_weapons, weapon_words

__all__ = [
    "QUADS",
    "Codebook",
    "Cover",
    "EventFacts",
    "Example",
    "Mode",
    "Side",
    "Type",
    "UcdpType",
    "WeaponKind",
    "acled",
    "acled_type",
    "cameo_types",
    "load",
    "load_weapons",
    "side_of",
    "ucdp_type",
    "weapon_words",
]
