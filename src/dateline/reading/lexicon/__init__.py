"""The words that tell events: TOML files beside this module, and their loader."""

from dateline.reading.lexicon.entries import Entry
from dateline.reading.lexicon.inflection import Inflector
from dateline.reading.lexicon.loader import Lexicon, load
from dateline.reading.lexicon.patterns import Conditions, Kind, Pattern, Words

__all__ = ["Conditions", "Entry", "Inflector", "Kind", "Lexicon", "Pattern", "Words", "load"]
