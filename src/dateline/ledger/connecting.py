"""Opening a store: SQLite by path, another database by URL; making it where there is none; bringing its schema up to date."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from dateline.ledger.troubles import said_clearly
from dateline.model.errors import LedgerDamaged, LedgerError, LedgerNotFound

APPLICATION_ID = 0x444C4E45
"""What a SQLite file that is a ledger carries in its header ("DLNE")."""

NEWEST = "0005"
"""The newest step of the schema that this version of dateline knows."""

_BUSY_SECONDS = 30.0
_CACHE_KIB = 65_536
"""Memory that SQLite may use for pages of the file: ids lie scattered, and with its own 2 MB large ledgers read the same pages again and again."""
_FILE: dict[str, Any] = {"connect_args": {"timeout": _BUSY_SECONDS}}
_SERVER: dict[str, Any] = {
    # What is asked within one transaction is answered from one state of the ledger, as SQLite does.
    "isolation_level": "REPEATABLE READ",
    "connect_args": {"options": f"-c lock_timeout={_BUSY_SECONDS:.0f}s -c timezone=UTC", "connect_timeout": int(_BUSY_SECONDS)},
    "pool_pre_ping": True,
}
_WRITERS = 0x444C4E45
"""The advisory lock that writers to one PostgreSQL ledger queue for: entries of the log follow one another."""
_MIGRATIONS = Path(__file__).parent / "migrations"


def connect(where: str | Path, *, create: bool) -> tuple[str, Engine]:
    """Open a store and bring its schema up to date.

    Args:
        where: path of a SQLite file, or a database URL.
        create: whether to make a ledger where there is none.

    Returns:
        The ledger's name for messages (never with a password), and its engine.

    Raises:
        LedgerNotFound: if there is none and ``create`` is false, or its folder does not exist.
        LedgerDamaged: if the file is not a ledger.
        LedgerError: if the database refuses, or was made by a newer version.
    """
    name, url = _address(where)
    is_file = url.get_backend_name() == "sqlite"
    if is_file:
        _check_file(name, Path(name), create=create)
    try:
        engine = create_engine(url, **(_file_options(Path(name)) if is_file else _SERVER))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(
            f"{name}: {error}. Give the path of a file, or a URL such as postgresql://user@host/name; for these install the driver with "
            "`pip install 'dateline[postgresql]'`."
        ) from error
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise LedgerError(f"{name}: a ledger is kept in a SQLite file or a PostgreSQL database, not in {engine.dialect.name}.")
    if is_file:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    else:
        event.listen(engine, "begin", _queue)
    try:
        with said_clearly(name):
            _bring_up_to_date(name, engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return name, engine


def _file_options(path: Path) -> dict[str, Any]:
    """How a file is opened. Where nobody can write beside it (a disc, a folder of others) SQLite is told that it does not change under us."""
    if not path.exists() or os.access(path.parent, os.W_OK) or Path(f"{path}-wal").exists():
        return _FILE
    address = f"{path.absolute().as_uri()}?immutable=1"
    return {"creator": lambda: sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)}


def _address(where: str | Path) -> tuple[str, URL]:
    if isinstance(where, Path) or "://" not in where:
        return str(where), URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where!r} is not a database URL. Give the path of a file, or a URL such as postgresql://user@host/name.") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database, url
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=True), url


def _check_file(name: str, path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerNotFound(f"{name}: this is a folder, expected the file of a ledger. Give a file name in it, such as {path / 'ledger.db'}.")
    if not path.exists() and not create:
        raise LedgerNotFound(f"{name}: there is no ledger here. Check the path, or make one with `dateline add SOURCE --ledger {name}`.")
    if not path.exists() and not path.parent.is_dir():
        raise LedgerNotFound(f"{name}: the folder {path.parent} does not exist. Make the folder first.")
    if path.exists() and not _is_sqlite(path):
        raise LedgerDamaged(
            f"{name}: this file is not a ledger. Give the path of a file that dateline made, or a new path to start one. If it was a ledger, "
            "its beginning is damaged: `dateline rescue` gets out what is whole."
        )


def _is_sqlite(path: Path) -> bool:
    """Whether the file is a SQLite database, or empty, which SQLite takes for a new one."""
    with path.open("rb") as file:
        head = file.read(16)
    return head in (b"", b"SQLite format 3\0")


def _prepare(connection: Any, _record: Any) -> None:
    """Let SQLAlchemy say BEGIN itself, keep foreign keys, and wait for the disk at each commit."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = FULL", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing_options(engine: Engine) -> dict[str, Any]:
    """Options of a connection that writes. On PostgreSQL a writer sees what was stored while it waited for its turn."""
    return {"writes": True} | ({} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"})


def _queue(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")


def _bring_up_to_date(name: str, engine: Engine, *, create: bool) -> None:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        version = _version(connection) if "alembic_version" in tables else None
        ours = engine.dialect.name != "sqlite" or connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    if tables and not (ours and version and {"documents", "readings", "log"} <= tables):
        raise LedgerDamaged(
            f"{name}: this database belongs to something else (it has tables {', '.join(sorted(tables)[:3])}). Give another path for the ledger."
        )
    if version == NEWEST:
        return
    if version is not None and version > NEWEST:
        raise LedgerError(f"{name}: this ledger was made by a newer dateline (schema {version}; this one knows {NEWEST}). Upgrade dateline.")
    if not tables and not create:
        raise LedgerNotFound(
            f"{name}: this database is empty, expected a ledger. Check the path, or make one with `dateline add SOURCE --ledger {name}`."
        )
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(Path(name))
    _migrate(engine)


def _version(connection: Connection) -> str | None:
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _use_write_ahead_log(path: Path) -> None:
    """Readers never block the writer. The mode stays with the file; SQLite changes it only outside a transaction."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _migrate(engine: Engine) -> None:
    # Alembic takes a while to import and is needed only for a new or an old ledger.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.connect().execution_options(**writing_options(engine)) as connection, connection.begin():
        if inspect(connection).has_table("alembic_version") and _version(connection) == NEWEST:
            return  # another process was faster
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
