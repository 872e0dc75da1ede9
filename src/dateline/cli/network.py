"""Options of verbs that go to the network, and ``watch``, which stays there."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dateline.sources import Fetcher, Web

Command = TypeVar("Command", bound=Callable[..., Any])

archive_option = click.option(
    "--archive",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.warc.gz",
    help="Keep each fetched page in this web archive, as it came.",
)


def web_options(command: Command) -> Command:
    """``--fetch`` and ``--archive`` as the parameter ``web``: None where the network must be left alone."""

    @click.option("--fetch", is_flag=True, help="Get web addresses from the network. Without it nothing is ever fetched.")
    @archive_option
    @functools.wraps(command)
    def with_web(*args: Any, fetch: bool, archive: Path | None, **options: Any) -> Any:
        if archive is not None and not fetch:
            raise click.UsageError("--archive keeps what is fetched: give --fetch as well.")
        return command(*args, web=reach(archive) if fetch else None, **options)

    return with_web  # type: ignore[return-value]


def reach(archive: Path | None) -> Web:
    """The way to the web, with an archive for what comes from there."""
    from dateline.sources import Fetched, Fetcher, Web, keep

    def kept(page: Fetched) -> None:
        if archive is not None:
            keep(archive, page)

    return Web(Fetcher(), kept)


def rounds(minutes: float, *, once: bool) -> Iterator[int]:
    """Numbers of the rounds, with a rest after each."""
    number = 0
    while True:
        number += 1
        yield number
        if once:
            return
        time.sleep(minutes * 60)


def listed(feed: str, fetcher: Fetcher) -> list[str]:
    """The addresses of the reports in a feed, oldest first.

    Raises:
        InputError: if the feed cannot be got or read.
    """
    from dateline.model.errors import InputNotFound
    from dateline.sources import entries

    if feed.lower().startswith(("http://", "https://")):
        page = fetcher.fetch(feed)
        return [entry.url for entry in entries(feed, page.body, page.url)]
    try:
        return [entry.url for entry in entries(feed, Path(feed).read_bytes())]
    except OSError as error:
        raise InputNotFound(feed, f"this feed cannot be opened ({error.strerror})", "Give the address or the file of a feed") from error
