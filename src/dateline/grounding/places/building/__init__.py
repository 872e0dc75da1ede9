"""Build a larger gazetteer from GeoNames' own dump: all that the shipped one holds, and every place of the dump.

The work goes on disk in steps, so that memory stays small and a build that was stopped goes on where it was.
"""

from dateline.grounding.places.building.job import Built, Progress, build
from dateline.grounding.places.building.kinds import Selection

__all__ = ["Built", "Progress", "Selection", "build"]
