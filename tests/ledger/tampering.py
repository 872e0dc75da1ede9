"""Doing by hand what a ledger refuses to do."""

from __future__ import annotations

from sqlalchemy import create_engine, make_url

from dateline.ledger.tables import APPEND_ONLY


def execute(where: str, *statements: str) -> None:
    """Run statements on the store behind a ledger's back."""
    url = make_url(where if "://" in where else f"sqlite:///{where}")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def alter(where: str, *statements: str) -> None:
    """Take the guards away, then run statements."""
    on = "" if "://" not in where else " ON {table}"
    guards = [f"DROP TRIGGER {table.name}_no_{verb}{on.format(table=table.name)}" for table in APPEND_ONLY for verb in ("update", "delete")]
    execute(where, *guards, *statements)
