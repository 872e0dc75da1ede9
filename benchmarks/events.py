"""Event types, modes and parties on single sentences: PLV, PLOVER's gold records, CASE 2021 task 2, and the actor sets."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from spacy.tokens import Doc

from actors import figures as actor_figures
from common import lines, main
from dateline.codebook import acled
from dateline.grounding.actors import ActorCatalogue
from dateline.reading.hearing import Ear, installed
from dateline.reading.lexicon import Lexicon, load
from dateline.reading.parsing import parse
from dateline.reading.sentence_types import sentence_type
from dateline.reading.trigger_choice import classify_sentence, coded_type, rank
from dateline.reading.trigger_parties import dyad

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLV merges the two."""

_OLD_CODES = {"UNO": "IGO", "EUR": "IGO"}
"""The gold records were coded before PLOVER gave the United Nations and Europe codes of their own."""


def accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    """Share of (gold, got) pairs that agree, in per cent."""
    return 100 * sum(gold == got for gold, got in pairs) / len(pairs)


def f1_by_label(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """F1 of every label that occurs in the gold, in per cent."""
    gold, got, hit = Counter(g for g, _ in pairs), Counter(p for _, p in pairs), Counter(g for g, p in pairs if g == p)
    return {label: 200 * hit[label] / (gold[label] + got[label]) for label in gold}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the labels of the gold, in per cent."""
    scores = f1_by_label(pairs)
    return sum(scores.values()) / len(scores)


def weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 weighted by how often each label occurs in the gold, in per cent: the measure of CASE 2021."""
    gold = Counter(label for label, _ in pairs)
    return sum(score * gold[label] for label, score in f1_by_label(pairs).items()) / len(pairs)


def plv(records: Sequence[Mapping[str, Any]], lexicon: Lexicon) -> dict[str, float]:
    """Type of the event between two marked parties, 15 types."""
    pairs = []
    for record, doc in zip(records, parse(record["text"] for record in records), strict=True):
        mention = classify_sentence(doc, lexicon, record["source"], record["target"])
        got = coded_type(mention, lexicon) if mention else "NONE"
        pairs.append((record["event15"], _YIELD.get(got, got)))
    return {"plv_accuracy": accuracy(pairs), "plv_macro_f1": macro_f1(pairs)}


def gsr(records: Sequence[Mapping[str, Any]], lexicon: Lexicon) -> dict[str, float]:
    """Type of the event of a sentence, 16 types, and the countries of its parties, nothing given."""
    catalogue = ActorCatalogue.default()
    pairs, source_right, target_right, both_right = [], 0, 0, 0
    for record, doc in zip(records, parse(record["text"] for record in records), strict=True):
        mention = classify_sentence(doc, lexicon)
        pairs.append((record["event"], coded_type(mention, lexicon) if mention else "NONE"))
        sources, targets = map(_as_coded, dyad(mention, catalogue) if mention else ((), ()))
        gold_sources, gold_targets = _gold(record["actor"]), _gold(record["recipient"])
        source_hit, target_hit = sources == gold_sources, targets == gold_targets
        if len(gold_sources) > 1 and not gold_targets:
            # Both sides act: the records name all of them as actors, and which of them a reader puts first has no meaning.
            source_hit = target_hit = sources | targets == gold_sources
        source_right += source_hit
        target_right += target_hit
        both_right += source_hit and target_hit
    share = 100 / len(records)
    return {"gsr_accuracy": accuracy(pairs), "gsr_source": share * source_right, "gsr_target": share * target_right, "gsr_both": share * both_right}


def with_encoder(folder: Path, lexicon: Lexicon) -> dict[str, float]:
    """The same types where the trained network is heard as well; nothing where its packages are not installed."""
    if not installed():
        return {}
    ear = Ear()
    records = list(lines(folder / "plv_test.jsonl"))
    got = [
        sentence_type(doc, lexicon, ear, record["source"], record["target"])
        for record, doc in zip(records, parse(record["text"] for record in records), strict=True)
    ]
    pairs = [(record["event15"], _YIELD.get(kind, kind)) for record, kind in zip(records, got, strict=True)]
    gold = list(lines(folder / "plover_gsr.jsonl"))
    docs = parse(record["text"] for record in gold)
    gsr_pairs = [(record["event"], sentence_type(doc, lexicon, ear)) for record, doc in zip(gold, docs, strict=True)]
    return {
        "plv_accuracy_encoder": accuracy(pairs),
        "plv_macro_f1_encoder": macro_f1(pairs),
        "gsr_accuracy_encoder": accuracy(gsr_pairs),
    }


def _gold(parties: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(party["code"] for party in parties if party["code"])


def _as_coded(countries: Iterable[str]) -> frozenset[str]:
    return frozenset(_OLD_CODES.get(country, country) for country in countries)


def case(records: Sequence[Mapping[str, Any]], lexicon: Lexicon) -> dict[str, float]:
    """ACLED sub-event type of a snippet (subtask 1: 25 types)."""
    docs = parse(record["text"] for record in records)
    pairs = [(record["acled_sub_event_type"], acled_sub_event(doc, lexicon)) for record, doc in zip(records, docs, strict=True)]
    return {"case_weighted_f1": weighted_f1(pairs)}


def acled_sub_event(doc: Doc, lexicon: Lexicon) -> str:
    """The sub-event type of the best mention that ACLED has a place for."""
    found = [acled.classify(mention.entry.type, mention.entry.mode, doc.text) for mention in rank(doc, lexicon)]
    found.append(acled.classify("CONSULT", None, doc.text))
    telling = [kind.sub_event for kind in found if kind is not None]
    return next((kind for kind in telling if kind != "Other"), telling[0] if telling else "NONE")


def run(folder: Path) -> dict[str, float]:
    """All figures of the benchmark ``events``."""
    lexicon = load()
    figures = plv(list(lines(folder / "plv_test.jsonl")), lexicon)
    figures |= gsr(list(lines(folder / "plover_gsr.jsonl")), lexicon)
    figures |= with_encoder(folder, lexicon)
    figures |= case([record for record in lines(folder / "case2021_task2.jsonl") if record["subtask"] == 1], lexicon)
    figures |= {key: value for key, value in actor_figures(folder).items() if key.startswith("actors_")}
    return figures


if __name__ == "__main__":
    main("events", run)
