"""Opening what is no ledger, altering what is stored, losing nothing."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, OperationalError
from tampering import alter, execute

import postgres_server
from dateline.ledger import Ledger, wording
from dateline.ledger.connecting import connect
from dateline.ledger.tables import APPEND_ONLY, METADATA
from dateline.ledger.troubles import said_clearly
from dateline.model import Document
from dateline.model.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerNotFound, LedgerReadOnly
from factories import claim, document, reading, town

DOC = document("Toll in Redtown: twelve.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "test.db"
    with Ledger.open(where) as ledger:
        ledger.add(DOC, reading(DOC, claim(DOC, killed=12, place=town(), quoted="twelve")))
    return where


@pytest.fixture
def filled(store: str) -> str:
    """The same ledger on each store."""
    with Ledger.open(store) as ledger:
        ledger.add(DOC, reading(DOC, claim(DOC, killed=12, place=town(), quoted="twelve")))
    return store


def test_a_sound_ledger_passes(filled: str) -> None:
    with Ledger.open(filled) as ledger:
        ledger.incidents()
        report = ledger.verify()
    assert report.ok
    assert (report.documents, report.claims, report.incidents) == (1, 1, 1)
    assert report.spans >= 5


def test_verify_names_the_span_that_an_altered_text_no_longer_has(filled: str) -> None:
    alter(filled, "UPDATE documents SET text = replace(text, 'twelve', 'twenty')")
    with Ledger.open(filled) as ledger:
        told = [problem.what for problem in ledger.verify().problems]
        with pytest.raises(LedgerDamaged, match="verify"):
            list(ledger.documents())
    assert any("killed: 'twelve' was read at 17:23" in what and "'twenty'" in what for what in told)
    assert any("SHA-256" in what for what in told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET json = replace(json, '\"low\":12', '\"low\":11')",
        "UPDATE documents SET title = 'Another'",
        "UPDATE documents SET published = '2017-02-11'",
        'UPDATE passages SET "end" = 9999',
    ],
)
def test_verify_finds_any_other_change(filled: str, statement: str) -> None:
    alter(filled, statement)
    with Ledger.open(filled) as ledger:
        assert not ledger.verify().ok


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
def test_what_is_stored_is_never_changed_or_deleted(filled: str, table: str) -> None:
    if table == "rulings":
        execute(filled, "INSERT INTO rulings (id, json) VALUES ('r-1', '{}')")
    for statement in (f"UPDATE {table} SET seq = 99", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="append-only"):
            execute(filled, statement)


def test_the_migrations_make_the_tables_that_the_code_uses(store: str) -> None:
    _, engine = connect(store, create=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": lambda name, *_: not str(name).startswith(wording.TABLES)})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_ledger_waits_for_the_disk(path: Path) -> None:
    _, engine = connect(path, create=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_there_is_no_ledger_until_one_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotFound, match="no ledger here"):
        Ledger.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerNotFound, match="folder"):
        Ledger.open(tmp_path / "nowhere" / "none.db")
    with pytest.raises(LedgerNotFound, match="is a folder"):
        Ledger.open(tmp_path)
    (tmp_path / "empty.db").touch()
    with pytest.raises(LedgerNotFound, match="empty"):
        Ledger.open(tmp_path / "empty.db", create=False)


def test_what_is_not_a_ledger_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("not a database, but a note of some length")
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("CREATE TABLE birds (name)")
    before = other.read_bytes()
    for path in (text, other):
        with pytest.raises(LedgerDamaged):
            Ledger.open(path)
    assert other.read_bytes() == before


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(LedgerDamaged), Ledger.open(path) as ledger:
        list(ledger.documents())


def test_a_ledger_of_a_newer_version_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer"):
        Ledger.open(path)


@pytest.mark.parametrize("where", ["nosuch://host/name", "postgresql://"])
def test_a_wrong_url_is_explained(where: str) -> None:
    with pytest.raises(LedgerError, match=r"URL|driver|connect"):
        Ledger.open(where)


def test_a_sqlite_url_is_a_path(path: Path) -> None:
    with Ledger.open(f"sqlite:///{path}") as ledger:
        assert next(ledger.documents()) == DOC


@pytest.mark.parametrize("name", ["a?b=c.db", "with space#.db", "Обстріл.db", "100%.db"])
def test_any_file_name_will_do(name: str, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / name)) as ledger:
        ledger.add(DOC, reading(DOC))
    assert name in {path.name for path in tmp_path.iterdir()}


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open("nosuch://user:secret@host/name")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("database is locked", LedgerBusy),
        ("attempt to write a readonly database", LedgerReadOnly),
        ("database or disk is full", LedgerFull),
        ("could not extend file: No space left on device", LedgerFull),
        ("database disk image is malformed", LedgerDamaged),
        ("file is not a database", LedgerDamaged),
        ("unable to open database file", LedgerNotFound),
        ("disk I/O error", LedgerError),
        ("something nobody has seen", LedgerError),
    ],
)
def test_database_errors_are_said_as_what_they_mean(told: str, kind: type[LedgerError]) -> None:
    with pytest.raises(LedgerError, match=r"L\.db") as caught, said_clearly("L.db"):
        raise OperationalError("SELECT", {}, sqlite3.OperationalError(told))
    assert type(caught.value) is kind


def test_two_writers_wait_for_one_another(filled: str) -> None:
    documents = [document(f"Report number {number}.") for number in range(12)]

    def write(mine: list) -> None:
        with Ledger.open(filled) as ledger:
            for doc in mine:
                ledger.add(doc, reading(doc))
                ledger.incidents()

    threads = [threading.Thread(target=write, args=(documents[part::3],)) for part in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(filled) as ledger:
        assert {doc.id for doc in ledger.documents()} == {DOC.id, *(doc.id for doc in documents)}
        assert ledger.verify().ok


def test_threads_may_share_one_ledger(filled: str) -> None:
    documents = [document(f"Report number {number}.") for number in range(16)]
    with Ledger.open(filled) as ledger:

        def write(doc: Document) -> int:
            ledger.add(doc, reading(doc))
            return len(ledger.incidents())

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(write, documents)) == {1}
        assert len(list(ledger.documents())) == 17


def test_a_ledger_that_cannot_be_written_to_can_still_be_asked(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("DELETE", {}, sqlite3.OperationalError("attempt to write a readonly database"))

    monkeypatch.setattr("dateline.ledger.derived._keep", refuse)
    with Ledger.open(filled) as ledger:
        assert len(ledger.incidents(country="SYR", killed_at_least=12)) == 1
        assert ledger.incidents(killed_at_least=13) == []


def test_a_full_disk_is_one_clear_error_and_the_ledger_can_still_be_asked(path: Path) -> None:
    with Ledger.open(path) as ledger:
        event.listen(ledger._engine, "begin", lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))  # as large as it is now
        long = document("Another report. " + "It was quiet elsewhere. " * 9000)
        for fails in (lambda: ledger.add(long, reading(long)), lambda: ledger.decide("note", DOC.id, because="seen " * 9000, author="Ann")):
            with pytest.raises(LedgerFull, match="no room left on its disk"):
                fails()
        (incident,) = ledger.incidents()
        assert ledger.search("Redtown", kinds=["document"])[0].document_id == DOC.id
        assert ledger.show(incident.id) == incident
        assert [found.id for found in ledger.documents()] == [DOC.id]


def test_a_database_that_may_only_be_read_can_be_asked(postgresql: str) -> None:
    address = postgres_server.create_database(postgresql, "read_only")
    with Ledger.open(address) as ledger:
        ledger.add(DOC, reading(DOC, claim(DOC, killed=12, place=town(), quoted="twelve")))
    execute(address, "ALTER DATABASE read_only SET default_transaction_read_only = on")
    with Ledger.open(address, create=False) as ledger:
        with pytest.raises(LedgerReadOnly, match="cannot be written to"):
            ledger.decide("note", DOC.id, because="seen", author="Ann")
        assert len(ledger.incidents()) == 1
        assert ledger.verify().ok
    postgres_server.drop_database(postgresql, "read_only")


def test_a_server_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(LedgerNotFound, match="no server answers"):
        Ledger.open("postgresql://nobody@127.0.0.1:1/none")


def test_a_database_that_is_not_there_is_said_to_be_missing(postgresql: str) -> None:
    with pytest.raises(LedgerNotFound, match="no such database"):
        Ledger.open(postgresql.format(name="no_such_database"))


def test_a_database_of_something_else_is_left_alone(postgresql: str) -> None:
    address = postgres_server.create_database(postgresql, "birds")
    execute(address, "CREATE TABLE birds (name TEXT)")
    with pytest.raises(LedgerDamaged, match="birds"):
        Ledger.open(address)
    postgres_server.drop_database(postgresql, "birds")


def test_other_databases_are_refused() -> None:
    with pytest.raises(LedgerError, match=r"PostgreSQL|driver"):
        Ledger.open("mysql://user@host/name")


def test_several_read_while_one_adds(filled: str) -> None:
    """Readers never wait for the writer, and each sees whole documents."""
    done = threading.Event()
    seen: list[int] = []

    def read() -> None:
        with Ledger.open(filled) as ledger:
            while not done.is_set():
                documents = {doc.id for doc in ledger.documents()}
                assert {made.document_id for made in ledger.claims()} >= documents
                seen.append(len(documents))

    with ThreadPoolExecutor(3) as pool, Ledger.open(filled) as ledger:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(20):
            doc = document(f"Report number {number} of shells.")
            ledger.add(doc, reading(doc, claim(doc, killed=number, place=town())))
        done.set()
        for reader in readers:
            reader.result()
    assert len(seen) >= 3
    assert seen[-1] <= 21
