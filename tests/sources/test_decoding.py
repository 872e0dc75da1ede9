from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import errors
from dateline.sources.decoding import decode

ENGLISH = "The ministry said it wasn’t aware of the strike – “none” were hurt near the café, officials told reporters."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
        (ENGLISH.encode("utf-16"), ENGLISH),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
        (ENGLISH.encode("utf-32"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        ("Policía de Bogotá: veintidós muertos en la explosión de la academia, según el año pasado.".encode("latin-1"), None),
        ("В результате удара погибли десять человек, сообщили власти города в пятницу вечером.".encode("cp1251"), None),
        ("قتل عشرة أشخاص في هجوم على المدينة يوم الجمعة حسب مصادر طبية".encode("cp1256"), None),
        ("قتل ١٠ أشخاص 👨‍👩‍👧 e\u0301".encode(), "قتل ١٠ أشخاص 👨‍👩‍👧 e\u0301"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
    ],
)
def test_text_comes_out_as_it_was_written(data: bytes, text: str | None) -> None:
    for encoding in ("latin-1", "cp1251", "cp1256") if text is None else ():
        if decode("x", data) == data.decode(encoding):
            return
    assert text is not None
    assert decode("x", data) == text


def test_a_declared_encoding_is_believed_where_utf_8_fails() -> None:
    assert decode("x", "взрыв".encode("koi8-r"), declared="koi8-r") == "взрыв"
    assert decode("x", "взрыв".encode(), declared="koi8-r") == "взрыв", "what is UTF-8 is UTF-8 whatever it declares"
    assert decode("x", ENGLISH.encode("cp1252"), declared="no-such-encoding") == ENGLISH


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", errors.EmptyInput, "no words"),
        (b" \n\t\xef\xbb\xbf", errors.EmptyInput, "no words"),
        (codecs.BOM_UTF8, errors.EmptyInput, "no words"),
        (b"%PDF-1.7 ...", errors.BinaryInput, "a PDF, not text. Convert to text"),
        (b"\x89PNG\r\n\x1a\n", errors.BinaryInput, "PNG"),
        (b"PK\x03\x04....", errors.BinaryInput, "Word"),
        (b"text\x00with NUL", errors.BinaryInput, "NUL"),
        ("no mark".encode("utf-16-le"), errors.BinaryInput, "save it as UTF-8"),
        (bytes(range(1, 32)) * 20, errors.BinaryInput, "control characters"),
        ("prise de la cité à l’aube, dit l’armé".encode() + b"\xc3", errors.TruncatedInput, "middle of a character"),
        (codecs.BOM_UTF16_LE + b"a\x00b", errors.TruncatedInput, "middle of a character"),
        (codecs.BOM_UTF16_LE + b"\x00\xdca\x00", errors.BadEncoding, "byte-order mark"),
        (bytes((i * 37 + 11) % 128 + 128 for i in range(600)), errors.BadEncoding, "Save the file as UTF-8"),
    ],
)
def test_what_is_not_text_gets_its_own_error(data: bytes, error: type[errors.InputError], says: str) -> None:
    with pytest.raises(error) as caught:
        decode("report.txt", data)
    assert type(caught.value) is error
    assert says in str(caught.value)
    assert str(caught.value).startswith("report.txt: ")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))).filter(lambda text: any(character.isalnum() for character in text)))
def test_utf_8_goes_through_unchanged(text: str) -> None:
    if not text.startswith(("\ufeff", "%PDF", "GIF8", "{\\rtf")):
        assert decode("x", text.encode()) == text
