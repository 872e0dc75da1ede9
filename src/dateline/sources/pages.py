"""Answers of the web to documents, whether they were fetched now or kept in a web archive."""

from __future__ import annotations

import re

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import decoding
from dateline.sources.assembly import moved_to
from dateline.sources.plaintext import read_text
from dateline.sources.webpage import declared_charset, looks_like_html, read_page

_HTML = ("text/html", "application/xhtml+xml")
_TEXT = ("text/plain", "text/markdown")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def is_report(content_type: str | None) -> bool:
    """Whether a content type is one that reports come in; unknown may be one."""
    kind = _kind(content_type)
    return not kind or kind in _HTML or kind in _TEXT


def read_answer(url: str, body: bytes, content_type: str | None, published: str | None = None) -> Document:
    """The report in an answer of the web.

    Args:
        url: the address that answered; the document's ``url``, whatever address the page gives itself.
        body: the page, decompressed.
        content_type: the header of that name, where there was one.
        published: publication time (ISO 8601); overrides what the page says.

    Raises:
        InputError: if the answer is no text or HTML, or holds no report.
    """
    if not is_report(content_type):
        raise errors.UnsupportedInput(url, f"this is {_kind(content_type)}, expected HTML or plain text", "Save it as text or HTML")
    charset = _CHARSET.search(content_type or "")
    decoding.check_size(url, len(body))
    text = decoding.decode(url, body, declared=charset[1] if charset else declared_charset(body))
    if _kind(content_type) in _HTML or looks_like_html(text[:4096]):
        return moved_to(url, read_page(url, text, published))
    return moved_to(url, read_text(url, text, published))


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()
