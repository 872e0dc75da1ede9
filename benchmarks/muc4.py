"""MUC-4: incident templates from reports on Latin America, 1988-90, with the scorer that lies beside the data.

    python benchmarks/muc4.py [--data DIR] [--errors] [--upper]

Texts and keys are the test part where the folder has one, else the development part; never the training part. F1 in per cent:
``templates`` is the measure of GTT (strict strings, micro-average over type and slots), ``product`` the lenient one; killed, injured, place,
narrowest place and date are on the product alignment. ``confidence`` is the scorer's: of the organisations found, those with the right degree
of responsibility; ``confidence_f1`` counts the organisations that were not found, or not asked for, as well. Figures that end in ``_encoder`` are
those of claims read as the program reads by default, with a network of this test heard beside the weights (``muc4_heard``), if what runs
networks is installed. ``--upper`` reads the texts in capitals only, as they were distributed.

Claims become templates by rules (``muc4_templates``) and by weights learned from the training part (``muc4_train``).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import common
from dateline.model import Document, Reading
from dateline.reading.hearing import installed
from dateline.reading.page import Page, offset_of, turn
from muc4_candidates import Finder
from muc4_fill import Report, templates_of
from muc4_heard import blended, hear
from muc4_network import SlotEar
from muc4_templates import COUNTRIES, Template, relevant

Record = dict[str, Any]


def keys_file(folder: Path) -> Path:
    """The file to be scored: ``test.jsonl``, else ``dev.jsonl``, else any other with keys that is not for training.

    Exits with 2 where there is none.
    """
    named = [folder / "test.jsonl", folder / "dev.jsonl"]
    others = [path for path in sorted(folder.glob("*.jsonl")) if path not in named and not path.name.startswith("train")]
    for path in [*named, *others]:
        if path.is_file() and "incidents" in next(common.lines(path), {}):
            return path
    print(
        f"{folder}: no test.jsonl or dev.jsonl with answer keys; expected one JSON object a line with id, text, date and incidents.", file=sys.stderr
    )
    raise SystemExit(2)


def document_of(record: Record, *, upper: bool = False) -> Document:
    """A report with its dateline; ``upper``: as it came over the wire, in capitals only."""
    dateline, text = str(record.get("dateline") or "").rstrip(" -"), record["text_upper" if upper else "text"]
    return Document(
        text=f"{dateline} -- {text}" if dateline else text,
        publisher=record.get("source"),
        published=record.get("date"),
        published_from="given" if record.get("date") else None,
        external_id=record["id"],
    )


def home_country(record: Record) -> str | None:
    """The country of the report's dateline (ISO 3166-1 alpha-3), for incidents whose place is not told; None outside the countries of MUC-4."""
    from dateline.grounding.places import Gazetteer

    city, _, country = str(record.get("place") or "").title().rstrip(")").partition(" (")
    entries = [entry for entry in Gazetteer.default().find(country or city) if not country or entry.id.startswith("country:")]
    if country:
        entries = entries[:1]
    known = [entry for entry in entries if entry.country in COUNTRIES]
    return max(known, key=lambda entry: entry.population or 0).country if known else None


def _as_parsed(document: Document, page: Page) -> str:
    """The text as the parser saw it: the same length, with small letters where the report has none."""
    text = document.text
    for doc in page.docs.values():
        start = offset_of(doc)
        text = text[:start] + doc.text + text[start + len(doc.text) :]
    return text


def read(records: list[Record], *, upper: bool = False, listening: bool = False) -> list[Report]:
    """The reports of a set, read by rules alone or listening: their claims and their noun phrases."""
    from dateline.reading import RuleReader

    documents = [document_of(record, upper=upper) for record in records]
    reader = RuleReader.listening() if listening else RuleReader()
    readings: dict[str, Reading] = {reading.document_id: reading for reading in reader.read_many(documents)}
    finder = Finder()
    reports = []
    for record, document, page in zip(records, documents, turn(documents), strict=True):
        claims, country = readings[document.id].claims, home_country(record)
        asked = [relevant(claim, document, country) for claim in claims]
        reports.append(Report(document, _as_parsed(document, page), claims, country, finder.find(page, claims, asked)))
    return reports


def predictions(records: list[Record], reports: list[Report]) -> dict[str, list[Template]]:
    """Templates by document id."""
    return {record["id"]: templates_of(report) for record, report in zip(records, reports, strict=True)}


def predictions_heard(records: list[Record], reports: list[Report]) -> dict[str, list[Template]]:
    """Templates by document id where the trained network is heard as well."""
    ear = SlotEar()
    judged = [blended(report, hear(ear, report.document)) for report in reports]
    return {record["id"]: templates_of(report, judgement) for record, report, judgement in zip(records, reports, judged, strict=True)}


def confidence_f1(scorer: ModuleType, records: list[Record], predicted: dict[str, list[Template]]) -> float:
    """F1 of organisations with the right confidence, on the product alignment; optional fillers that are missed do not count against recall."""
    right = given = asked = 0
    for record in records:
        templates, keys = predicted.get(record["id"], []), record["incidents"]
        given += sum(len(template.get("perp_organization", [])) for template in templates)
        hits = set()
        for i, j in scorer.align(templates, keys):
            for item in templates[i].get("perp_organization", []):
                for at, filler in enumerate(keys[j]["perp_organization"]):
                    if (
                        (j, at) not in hits
                        and item.get("confidence") in filler["confidence"]
                        and scorer.lenient_match([item["text"]], filler["any_of"])
                    ):
                        hits.add((j, at))
                        break
        right += len(hits)
        wanted = {
            (j, at) for j, key in enumerate(keys) for at, filler in enumerate(key["perp_organization"]) if not (key["optional"] or filler["optional"])
        }
        asked += len(wanted | hits)
    return 100.0 * 2 * right / (given + asked) if given + asked else 0.0


def figures(scorer: ModuleType, records: list[Record], predicted: dict[str, list[Template]]) -> dict[str, float]:
    """The bench's figures."""
    result = scorer.evaluate(records, predicted)
    return {
        "templates": result["templates"]["micro"]["f1"],
        "product": result["product"]["micro"]["f1"],
        "killed_exact": result["casualties"]["killed"]["exact"]["f1"],
        "killed_lenient": result["casualties"]["killed"]["lenient"]["f1"],
        "injured_lenient": result["casualties"]["injured"]["lenient"]["f1"],
        "place": result["place_date"]["place"]["f1"],
        "narrowest_place": result["place_date"]["place_specific"]["f1"],
        "date": result["place_date"]["date"]["f1"],
        "confidence": result["product"].get("confidence_accuracy", 0.0),
        "confidence_f1": confidence_f1(scorer, records, predicted),
    }


def score(folder: Path, *, errors: bool = False, upper: bool = False) -> dict[str, float]:
    """All figures of the set in ``folder``."""
    records = list(common.lines(keys_file(folder)))
    scorer = common.load_scorer(folder / "score_muc.py")
    reports = read(records, upper=upper)
    predicted = predictions(records, reports)
    if errors:
        for record in records:
            if record["incidents"] or predicted[record["id"]]:
                print(f"\n== {record['id']} {record['dateline']}", file=sys.stderr)
                for key in record["incidents"]:
                    brief = {
                        slot: key[slot]
                        for slot in ("type", "date", "perp_individual", "perp_organization", "physical_target", "instrument", "killed", "injured")
                    }
                    print(
                        "   key ",
                        json.dumps(brief | {"victims": [target["name"] + target["description"] for target in key["human_target"]]}),
                        file=sys.stderr,
                    )
                for template in predicted[record["id"]]:
                    print("   read", json.dumps(template), file=sys.stderr)
        print(scorer.report(scorer.evaluate(records, predicted)))
    found = figures(scorer, records, predicted)
    if installed():
        heard = figures(scorer, records, predictions_heard(records, read(records, upper=upper, listening=True)))
        found |= {f"{name}_encoder": value for name, value in heard.items()}
    return found


if __name__ == "__main__":
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--errors", action="store_true")
    options.add_argument("--upper", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    common.main("muc4", lambda folder: score(folder, errors=chosen.errors, upper=chosen.upper))
