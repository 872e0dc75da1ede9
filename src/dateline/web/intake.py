"""Reading what is added at the desk: one thing after another in the background, with progress to look at."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from dateline.ledger import Ledger
from dateline.model import Document, Reading
from dateline.model.errors import DatelineError
from dateline.sources import Failed, Web, got_at, read_inputs

State = Literal["waiting", "reading", "done"]
_KEPT = 200
"""Jobs that are remembered, so that their pages can be looked at again."""
MOST_FILES = 200


class Reader(Protocol):
    """Turns a document into claims."""

    def read(self, document: Document) -> Reading:
        """Read one document."""


@dataclass
class Taken:
    """One document of a job: what was read from it, and whether it was there already."""

    name: str
    document_id: str
    title: str | None
    claims: int
    new: bool


@dataclass
class Job:
    """Something that was added: how far it is and what came of it."""

    id: str
    by: str
    names: tuple[str, ...]
    state: State = "waiting"
    taken: list[Taken] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Intake:
    """Reads and stores what is added.

    Args:
        ledger: where it goes.
        reader: makes the reader when it is first needed; the rule reader by default.
        web: how pages are fetched; None where the desk must leave the network alone.
    """

    def __init__(self, ledger: Ledger, reader: Callable[[], Reader] | None = None, web: Web | None = None) -> None:
        self._web = web
        self._ledger = ledger
        self._make_reader = reader or _rule_reader
        self._reader: Reader | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dateline-intake")

    def paste(self, by: str, document: Document) -> Job:
        """Read a document that was typed or pasted."""
        job = self._new(by, (document.title or "pasted text",))
        self._worker.submit(self._run, job, lambda: iter([(document.title or "pasted text", document)]))
        return job

    def files(self, by: str, files: list[tuple[str, bytes]], published: str | None = None) -> Job:
        """Read files that were sent. Their names are for people only: they never become paths."""
        job = self._new(by, tuple(name for name, _ in files))
        self._worker.submit(self._run, job, lambda: _documents(files, published, job))
        return job

    @property
    def may_fetch(self) -> bool:
        """Whether web addresses are read."""
        return self._web is not None

    def page(self, by: str, url: str, published: str | None = None) -> Job:
        """Fetch a page and read it.

        Raises:
            ValueError: if this desk does not fetch, or it is no web address.
        """
        if self._web is None:
            raise ValueError("url: this desk leaves the network alone. Start it with `dateline serve --fetch`, or save the page and add the file")
        if not url.lower().startswith(("https://", "http://")):
            raise ValueError(f"url: got {url[:100]!r}, expected an address that begins with https:// or http://")
        job = self._new(by, (url,))
        self._worker.submit(self._run, job, lambda: _loaded((url,), published, job, self._web))
        return job

    def job(self, job_id: str) -> Job | None:
        """A job by its id; None where it is not remembered."""
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Finish what is being read and take no more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _new(self, by: str, names: tuple[str, ...]) -> Job:
        job = Job(secrets.token_hex(8), by, names)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
        return job

    def _run(self, job: Job, documents: Callable[[], Iterator[tuple[str, Document]]]) -> None:
        job.state = "reading"
        begun = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        try:
            self._reader = self._reader or self._make_reader()
            for name, document in documents():
                try:
                    reading = self._reader.read(document)
                    new = self._ledger.add(got_at(document, begun), reading)
                    job.taken.append(Taken(name, document.id, document.title, len(reading.claims), new))
                except DatelineError as error:
                    job.failed.append(f"{name}: {error}")
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread: what went wrong is told on the job's page
            job.failed.append(f"The reader broke ({type(error).__name__}: {error}). Please report it with the document.")
        finally:
            job.state = "done"


def _documents(files: list[tuple[str, bytes]], published: str | None, job: Job) -> Iterator[tuple[str, Document]]:
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        for number, (name, data) in enumerate(files):
            ending = Path(name).suffix.lower()
            path = Path(folder, f"{number:04d}{ending if ending[1:].isalnum() and len(ending) <= 8 else '.txt'}")
            path.write_bytes(data)
            for _, document in _loaded((str(path),), published, job, None, named=(str(path), name)):
                yield name, document
            path.unlink()


def _loaded(
    names: tuple[str, ...], published: str | None, job: Job, web: Web | None, named: tuple[str, str] = ("", "")
) -> Iterator[tuple[str, Document]]:
    """Documents of inputs; what cannot be read is noted, with the input's own name in place of the one it has here."""
    for outcome in read_inputs(names, published=published, web=web):
        if isinstance(outcome, Failed):
            job.failed.append(str(outcome.error).replace(*named) if named[0] else str(outcome.error))
        else:
            yield outcome.name, outcome.document


def _rule_reader() -> Reader:
    # The parser takes a second to load and is needed only by those who add.
    from dateline.reading import RuleReader

    return RuleReader.listening()
