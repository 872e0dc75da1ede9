"""Learns the weights behind the MUC-4 templates from the training part: ``python benchmarks/muc4_train.py [--data DIR] [--folds]``.

Writes ``muc4_weights.json``: which reports and claims MUC-4 asks for, which noun phrase fills which slot, how sure a report is of an organisation.
No text of the set is in it: features are single common words, grammatical functions, entry names of the lexicon and kinds of actors, each seen in
several reports. With ``--folds`` nothing is written: every fifth of the reports is filled by weights learned from the others, and scored.
The learning is deterministic; it takes some five minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import common
import muc4
import muc4_model
from muc4_candidates import Candidate
from muc4_fill import SLOTS, Report, features_of, features_of_claim, templates_of
from muc4_model import Learner, Weights
from muc4_relevance import report_features
from muc4_templates import core, incident_type, name_in, names_of, possible, template_of

FOLDS = 5
CONFIDENCES = ("reported as fact", "claimed or admitted", "suspected or accused", "suspected or accused by authorities", "possible")
_RIDGE = {"report": 10.0, "claim": 3.0, "slot": 2.0}
_STEPS = 60
_SMALL = 0.1
Record = dict[str, Any]


def learn(scorer: ModuleType, records: list[Record], reports: list[Report]) -> dict[str, Weights]:
    """All weights from these reports; each stage is learned on chances that the stage below gave without having seen the report."""
    folds = np.arange(len(reports)) % FOLDS
    weights: dict[str, Weights] = {}
    told = Learner([report_features(report.text, report.claims) for report in reports], 5)
    wanted = np.array([float(bool(record["incidents"])) for record in records])
    weights["report"], chances = _stage(told, wanted, folds, _RIDGE["report"])
    for report, chance in zip(reports, chances, strict=True):
        report.chance = float(chance)
    claims = [(at, claim) for at, report in enumerate(reports) for claim in report.claims if possible(claim, incident_type(claim))]
    said = Learner([features_of_claim(reports[at], claim) for at, claim in claims], 4)
    right = np.array([float(tells(scorer, reports[at], claim, records[at])) for at, claim in claims])
    weights["claim"], chances = _stage(said, right, folds[[at for at, _ in claims]], _RIDGE["claim"])
    for report in reports:
        report.asked = {}
    for (at, claim), chance in zip(claims, chances, strict=True):
        reports[at].asked[claim.id] = float(chance)
    phrases = [
        (at, candidate, features)
        for at, report in enumerate(reports)
        for candidate, features in zip(report.candidates, features_of(report), strict=True)
    ]
    filled = Learner([features for _, _, features in phrases], 5)
    keys = [accepted_fillers(scorer, record) for record in records]
    for slot in SLOTS:
        labels = np.array([float(fills(scorer, candidate, keys[at].get(slot, {}))) for at, candidate, _ in phrases])
        weights[slot] = filled.weights(filled.fit(labels, ridge=_RIDGE["slot"], steps=_STEPS), _SMALL)
    return weights | _confidences(scorer, phrases, keys)


def _stage(learner: Learner, wanted: np.ndarray, folds: np.ndarray, ridge: float) -> tuple[Weights, np.ndarray]:
    chances = np.zeros(len(wanted))
    for fold in range(FOLDS):
        others, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        chances[held] = learner.chances(learner.fit(wanted, others, ridge=ridge, steps=_STEPS), held)
    return learner.weights(learner.fit(wanted, ridge=ridge, steps=_STEPS), 0.02), chances


def _confidences(
    scorer: ModuleType, phrases: list[tuple[int, Candidate, list[str]]], keys: list[dict[str, dict[str, set[str]]]]
) -> dict[str, Weights]:
    organisations = []
    for at, candidate, features in phrases:
        classes = set().union(*(keys[at].get("perp_organization", {}).get(form, set()) for form in _forms(scorer, candidate)))
        if classes:
            organisations.append((features, classes))
    learner = Learner([features for features, _ in organisations], 3)
    found = {}
    for name in CONFIDENCES:
        labels = np.array([float(name in classes) for _, classes in organisations])
        found[f"confidence {name}"] = learner.weights(learner.fit(labels, ridge=5.0, steps=_STEPS), 0.05)
    return found


def tells(scorer: ModuleType, report: Report, claim: Any, record: Record) -> bool:
    """Whether a claim tells an incident of the key: a string or two of date, narrowest place and toll agree."""
    template = template_of(claim, report.country, names_of(report.document, report.claims))
    return any(
        scorer.type_compatible(template, key)
        and sum(_agree(scorer, scorer.full_predicted(template)[slot], scorer.full_gold(key)[slot]) for slot in scorer.STRING_SLOTS)
        + 0.5 * (scorer.date_match(template.get("date"), key)[1] and scorer.date_stated(key))
        + 0.5 * scorer.place_credit(scorer.predicted_places(template), key)[1]
        + sum(0.5 * scorer.count_match(template.get(harm), key[harm])[1] for harm in ("killed", "injured"))
        >= 1
        for key in record["incidents"]
    )


def _agree(scorer: ModuleType, fillers: list[list[str]], keys: list[tuple[list[str], bool]]) -> int:
    """How many of the key's fillers are among those of the template."""
    return sum(any(scorer.lenient_match(filler, accepted) for filler in fillers) for accepted, _ in keys)


def accepted_fillers(scorer: ModuleType, record: Record) -> dict[str, dict[str, set[str]]]:
    """By slot, every string that the key accepts; for organisations with the confidence it has there."""
    found: dict[str, dict[str, set[str]]] = {}
    for incident in record["incidents"]:
        for slot in ("perp_individual", "perp_organization", "physical_target", "instrument"):
            for filler in incident[slot]:
                for words in filler["any_of"]:
                    found.setdefault(slot, {}).setdefault(scorer.normalize(words), set()).update(filler.get("confidence", ()))
        for slot, part in (("victim", "name"), ("victim_description", "description")):
            for target in incident["human_target"]:
                for words in target[part]:
                    found.setdefault(slot, {}).setdefault(scorer.normalize(words), set())
    return found


def _forms(scorer: ModuleType, candidate: Candidate) -> set[str]:
    """The ways in which a key can quote a phrase."""
    whole = core(candidate.words)
    short = whole.split(" of ")[0]
    forms = {whole, short, " ".join(short.split()[-2:]), candidate.head, *([name_in(candidate.words) or whole] if candidate.name else [])}
    return {scorer.normalize(form) for form in forms} - {""}


def fills(scorer: ModuleType, candidate: Candidate, accepted: dict[str, set[str]]) -> bool:
    """Whether a phrase is one of the strings that the key accepts."""
    return bool(accepted) and any(form in accepted for form in _forms(scorer, candidate))


def _cross_validate(scorer: ModuleType, records: list[Record], reports: list[Report]) -> dict[str, float]:
    predicted = {}
    for fold in range(FOLDS):
        kept = [at for at in range(len(reports)) if at % FOLDS != fold]
        weights = learn(scorer, [records[at] for at in kept], [reports[at] for at in kept])
        muc4_model.use(weights)
        for at in range(fold, len(reports), FOLDS):
            predicted[records[at]["id"]] = templates_of(reports[at])
    return muc4.figures(scorer, records, predicted)


def training_part(folder: Path) -> tuple[ModuleType, list[Record]]:
    """The scorer and the training part; exits with 2 where the folder has none."""
    source = folder / "train.jsonl"
    if not source.is_file():
        print(f"{source}: no such file; expected the training part, one JSON object a line with id, text, date and incidents.", file=sys.stderr)
        raise SystemExit(2)
    return common.load_scorer(folder / "score_muc.py"), list(common.lines(source))


def train(folder: Path, *, folds: bool) -> dict[str, float]:
    """Learn, and write the table; or cross-validate and return the figures."""
    scorer, records = training_part(folder)
    reports = muc4.read(records)
    if folds:
        return _cross_validate(scorer, records, reports)
    weights = learn(scorer, records, reports)
    muc4_model.TABLE.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    return {name: float(len(table)) for name, table in weights.items()}


if __name__ == "__main__":
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--folds", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    common.main("muc4", lambda folder: train(folder, folds=chosen.folds))
