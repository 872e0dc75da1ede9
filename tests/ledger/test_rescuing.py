"""A damaged file is named as such, and what is whole of it comes out."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from tampering import alter

from dateline.cli import main
from dateline.ledger import Ledger
from dateline.ledger.rescuing import Lost, rescue
from dateline.model import Document, Reading, Ruling
from dateline.model.errors import LedgerDamaged, LedgerNotFound
from factories import claim, document, reading, town

DOCUMENTS = [document(f"Report {number} from Redtown. " + "Shells fell again. " * 60, published="2017-02-10") for number in range(40)]
DOCUMENTS[1] = DOCUMENTS[1].model_copy(update={"retrieved": "2017-02-11T08:00:00+00:00"})


@pytest.fixture
def path(empty_file: Path, tmp_path: Path) -> Path:
    where = Path(shutil.copy(empty_file, tmp_path / "test.db"))
    with Ledger.open(where) as ledger:
        for number, doc in enumerate(DOCUMENTS):
            ledger.add(doc, reading(doc, claim(doc, killed=number, place=town())))
        ledger.decide("note", DOCUMENTS[0].id, because="seen", author="Ann")
    return where


def test_a_sound_ledger_comes_out_whole_and_makes_the_same_ledger_again(path: Path, tmp_path: Path) -> None:
    out = list(rescue(path))
    assert Counter(type(one) for one in out) == {Document: 40, Reading: 40, Ruling: 1}
    documents = {one.id: one for one in out if isinstance(one, Document)}
    with Ledger.open(tmp_path / "again.db") as again, Ledger.open(path) as ledger:
        for one in out:
            if isinstance(one, Reading):
                again.add(documents[one.document_id], one)
        for one in out:
            if isinstance(one, Ruling):
                again.rule(one)
        assert again.incidents() == ledger.incidents()
        assert list(again.documents()) == list(ledger.documents()) == sorted(DOCUMENTS, key=lambda document: document.id)


def _read_all(path: Path) -> None:
    with Ledger.open(path) as ledger:
        list(ledger.documents())
        list(ledger.claims())


def test_broken_pages_cost_what_stood_on_them_and_no_more(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()[0]
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    broken = random.Random(7).sample(range(root + 1, pages), pages // 10)
    for page in broken:
        content[page * 4096 : (page + 1) * 4096] = b"\x55" * 4096
    path.write_bytes(bytes(content))
    with pytest.raises(LedgerDamaged):
        _read_all(path)
    out = list(rescue(path))
    whole = {one.id for one in out if isinstance(one, Document)}
    assert 0 < len(whole) <= 40
    assert all(one in DOCUMENTS for one in out if isinstance(one, Document))
    assert any(isinstance(one, Lost) for one in out)


def test_a_broken_list_of_tables_costs_nothing_else(path: Path) -> None:
    whole = list(rescue(path))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = path.read_bytes()
    path.write_bytes(b"\x55" * 4096 + content[4096:])
    with pytest.raises(LedgerDamaged):
        _read_all(path)
    before = path.read_bytes()
    assert list(rescue(path)) == whole
    assert path.read_bytes() == before


def test_what_was_altered_is_lost_and_named(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alter(str(path), f"UPDATE documents SET title = 'Another' WHERE id = '{DOCUMENTS[3].id}'", "UPDATE claims SET json = '{}' WHERE seq = 7")
    with pytest.raises(SystemExit) as stopped:
        main(["rescue", str(path)])
    out, err = capsys.readouterr()
    assert stopped.value.code == 1
    head, *lines = [json.loads(line) for line in out.splitlines()]
    assert head == {"form": "dateline-jsonl", "version": 1}
    assert Counter(line["noun"] for line in lines) == {"document": 39, "reading": 39, "ruling": 1}
    assert f"lost: {DOCUMENTS[3].id}: its content gives" in err
    assert "39 documents, 39 readings, 1 ruling rescued, 2 lost" in err


def test_a_file_of_nothing_is_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(LedgerNotFound):
        list(rescue(tmp_path / "none.db"))
    (tmp_path / "junk.db").write_bytes(b"\x00" * 5000)
    with pytest.raises(LedgerDamaged, match="nothing in it"):
        list(rescue(tmp_path / "junk.db"))


def test_what_was_rescued_makes_a_new_ledger(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["rescue", str(path)], ["import", str(tmp_path / "rescued.jsonl"), "--ledger", str(tmp_path / "new.db")]):
        with pytest.raises(SystemExit) as stopped:
            main(words)
        out, err = capsys.readouterr()
        assert stopped.value.code == 0, err
        if out:
            (tmp_path / "rescued.jsonl").write_text(out)
    assert "40 documents, 40 claims, 1 ruling taken in; 0 already there, 0 failed" in err
    with Ledger.open(path) as ledger, Ledger.open(tmp_path / "new.db") as new:
        assert new.incidents() == ledger.incidents()
