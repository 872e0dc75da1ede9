"""Event types, modes and cross-walks as data: TOML files beside this module, and the loaders that check them."""

from dateline.codebook.books import QUADS, Codebook, Mode, Type, load

__all__ = ["QUADS", "Codebook", "Mode", "Type", "load"]
