"""Bytes to text: which encoding, or which error."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from dateline.model import errors

MAX_BYTES = 20_000_000
"""Largest single report that is read, in bytes."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark it begins with."""

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel and OpenDocument files are such archives)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)

_LARGEST_MESS = 0.05
"""charset-normalizer's ``chaos`` above which a guess is not believed."""

_WESTERN = "cp1252"

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST_CONTROL_SHARE = 0.01


def check_size(name: str, size: int) -> None:
    """Refuse a report of more than ``MAX_BYTES``.

    Raises:
        TooLarge: if ``size`` (bytes) is over the limit.
    """
    if size > MAX_BYTES:
        raise errors.TooLarge(
            name,
            f"this report is larger than {MAX_BYTES // 1_000_000} MB",
            "One report is rarely over 1 MB. Split the file into one file per report, or write one report per line as .jsonl, which has no limit",
        )


def refuse_binary(name: str, data: bytes) -> None:
    """Refuse bytes that are the beginning of a well-known binary file.

    Raises:
        BinaryInput: naming the kind of file.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise errors.BinaryInput(name, f"this is {kind}, not text", "Convert to text or HTML and give that file")


def decode(name: str, data: bytes, *, declared: str | None = None) -> str:
    """The text of some bytes: line ends are ``\\n``, a byte-order mark is taken off, all else is unchanged.

    Tried in this order: the byte-order mark, UTF-8, the encoding that a page declares, charset-normalizer's best guess.

    Args:
        name: the input as the user knows it, for errors.
        data: the bytes.
        declared: the encoding that the input itself names, if it does.

    Raises:
        EmptyInput: if there is nothing but white space.
        BinaryInput: if this is no text at all.
        TruncatedInput: if the last character is cut.
        BadEncoding: if no encoding fits well enough to be believed.
    """
    refuse_binary(name, data)
    text = unify_lines(_decoded(name, data, declared))
    if "\x00" in text or len(_CONTROL.findall(text)) > _LARGEST_CONTROL_SHARE * len(text):
        raise errors.BinaryInput(name, "it holds control characters that no text has", "Convert to text or HTML and give that file")
    refuse_wordless(name, text)
    return text


def refuse_wordless(name: str, text: str) -> None:
    """Refuse a text without a single letter or digit.

    Raises:
        EmptyInput: if there is none.
    """
    if not any(character.isalnum() for character in text):
        raise errors.EmptyInput(name, "there are no words in it", "Check that it was saved or downloaded in full, or leave it out")


def unify_lines(text: str) -> str:
    """The same text with every line end written ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_characters(name: str, text: str) -> None:
    """Refuse characters that no store and no JSON can keep.

    Raises:
        UnsupportedInput: for U+0000 and for halves of surrogate pairs.
    """
    if "\x00" in text:
        raise errors.UnsupportedInput(name, f"the text holds the character U+0000 at {text.index(chr(0))}", "Take it out or replace it by a space")
    if half := _SURROGATE.search(text):
        raise errors.UnsupportedInput(
            name,
            f"the text holds half of a surrogate pair, U+{ord(half[0]):04X}, at {half.start()}",
            "Write the whole character, or export the text again as UTF-8",
        )


def _decoded(name: str, data: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(name, data[len(mark) :], encoding)
    if b"\x00" in data:
        raise errors.BinaryInput(name, "it holds NUL bytes, which text does not", "Convert to text or HTML; if it is UTF-16 text, save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end == len(data) and error.reason == "unexpected end of data"
        if cut and not data[: error.start].isascii():
            raise _truncated(name) from error
    if declared is not None and (text := _as_declared(data, declared)) is not None:
        return text
    return _guessed(name, data)


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.reason in ("truncated data", "unexpected end of data"):
            raise _truncated(name) from error
        raise errors.BadEncoding(
            name, f"its byte-order mark says {encoding}, but byte {error.start} breaks that encoding", "Save the file as UTF-8"
        ) from error


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
        return data.decode(_WESTERN if encoding in ("ascii", "iso8859-1") else encoding)
    except (LookupError, UnicodeError, ValueError):
        return None  # a wrong declaration is common; the guess below decides


def _guessed(name: str, data: bytes) -> str:
    guesses = [guess for guess in charset_normalizer.from_bytes(data) if guess.chaos <= _LARGEST_MESS]
    if not guesses:
        raise errors.BadEncoding(name, "its bytes are not UTF-8 and fit no other encoding well enough", "Save the file as UTF-8 and try again")
    cleanest, most_coherent = min(guess.chaos for guess in guesses), max(guess.coherence for guess in guesses)
    # Western European is by far the commonest legacy encoding of English text; ties go to it.
    equal = [guess for guess in guesses if guess.chaos == cleanest and guess.coherence >= most_coherent - 0.05]
    western = next((guess for guess in equal if _WESTERN in guess.could_be_from_charset), None)
    if western is not None:
        return data.decode(_WESTERN)
    return data.decode((equal or guesses)[0].encoding)


def _truncated(name: str) -> errors.TruncatedInput:
    return errors.TruncatedInput(name, "it ends in the middle of a character", "Get the whole file again; it was cut when it was saved or downloaded")
