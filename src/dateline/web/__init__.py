"""The desk: pages in the browser and a JSON API, on one ledger."""

from dateline.web.app import create_app
from dateline.web.serving import serve

__all__ = ["create_app", "serve"]
