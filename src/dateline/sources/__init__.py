"""Where documents come from: files, folders, standard input, web archives, feeds, the web. Nothing here knows of claims."""

from dateline.sources.archives import keep
from dateline.sources.assembly import got_at
from dateline.sources.feeds import Entry, entries
from dateline.sources.fetching import Fetched, Fetcher, Limits
from dateline.sources.inputs import Failed, Loaded, Web, read_file, read_inputs

__all__ = ["Entry", "Failed", "Fetched", "Fetcher", "Limits", "Loaded", "Web", "entries", "got_at", "keep", "read_file", "read_inputs"]
