"""Learns what sets a deed behind a report's news, and writes start and weights into ``src/dateline/reading/cues/standing.toml``.

    python training/standing/train.py

Reads the marked reports (``training/marked_reports``), finds for every deed that the reader tells as news the marked event that most of its words
belong to, and fits a logistic regression of the signs (:func:`dateline.reading.standing.signs`) by maximum likelihood with a ridge. Prints what holds
on reports left out (eight parts).
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "marked_reports"))
import corpus  # type: ignore[import-not-found]

from dateline.model import Document
from dateline.reading import RuleReader, claiming, cues
from dateline.reading.drafts import VIOLENT
from dateline.reading.page import turn
from dateline.reading.standing import signs

RIDGE, PARTS = 1.0, 8
TABLE = Path(cues.__file__).parent / "standing.toml"


def examples() -> list[tuple[str, dict[str, float], bool]]:
    """Name of the report, the signs of a deed, and whether its marks say that it is not the news."""
    reports = corpus.read()
    texts = [report.text.replace("\n", "\n\n") for report in reports]
    documents = [
        Document(
            text=text, title=report.text.split("\n")[0], publisher=None, published=report.published, published_from="given", external_id=report.name
        )
        for report, text in zip(reports, texts, strict=True)
    ]
    reader, found = RuleReader(), []
    for report, page in zip(reports, turn(documents), strict=True):
        story, events, _ = reader._tell(page)  # noqa: SLF001 - what stands behind the claims
        news = claiming._time_of_the_news(story, events)  # noqa: SLF001
        breaks = [at for at, letter in enumerate(report.text) if letter == "\n"]
        marks = [(mark.start + sum(at < mark.start for at in breaks), mark) for mark in report.marks if mark.letter in "EKJLM"]
        for event in events:
            told: Counter[int] = Counter()
            for draft in event.drafts:
                for words in (draft.anchor.doc[draft.anchor.i : draft.anchor.i + 1], *(toll.span for toll in draft.tolls)):
                    for quote in story.quotes(words):
                        told.update(mark.event for start, mark in marks if start < quote.end and start + mark.end - mark.start > quote.start)
            if event.drafts[0].type != VIOLENT or not told or not claiming._worth_recording(event):  # noqa: SLF001
                continue
            status = claiming._status(event, events, story, news, None)  # noqa: SLF001
            if status.label not in ("actual", "attempted") and status.rule != "status.behind_the_news":
                continue  # another rule has decided
            standing = report.events[told.most_common(1)[0][0]][1]
            if standing in ("news", "background", "total"):
                found.append((report.name, signs(event, events, story, news), standing != "news"))
    return found


def fit(rows: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """Start and weights of greatest likelihood, large weights held down."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = rows @ weights[1:] + weights[0]
        error = 1 / (1 + np.exp(-odds)) - behind
        value = float(np.sum(np.logaddexp(0, odds) - behind * odds) + RIDGE / 2 * np.sum(weights[1:] ** 2))
        return value, np.r_[error.sum(), rows.T @ error + RIDGE * weights[1:]]

    return np.asarray(minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B").x)


def main() -> None:
    """Learns and writes the table."""
    found = examples()
    names = list(cues.load("standing")["weights"])
    rows = np.array([[told[name] for name in names] for _, told, _ in found])
    behind = np.array([not_news for _, _, not_news in found], dtype=float)
    part = np.array([int(hashlib.md5(name.encode()).hexdigest(), 16) % PARTS for name, _, _ in found])
    odds = np.zeros(len(found))
    for left_out in range(PARTS):
        weights = fit(rows[part != left_out], behind[part != left_out])
        odds[part == left_out] = rows[part == left_out] @ weights[1:] + weights[0]
    for name, chosen in (("main", rows[:, names.index("main")] > 0), ("other", rows[:, names.index("main")] == 0)):
        right, wrong = behind[chosen & (odds > 0)].sum(), (1 - behind[chosen & (odds > 0)]).sum()
        print(f"{name}: {right:.0f} of {behind[chosen].sum():.0f} found behind the news, {wrong:.0f} of {(1 - behind[chosen]).sum():.0f} news lost")
    weights = fit(rows, behind)
    text = TABLE.read_text(encoding="utf-8")
    for name, weight in zip(["start", *names], weights, strict=True):
        text = re.sub(rf"(?m)^{name} = \S+$", f"{name} = {weight:.2f}", text)
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
