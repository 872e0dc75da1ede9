"""Everything in one file: documents, readings with their passages and claims, and rulings; and the way back into a ledger.

A line is one thing: ``{"noun": "document", "value": {...}}``. The first line names the form and its version. Incidents are not in it, since
they follow from the rest. An empty ledger that reads the file has the same ids and gives the same incidents, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pydantic import ValidationError

from dateline.model import Document, Reading, Ruling
from dateline.model.errors import DatelineError, ExportError, InputError, InputNotFound, LedgerDamaged, TruncatedInput, UnknownId, UnsupportedInput
from dateline.publishing.job import Job
from dateline.publishing.tally import Refusal

if TYPE_CHECKING:
    from dateline.ledger import Ledger

FORM = "dateline-jsonl"
VERSION = 1


def write(job: Job, out: TextIO) -> None:
    """Write the whole ledger; with conditions, the documents that the chosen incidents rest on and the rulings on nothing else.

    A document that is damaged in the store is refused, and all others are written.

    Raises:
        ExportError: if the profile hides something: what is changed has no longer the ids that follow from it.
    """
    if job.view.redaction.hides:
        raise ExportError(
            f"the format jsonl loses nothing and so cannot follow the profile {job.view.name}. Take the profile internal, or another format."
        )
    _line(out, {"form": FORM, "version": VERSION})
    wanted = {document_id for incident in job.incidents for document_id in incident.document_ids} if job.filtered else None
    shown = set(wanted or ())
    for document_id in job.ledger.document_ids() if wanted is None else sorted(wanted):
        try:
            document = job.ledger.documents_by_id([document_id])[document_id]
            readings = job.ledger.readings(document_id)
        except LedgerDamaged as error:
            job.refuse(Refusal(document_id, "damaged", str(error)))
            continue
        _line(out, {"noun": "document", "value": document.to_dict()})
        job.count("documents")
        for reading in readings:
            _line(out, {"noun": "reading", "value": reading.to_dict()})
            job.count("readings")
            job.count("claims", len(reading.claims))
            # The id of an incident is that of a claim, also where the incident was merged or the claim replaced since.
            shown |= {letter + claim.id[1:] for claim in reading.claims for letter in "ci"}
    for ruling in job.ledger.rulings():
        if wanted is None or shown.issuperset(ruling.subjects):
            _line(out, {"noun": "ruling", "value": ruling.to_dict()})
            job.count("rulings")
            shown.add(ruling.id)


def _line(out: TextIO, value: dict[str, Any]) -> None:
    out.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


@dataclass(slots=True)
class Restored:
    """What an import brought.

    Args:
        documents, readings, claims, rulings: how many were new.
        already: how many readings and rulings were there before.
        failed: the lines that could not be taken, as errors.
    """

    documents: int = 0
    readings: int = 0
    claims: int = 0
    rulings: int = 0
    already: int = 0
    failed: tuple[DatelineError, ...] = ()


def restore(ledger: Ledger, path: str | Path) -> Restored:
    """Read a file of this form into a ledger. What is there already is passed over; a bad line fails alone.

    Raises:
        InputError: if there is no such file, or it is not of this form.
        LedgerError: if the ledger cannot be written to.
    """
    done = Restored()
    failed: list[DatelineError] = []
    documents: dict[str, Document] = {}
    known = set(ledger.document_ids())
    for name, noun, value in _lines(Path(path)):
        try:
            match noun:
                case "document":
                    document = Document.from_dict(value)
                    documents = {document.id: document}
                case "reading":
                    reading = Reading.from_dict(value)
                    if reading.document_id not in documents:
                        raise InputError(name, f"a reading of {reading.document_id} without that document before it", "Export the ledger again.")
                    if ledger.add(documents[reading.document_id], reading):
                        done.documents += reading.document_id not in known
                        known.add(reading.document_id)
                        done.readings += 1
                        done.claims += len(reading.claims)
                    else:
                        done.already += 1
                case "ruling":
                    if ledger.rule(Ruling.from_dict(value)):
                        done.rulings += 1
                    else:
                        done.already += 1
                case _:
                    raise UnsupportedInput(name, f"got the noun {noun!r}, expected document, reading or ruling", "Upgrade dateline.")
        except ValidationError as error:
            failed.append(UnsupportedInput(name, f"not a valid {noun}: {error.errors()[0]['msg']}", "Export the ledger again."))
        except (InputError, UnknownId) as error:
            failed.append(error)
    done.failed = tuple(failed)
    return done


def _lines(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, noun and value of each line.

    Raises:
        InputError: if the file is not of this form, or ends within a line.
    """
    try:
        handle = path.open(encoding="utf-8")
    except OSError as error:
        raise InputNotFound(str(path), f"cannot be read ({error.strerror})", "Give the path of a file that `dateline export jsonl` wrote.") from error
    with handle:
        for number, line in enumerate(handle, start=1):
            name = f"{path}:{number}"
            try:
                made = json.loads(line)
            except ValueError as error:
                problem = "the file ends within this line" if not line.endswith("\n") else f"not JSON ({error})"
                raise TruncatedInput(name, problem, "What stands before it was taken; export the ledger again for the rest.") from error
            if number == 1:
                _check_form(str(path), made)
            elif isinstance(made, dict) and isinstance(made.get("value"), dict):
                yield name, str(made.get("noun")), made["value"]
            else:
                raise UnsupportedInput(name, "got another line than a noun with its value", "Give a file that `dateline export jsonl` wrote.")


def _check_form(name: str, head: Any) -> None:
    if not isinstance(head, dict) or head.get("form") != FORM:
        raise UnsupportedInput(
            name, f"the first line does not name the form {FORM}", "Give a file that `dateline export jsonl` wrote; `dateline add` reads reports."
        )
    if head.get("version") != VERSION:
        raise UnsupportedInput(name, f"this is version {head.get('version')!r} of the form, this dateline reads {VERSION}", "Upgrade dateline.")
