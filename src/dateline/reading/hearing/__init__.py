"""A second ear: a small network that has read the whole report, and holds of every word what it tells and which words tell of one event.

It was taught our own marked reports (``training/marked_reports``). The rules ask it, where it is there, by :mod:`dateline.reading.hearing.asking`;
without it they read as ever. It knows documents and parses, and nothing of rules.
"""

from dateline.reading.hearing.network import NAME, PACKAGES, Ear, Heard, installed

__all__ = ["NAME", "PACKAGES", "Ear", "Heard", "installed"]
