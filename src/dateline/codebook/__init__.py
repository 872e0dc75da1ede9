"""Event types, modes, weapons and cross-walks as data: TOML files beside this module, and the loaders that check them."""

from dateline.codebook import acled
from dateline.codebook.books import QUADS, Codebook, Mode, Type, load
from dateline.codebook.crosswalks import cameo_types, ucdp_violence
from dateline.codebook.ways import Cover, Example
from dateline.codebook.weapons import WeaponKind, load_weapons, weapon_words

__all__ = [
    "QUADS",
    "Codebook",
    "Cover",
    "Example",
    "Mode",
    "Type",
    "WeaponKind",
    "acled",
    "cameo_types",
    "load",
    "load_weapons",
    "ucdp_violence",
    "weapon_words",
]
