"""What leaves the house: one module per format, and the comparison with the sets of others.

Light to import: formats, and all that they need, load when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.publishing.formats import FORMATS, Format

if TYPE_CHECKING:
    from dateline.publishing.comparing import Comparison, compare
    from dateline.publishing.exporting import Filters, Report, export
    from dateline.publishing.frames import frame
    from dateline.publishing.matching import Windows

__all__ = ["FORMATS", "Comparison", "Filters", "Format", "Report", "Windows", "compare", "export", "frame"]

_HOME = {"Comparison": "comparing", "Windows": "comparing", "compare": "comparing", "frame": "frames"}
"""The module of each name that does not stand in ``exporting``."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dateline.publishing' has no attribute {name!r}; it offers {', '.join(__all__)}")
    module = import_module(f"dateline.publishing.{_HOME.get(name, 'exporting')}")
    value = globals()[name] = getattr(module, name)
    return value
