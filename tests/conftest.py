"""Its presence puts this folder on the import path, so that every room's tests can use `factories`."""

from __future__ import annotations

import os

from hypothesis import settings

# A change is judged by the same examples on every machine; who hunts for new ones runs the tests without CI set.
settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judged")

pytest_plugins = ["stores"]
