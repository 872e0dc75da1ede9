"""``watch``: keep reading feeds into a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.intake import Failures, reader_for, store
from dateline.cli.network import archive_option, listed, reach, rounds
from dateline.cli.options import codebook_option, ledger_option, open_ledger, rules_only_option
from dateline.cli.output import many, talk


@click.command(short_help="Keep reading RSS and Atom feeds into a ledger.")
@click.argument("feeds", metavar="FEED ...", nargs=-1, required=True)
@ledger_option
@click.option("--every", "minutes", type=click.FloatRange(min=1), default=15, show_default=True, metavar="MINUTES", help="How often to look.")
@click.option("--once", is_flag=True, help="Look once and stop, such as from cron.")
@codebook_option
@rules_only_option
@archive_option
def watch(feeds: tuple[str, ...], where: str, minutes: float, once: bool, codebook: str | None, rules_only: bool, archive: Path | None) -> int:
    """Read RSS and Atom feeds, get the reports that are not in the ledger yet, and store what they tell. Stop it with Ctrl-C.

    A report is known by its address. What cannot be got is reported and tried again in the next round.

    \b
    Examples:
      dateline watch https://example.org/world.rss --ledger world.db
      dateline watch feeds/*.xml --ledger world.db --once --archive pages.warc.gz
    """
    reader = reader_for(codebook, rules_only)
    web = reach(archive)
    code = 0
    with open_ledger(where, create=True) as ledger:
        for number in rounds(minutes, once=once):
            failures = Failures()
            addresses = [address for feed in feeds for address in failures.caught(listed, feed, web.fetcher) or ()]
            new = [address for address in dict.fromkeys(addresses) if not ledger.has_address(address)]
            kept = store(ledger, reader, new, None, web, failures, lines=False)
            talk(f"round {number}: {many(len(addresses), 'report')} in {many(len(feeds), 'feed')}, {kept}; ledger: {where}")
            code = failures.report()
    return code
