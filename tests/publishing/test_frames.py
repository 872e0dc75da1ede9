"""The tables as frames for notebooks."""

from __future__ import annotations

import sys

import pandas as pd
import pytest

from dateline.ledger import Ledger
from dateline.model.errors import ExportError
from dateline.publishing import frame
from dateline.publishing.tables import TABLES


def test_a_frame_keeps_types_and_what_is_unknown(ledger: Ledger) -> None:
    found = frame(ledger, country="SYR")
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["killed_low"], row["killed_high"]) == (12, 15)
    assert found["missing_best"].isna().all()
    assert str(found["killed_low"].dtype) == "Int64"
    assert row["start"] == pd.Timestamp("2017-02-09")
    assert row["perpetrators"] == ["Northern rebels"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_its_columns_also_where_it_is_empty(ledger: Ledger, table) -> None:
    assert tuple(frame(ledger, table.name).columns) == table.header
    assert tuple(frame(ledger, table.name, since="2100-01-01").columns) == table.header


def test_names_are_hidden_by_profile(ledger: Ledger) -> None:
    assert "John Doe" in set(frame(ledger, "actors")["name"])
    assert "John Doe" not in set(frame(ledger, "actors", profile="public")["name"])


def test_it_says_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ExportError, match="pip install pandas"):
        frame(ledger)
