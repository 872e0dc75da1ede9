"""Verbs that read: ``read`` prints, ``add`` stores."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from dateline.cli.network import web_options
from dateline.cli.options import Form, as_form, codebook_option, forms, ledger_option, moment, open_ledger, rules_only_option
from dateline.cli.output import CsvWriter, clean, console, many, talk, write_json, write_jsonl

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.model import Document, Incident, Reading
    from dateline.reading import RuleReader
    from dateline.reading.lexicon import Lexicon
    from dateline.sources import Loaded, Web

Outcome = TypeVar("Outcome")

_BATCH = 16
"""Documents that the parser takes at once; more gains nothing and costs memory."""

published_option = click.option(
    "--published",
    callback=moment,
    metavar="DAY",
    help="When the reports were published (such as 2017-02-10), whatever they say themselves. Relative times hang on it.",
)
sources_argument = click.argument("sources", metavar="FILE|FOLDER|URL|- ...", nargs=-1, required=True)


class Read(NamedTuple):
    """One input, its document and what was read from it."""

    name: str
    document: Document
    reading: Reading


class Failures:
    """Inputs that failed, to be listed at the end."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def note(self, message: str) -> None:
        """Keep one message."""
        self.messages.append(clean(message))

    def caught(self, act: Callable[..., Outcome], *given: object) -> Outcome | None:
        """What an act gives; None, and its message kept, if it meets an input that cannot be read."""
        from dateline.model.errors import InputError

        try:
            return act(*given)
        except InputError as error:
            self.note(str(error))
            return None

    def report(self) -> int:
        """List them on standard error; the exit code of the run."""
        if not self.messages:
            return 0
        talk(f"{many(len(self.messages), 'input')} could not be read:")
        for message in self.messages:
            talk(f"  {message}")
        return 1


def reader_for(codebook: str | None, rules_only: bool) -> RuleReader:
    """The rule reader, with a codebook of the user's own where one was given, and with the trained network unless it is to be by rules alone."""
    from dateline.reading import RuleReader

    return RuleReader(codebook=codebook) if rules_only else RuleReader.listening(codebook)


def _batches(items: Iterable[Loaded]) -> Iterator[list[Loaded]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _documents(
    sources: Sequence[str], published: str | None, web: Web | None, failures: Failures, wanted: Callable[[Document], bool], seen: Callable[[], None]
) -> Iterator[Loaded]:
    from dateline.sources import Failed, read_inputs

    for outcome in read_inputs(sources, published=published, web=web):
        if isinstance(outcome, Failed):
            failures.note(str(outcome.error))
            seen()
        elif wanted(outcome.document):
            yield outcome
        else:
            seen()


def _read_all(
    reader: RuleReader,
    sources: Sequence[str],
    published: str | None,
    web: Web | None,
    failures: Failures,
    wanted: Callable[[Document], bool] = lambda _: True,
    seen: Callable[[], None] = lambda: None,
) -> Iterator[Read]:
    """Read inputs in batches. A document that the reader breaks on is noted like an input that cannot be read."""
    for batch in _batches(_documents(sources, published, web, failures, wanted, seen)):
        for loaded, outcome in zip(batch, _read_batch(reader, batch), strict=True):
            if isinstance(outcome, Exception):
                failures.note(
                    f"{loaded.name}: the reader broke on this document ({type(outcome).__name__}: {outcome}). Please report it with the document."
                )
            else:
                yield Read(loaded.name, loaded.document, outcome)
            seen()


def _read_batch(reader: RuleReader, batch: list[Loaded]) -> list[Reading | Exception]:
    from dateline.model.errors import DatelineError

    try:
        return list(reader.read_many([loaded.document for loaded in batch]))
    except DatelineError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad document never stops a run: find it, and note it as failed
        return [error] if len(batch) == 1 else [outcome for loaded in batch for outcome in _read_batch(reader, [loaded])]


def _incidents(read: Read) -> list[Incident]:
    from dateline.resolving import DocumentFacts, resolve

    facts = DocumentFacts.of(read.document)
    return resolve((claim, facts) for claim in read.reading.claims)


def _as_object(read: Read, explained_by: Lexicon | None) -> dict[str, Any]:
    told = {
        "document": read.document.to_dict(),
        "passages": [passage.to_dict() for passage in read.reading.passages],
        "claims": [claim.to_dict() for claim in read.reading.claims],
        "incidents": [incident.to_dict() for incident in _incidents(read)],
    }
    if explained_by is not None:
        from dateline.cli.explained import explained_object

        told["explanations"] = [explained_object(read.document, claim, explained_by) for claim in read.reading.claims]
    return told


@click.command(short_help="Read reports and print what they tell; store nothing.")
@sources_argument
@published_option
@codebook_option
@rules_only_option
@click.option(
    "--explain", is_flag=True, help="For each value show its words in their sentence, and the rule that gave it. Also with --json and --jsonl."
)
@web_options
@forms("json", "jsonl", "csv")
def read(
    sources: tuple[str, ...], published: str | None, codebook: str | None, rules_only: bool, explain: bool, web: Web | None, form: str | None
) -> int:
    """Read reports and print what they tell; nothing is stored.

    Reads text, Markdown, HTML, JSON, JSONL and web archive (WARC) files, folders of them, standard input (-), and with --fetch web
    addresses. JSON is one object per document with document, passages, claims and incidents; CSV is one row per claim.

    \b
    Examples:
      dateline read report.txt --published 2017-02-10
      dateline read reports/ --csv > claims.csv
      dateline read report.txt --explain
      dateline read report.txt --codebook my.toml
      dateline read --fetch https://example.org/report.html --json
    """
    if explain and form == "csv":
        raise click.UsageError("--explain and --csv do not go together; use --explain alone, with --json or with --jsonl.")
    reader = reader_for(codebook, rules_only)
    failures = Failures()
    with _progress(shown=not sys.stdout.isatty()) as seen:
        _print(_read_all(reader, sources, published, web, failures, seen=seen), as_form(form), reader.lexicon if explain else None)
    sys.stdout.flush()
    return failures.report()


def _print(reads: Iterator[Read], form: Form, explained_by: Lexicon | None) -> None:
    if form == "json":
        for one in reads:
            write_json(_as_object(one, explained_by))
    elif form == "jsonl":
        write_jsonl(_as_object(one, explained_by) for one in reads)
    elif form == "csv":
        from dateline.cli.rows import CLAIM_COLUMNS, claim_row

        writer = CsvWriter(CLAIM_COLUMNS)
        for one in reads:
            for claim in one.reading.claims:
                writer.write(claim_row(one.document, claim))
    elif explained_by is not None:
        from dateline.cli.explained import show_explained

        out = console()
        for one in reads:
            show_explained(out, one.document, one.reading, explained_by)
    else:
        from dateline.cli.views import show_reading

        out = console()
        for one in reads:
            show_reading(out, one.document, one.reading, _incidents(one))


@click.command(short_help="Read reports and store what they tell in a ledger.")
@sources_argument
@ledger_option
@published_option
@codebook_option
@rules_only_option
@web_options
@forms("json", "jsonl")
def add(
    sources: tuple[str, ...], where: str, published: str | None, codebook: str | None, rules_only: bool, web: Web | None, form: str | None
) -> int:
    """Read reports and store what they tell in a ledger, which is made if it is not there.

    What is stored already is skipped, so that a run which was stopped goes on where it was. Each document is stored in one piece, and
    is safe once it is reported. --jsonl reports each document as it is stored; --json reports the numbers at the end.

    \b
    Examples:
      dateline add reports/ --ledger syria.db
      dateline add wire.jsonl --ledger syria.db --jsonl
      DATELINE_LEDGER=syria.db dateline add report.html --published 2017-02-10
    """
    reader = reader_for(codebook, rules_only)
    failures = Failures()
    with open_ledger(where, create=True) as ledger:
        kept = store(ledger, reader, sources, published, web, failures, lines=form == "jsonl")
    talk(f"{kept}, {len(failures.messages)} failed; ledger: {where}")
    if form == "json":
        write_json({"stored": kept.stored, "already": kept.already, "failed": failures.messages})
    return failures.report()


@dataclass
class Kept:
    """How many documents were stored, and how many were there already."""

    stored: int = 0
    already: int = 0

    def __str__(self) -> str:
        return f"{many(self.stored, 'document')} stored, {self.already} already there"


def store(
    ledger: Ledger, reader: RuleReader, sources: Sequence[str], published: str | None, web: Web | None, failures: Failures, *, lines: bool
) -> Kept:
    """Read inputs and store what they tell; with ``lines`` each stored document is reported on standard output at once.

    All that one run reads counts as got when the run began, unless it tells that itself.
    """
    from dateline.sources import got_at

    kept = Kept()
    begun = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

    def wanted(document: Document) -> bool:
        known = ledger.has(document.id, reader.name)
        kept.already += known
        return not known

    with _progress() as seen:
        for one in _read_all(reader, sources, published, web, failures, wanted, seen):
            if ledger.add(got_at(one.document, begun), one.reading):
                kept.stored += 1
                if lines:
                    write_jsonl([{"name": one.name, "document_id": one.document.id, "claims": len(one.reading.claims)}])
                    sys.stdout.flush()
            else:
                kept.already += 1
    return kept


class _progress:  # noqa: N801 - used like a function
    """A bar on standard error, on a terminal only; called once for each input that is done with."""

    def __init__(self, *, shown: bool = True) -> None:
        self._shown = shown and sys.stderr.isatty()

    def __enter__(self) -> _progress:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        parts = (TextColumn("reading"), BarColumn(), TextColumn("{task.completed:.0f} documents"), TimeElapsedColumn())
        self._bar = Progress(*parts, console=console(stderr=True), transient=True, disable=not self._shown)
        self._task = self._bar.add_task("reading", total=None)
        self._bar.start()
        return self

    def __call__(self) -> None:
        self._bar.advance(self._task)

    def stop(self) -> None:
        self._bar.stop()

    def __exit__(self, *_: object) -> None:
        self.stop()
