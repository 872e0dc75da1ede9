"""Places: from the words of a text to points of the world, with their precision.

>>> from dateline.grounding.places import find_places, resolve
>>> text = "The shelling hit the town of Manbij, Syria."
>>> [place.id for place in resolve(find_places(text, []), text)]
['geonames:167357', 'country:SYR']
"""

from dateline.grounding.places.capitals import capital_of
from dateline.grounding.places.gazetteer import About, Entry, Gazetteer
from dateline.grounding.places.mentions import PlaceMention, annotate
from dateline.grounding.places.recognition import find_places
from dateline.grounding.places.relative import RelativePhrase, in_part, locate, relative, relative_phrase
from dateline.grounding.places.resolution import resolve

__all__ = [
    "About",
    "Entry",
    "Gazetteer",
    "PlaceMention",
    "RelativePhrase",
    "annotate",
    "capital_of",
    "find_places",
    "in_part",
    "locate",
    "relative",
    "relative_phrase",
    "resolve",
]
