"""From a ledger to files of one format, with a side file that says what was written, by which rules, and what was refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypedDict, Unpack

from dateline.model.errors import ExportError
from dateline.publishing.formats import FORMATS, Format
from dateline.publishing.tally import Refusal

if TYPE_CHECKING:
    from dateline.ledger import Asking
    from dateline.model import Incident, PlacePrecision
    from dateline.publishing.job import Job
    from dateline.publishing.viewing import View

SIDE_FILE = ".export.json"
"""The end of a side file's name."""

_FILE_MODE = 0o644
_OWN_FIGURES = {
    "acled-style": "its figures are the lowest, as ACLED counts",
    "ucdp-style": "it has low, best and high by the rule range",
    "jsonl": "it holds what was read, and figures are worked out anew from that",
}


class Filters(TypedDict, total=False):
    """Which incidents: the conditions of :meth:`dateline.Ledger.incidents`."""

    country: str | None
    type: str | None
    since: dt.date | str | None
    until: dt.date | str | None
    killed_at_least: int | None
    grade: Sequence[str]
    discounted: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What one export wrote; the content of its side file.

    Args:
        format, rule: the format, with the version of its rules.
        policies: the stated policies of the format.
        profile: name and meaning of the redaction profile.
        asked: the conditions and options that were given.
        rules: versions of what the rows rest on: the program, the rules that make incidents, figures and grades.
        incidents: how many incidents met the conditions.
        rows: rows of each sheet.
        notes: how many rows carry each note.
        refused: what was left out, and why.
        files: SHA-256 of each file that was written, by its name.
    """

    format: str
    rule: str
    policies: tuple[str, ...]
    profile: dict[str, str]
    asked: dict[str, Any]
    rules: dict[str, Any]
    incidents: int
    rows: dict[str, int]
    notes: dict[str, int]
    refused: tuple[Refusal, ...]
    files: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON types, refusals counted by reason too."""
        made = asdict(self)
        by_reason = Counter(refusal.reason for refusal in self.refused)
        made["refused"] = {"count": len(self.refused), "by_reason": dict(sorted(by_reason.items())), "rows": [asdict(one) for one in self.refused]}
        return made

    def to_json(self) -> str:
        """Indented, the same bytes for the same export."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def export(
    ledger: Asking,
    format: str,  # noqa: A002 - what users call it
    out: str | Path | TextIO,
    *,
    profile: str | None = None,
    place_precision: PlacePrecision | None = None,
    hxl: bool = False,
    toll_rule: str | None = None,
    **filters: Unpack[Filters],
) -> Report:
    """Write a ledger, or the incidents that meet all conditions, in one format.

    Args:
        ledger: the ledger, now or as it was (:meth:`dateline.Ledger.as_of`).
        format: a name of :data:`dateline.publishing.FORMATS`.
        out: path of the file or, for formats of several files, of the folder; or an open text file, which gets no side file.
        profile: what may be seen, a redaction profile of the ledger: ``internal``, ``public`` or ``strict``; the format's own default if None.
        place_precision: the coarsest place that still gets a point (or a row, in formats that refuse rows without one).
        hxl: a row of HXL tags under the header of each CSV table (``csv`` only).
        toll_rule: which rule picks the figures; the formats of ACLED and UCDP have their own, and ``jsonl`` has none.
        filters: see :class:`Filters`.

    Returns:
        What was written and what was refused. Beside a path it also stands in a side file, ``NAME.export.json``.

    Raises:
        ExportError: if there is no such format or profile, or an option does not fit the format, or the place cannot be written to.
        LedgerError: if the ledger cannot be read.
        ValueError: if a day is not ISO 8601.
    """
    from dateline.publishing.cases import Options
    from dateline.publishing.job import Job
    from dateline.resolving import counted_by

    chosen = _format(format, hxl=hxl)
    if toll_rule is not None and chosen.name in _OWN_FIGURES:
        raise ExportError(f"--toll-rule does not go with {chosen.name}: {_OWN_FIGURES[chosen.name]}. Leave the rule out, or choose another format.")
    view = _view(ledger, profile or chosen.profile)
    incidents = ledger.incidents(**filters)
    if toll_rule is not None:
        try:
            incidents = [counted_by(incident, toll_rule) for incident in incidents]
        except ValueError as error:
            raise ExportError(f"{error}.") from error
    given = {key: value for key, value in filters.items() if value is not None and value is not False and value != ()}
    asked = {key: str(value) if isinstance(value, dt.date) else value for key, value in given.items()}
    job = Job(ledger, incidents, bool(asked), view, Options(place_precision, hxl))
    if isinstance(out, (str, Path)):
        files = _to_folder(chosen, job, Path(out)) if chosen.kind == "folder" else _to_file(chosen, job, Path(out))
    else:
        files = _to_stream(chosen, job, out)
    report = Report(
        format=chosen.name,
        rule=chosen.rule,
        policies=chosen.policies,
        profile={"name": view.name, "says": view.says},
        asked=asked
        | ({"place_precision": place_precision} if place_precision else {})
        | ({"hxl": True} if hxl else {})
        | ({"toll_rule": toll_rule} if toll_rule else {}),
        rules=_rules(incidents),
        incidents=len(incidents),
        rows=dict(job.tally.rows),
        notes=dict(sorted(job.tally.notes.items())),
        refused=tuple(job.tally.refused),
        files=files,
    )
    if isinstance(out, (str, Path)):
        with _clear_errors(Path(out)):
            side_file(chosen, Path(out)).write_text(report.to_json(), "utf-8")
    return report


def side_file(chosen: Format, out: Path) -> Path:
    """Where the side file of an export stands: in its folder, or beside its file."""
    return out / SIDE_FILE.lstrip(".") if chosen.kind == "folder" else out.with_name(out.name + SIDE_FILE)


def _format(name: str, *, hxl: bool) -> Format:
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}; expected one of {', '.join(FORMATS)}.")
    if hxl and name != "csv":
        raise ExportError(f"HXL tags go with the format csv only, got {name!r}. Leave the tags out, or export csv.")
    return FORMATS[name]


def _view(ledger: Asking, name: str) -> View:
    from dateline.publishing.viewing import View

    try:
        return View(ledger.redaction(name))
    except ValueError as error:
        raise ExportError(f"{error}.") from error


def _rules(incidents: list[Incident]) -> dict[str, Any]:
    """What the rows rest on, so that they can be made again."""
    from importlib.metadata import version

    from dateline.resolving import rules_id

    tolls = {toll.rule for incident in incidents for toll in incident.tolls}
    tolls |= {pick.rule for incident in incidents for toll in incident.tolls for pick in toll.picks}
    grades = {grade.rule for incident in incidents for grade in incident.grades}
    return {"dateline": version("dateline"), "incidents": rules_id(), "tolls": sorted(tolls), "grades": sorted(grades)}


def _to_stream(chosen: Format, job: Job, out: TextIO) -> dict[str, str]:
    if chosen.kind == "folder":
        raise ExportError(f"the format {chosen.name} is several files and cannot go to one stream. Give the path of a folder.")
    _write(chosen)(job, out)
    return {}


def _to_file(chosen: Format, job: Job, out: Path) -> dict[str, str]:
    with _clear_errors(out):
        if out.is_dir():
            raise ExportError(f"{out}: this is a folder, and the format {chosen.name} is one file. Give the name of a file in it.")
        # Beside its place and moved there when it is whole: an export that was cut off is not taken for one.
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=out.parent, prefix=f".{out.name}.", delete=False) as partial:
            try:
                _write(chosen)(job, partial)
                partial.close()
                Path(partial.name).chmod(_FILE_MODE)
                Path(partial.name).replace(out)
            except BaseException:
                Path(partial.name).unlink(missing_ok=True)
                raise
    return {out.name: _sha256(out)}


def _to_folder(chosen: Format, job: Job, out: Path) -> dict[str, str]:
    with _clear_errors(out):
        if out.exists() and not out.is_dir():
            raise ExportError(f"{out}: this is a file, and the format {chosen.name} is several files. Give the path of a folder.")
        if out.exists() and any(out.iterdir()) and not side_file(chosen, out).exists():
            raise ExportError(f"{out}: this folder holds other files. Give a new folder, or one that an export was written to before.")
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.", ignore_cleanup_errors=True) as partial:
            made = Path(partial) / "made"
            made.mkdir()
            _write(chosen)(job, made)
            if out.exists():
                out.replace(Path(partial) / "old")
            made.replace(out)
    return {path.relative_to(out).as_posix(): _sha256(path) for path in sorted(out.rglob("*")) if path.is_file()}


def _write(chosen: Format) -> Callable[[Job, Any], None]:
    module = import_module(f"dateline.publishing.{chosen.module}")
    writer: Callable[[Job, Any], None] = module.write
    return writer


@contextmanager
def _clear_errors(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{out}: cannot be written ({error.strerror or error}). Give a path in a folder that is there and that you may write to."
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
