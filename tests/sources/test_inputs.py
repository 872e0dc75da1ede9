from __future__ import annotations

import io
import json
import os
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import Failed, Loaded, decoding, read_file, read_inputs

PAGE = "<!DOCTYPE html><html><head><title>Blast kills five</title></head><body><article><h1>Blast kills five</h1><p>%s</p></article></body></html>"
WORDS = "A bomb went off beside a bus in the capital on Friday and killed five people, police said. "


def outcomes(*names: object, published: str | None = None, stdin: bytes = b"") -> list[Loaded | Failed]:
    return list(read_inputs([str(name) for name in names], published=published, stdin=io.BytesIO(stdin)))


def texts(*names: object, stdin: bytes = b"") -> list[str]:
    return [outcome.document.text for outcome in outcomes(*names, stdin=stdin) if isinstance(outcome, Loaded)]


def error(*names: object, stdin: bytes = b"") -> errors.InputError:
    (outcome,) = outcomes(*names, stdin=stdin)
    assert isinstance(outcome, Failed)
    assert outcome.error.name == outcome.name
    return outcome.error


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "B.")
    write(tmp_path / "a" / "z.html", PAGE % (WORDS * 3))
    write(tmp_path / "a" / "y.json", '{"text": "Y."}')
    write(tmp_path / "c.jsonl", '{"text": "C1."}\n\n{"text": "C3."}\n')
    write(tmp_path / ".hidden" / "h.txt", "H.")
    write(tmp_path / ".h.txt", "H.")
    write(tmp_path / "README.md", "About these files.")
    write(tmp_path / "demo.sh", "echo no report")
    write(tmp_path / "a" / "z_files" / "frame.html", PAGE % "An advertisement.")
    names = [outcome.name.removeprefix(f"{tmp_path}/") for outcome in outcomes(tmp_path)]
    assert names == ["a/y.json", "a/z.html", "b.txt", "c.jsonl:1", "c.jsonl:3"]
    assert all(isinstance(outcome, Loaded) for outcome in outcomes(tmp_path))
    assert texts(tmp_path / "README.md") == ["About these files."], "what is named is read"


def test_one_bad_input_never_stops_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.png", b"\x89PNG\r\n\x1a\n")
    write(tmp_path / "c.txt", "Good.")
    write(tmp_path / "d.csv", "a,b\n")
    write(tmp_path / "e.jsonl", '{"text": "One."}\nnot json\n{"text": "Three."}\n{"text": "Fo')
    found = [
        (outcome.name[len(str(tmp_path)) + 1 :], type(outcome.error).__name__ if isinstance(outcome, Failed) else "")
        for outcome in outcomes(tmp_path)
    ]
    assert found == [
        ("a.txt", "EmptyInput"),
        ("b.png", "BinaryInput"),
        ("c.txt", ""),
        ("d.csv", "UnsupportedInput"),
        ("e.jsonl:1", ""),
        ("e.jsonl:2", "UnsupportedInput"),
        ("e.jsonl:3", ""),
        ("e.jsonl:4", "TruncatedInput"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", b"\xef\xbb\xbf \r\n", errors.EmptyInput),
        ("a.jsonl", b"\n\n", errors.EmptyInput),
        ("a.json", b'{"text": "cut', errors.TruncatedInput),
        ("a.html", b"<html><body><div><p>cut", errors.TruncatedInput),
        ("a.txt", b"%PDF-1.4", errors.BinaryInput),
        ("a.html", b"<html>\x00</html>", errors.BinaryInput),
        ("a.jsonl", b'{"text": "caf\xe9 bar"}', errors.BadEncoding),
        ("a.jsonl", b'{"text": "caf\xc3', errors.TruncatedInput),
        ("a.docx", b"PK\x03\x04", errors.UnsupportedInput),
        ("a.jsonl", b"[" * 50_000, errors.UnsupportedInput),
    ],
)
def test_each_kind_of_bad_file_has_its_error(tmp_path: Path, name: str, content: bytes, kind: type[errors.InputError]) -> None:
    assert type(error(write(tmp_path / name, content))) is kind


def test_what_is_not_there(tmp_path: Path) -> None:
    assert isinstance(error(tmp_path / "no.txt"), errors.InputNotFound)
    assert isinstance(error("a\x00b"), errors.InputNotFound)
    assert isinstance(error(tmp_path), errors.EmptyInput)
    assert isinstance(error("x" * 5000), errors.InputError)


def test_what_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = write(tmp_path / "a.txt", "A.")
    monkeypatch.setattr(Path, "open", refuse)
    assert "no permission" in str(error(path))


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt", "Secret.")
    folder = tmp_path / "folder"
    write(folder / "a.txt", "A.")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    assert texts(folder) == ["A."]
    assert len(outcomes(folder)) == 1
    (folder / "out").symlink_to(outside.parent, target_is_directory=True)
    (folder / "nowhere").symlink_to(folder / "gone")
    found = outcomes(folder)
    assert [type(outcome) for outcome in found] == [Loaded, Failed, Failed]
    assert "leads out of the folder" in str(found[1].error) if isinstance(found[1], Failed) else False
    assert texts(folder / "out" / "secret.txt") == ["Secret."], "what is named is read"


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in str(error(tmp_path))


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("A.")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (outcome,) = outcomes(tmp_path)
    assert isinstance(outcome, Loaded)
    assert outcome.name.encode("utf-8").endswith("caf\ufffd.txt".encode())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"A bomb went off.\n", ["A bomb went off.\n"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'{"text": "One."}', ["One."]),
        (b'{\n "text": "One."\n}', ["One."]),
        (b'[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        (b"[Updated] A bomb went off.", ["[Updated] A bomb went off."]),
        ((PAGE % (WORDS * 3)).encode(), ["Blast kills five\n\n" + (WORDS * 3).strip()]),
    ],
)
def test_standard_input_is_what_its_beginning_says(data: bytes, expected: list[str]) -> None:
    assert texts("-", stdin=data) == expected


def test_names_of_records() -> None:
    assert [outcome.name for outcome in outcomes("-", stdin=b'{"text": "One."}\n{"text": ""}\n')] == ["-:1", "-:2"]
    assert isinstance(error("-"), errors.EmptyInput)


def test_json_files_hold_one_report_or_many(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "One."}, 2, {"text": "Three."}]')
    assert [(outcome.name.removeprefix(str(path)), type(outcome)) for outcome in outcomes(path)] == [
        ("[1]", Loaded),
        ("[2]", Failed),
        ("[3]", Loaded),
    ]
    assert texts(write(tmp_path / "b.json", '{"text": "One."}\n{"text": "Two."}\n')) == ["One.", "Two."]


def test_html_is_known_by_its_beginning_whatever_it_is_called(tmp_path: Path) -> None:
    (document,) = [outcome.document for outcome in outcomes(write(tmp_path / "a.txt", PAGE % (WORDS * 3))) if isinstance(outcome, Loaded)]
    assert document.title == "Blast kills five"


def test_one_report_is_limited_and_a_stream_of_them_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 1000)
    assert isinstance(error(write(tmp_path / "a.txt", "x" * 1001)), errors.TooLarge)
    assert isinstance(error("-", stdin=b"x" * 1001), errors.TooLarge)
    line = json.dumps({"text": WORDS}).encode() + b"\n"
    lines = write(tmp_path / "a.jsonl", line * 50 + b'{"text": "' + b"y" * 5000 + b'"}\n' + line)
    found = outcomes(lines)
    assert len(found) == 52
    assert [outcome.name.rsplit(":")[-1] for outcome in found if isinstance(outcome, Failed)] == ["51"]
    assert isinstance(found[50], Failed)
    assert isinstance(found[50].error, errors.TooLarge)


def test_records_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", (json.dumps({"text": WORDS * 100}).encode() + b"\n") * 600)
    assert path.stat().st_size > 5_000_000
    tracemalloc.start()
    assert sum(isinstance(outcome, Loaded) for outcome in read_inputs([str(path)])) == 600
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_the_given_publication_is_checked_at_once() -> None:
    with pytest.raises(errors.UnsupportedInput, match="--published"):
        read_inputs([], published="some day")


def test_one_file_is_one_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Blast kills five\n\nFive died.\n")
    assert read_file(path, "2017-02-10") == Document(
        text="Blast kills five\n\nFive died.\n", title="Blast kills five", published="2017-02-10", published_from="given"
    )
    with pytest.raises(errors.UnsupportedInput, match="more than one report"):
        read_file(write(tmp_path / "a.jsonl", '{"text": "One."}\n{"text": "Two."}\n'))
    with pytest.raises(errors.EmptyInput):
        read_file(write(tmp_path / "b.txt", ""))
    with pytest.raises(errors.UnsupportedInput, match="a folder"):
        read_file(tmp_path)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a", "-"]),
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.text(max_size=100).map(lambda text: (PAGE % text).encode("utf-8", "surrogatepass"))
    | st.text(max_size=100).map(lambda text: f"---\ntitle: {text}\n---\n{text}".encode("utf-8", "surrogatepass"))
    | st.text(max_size=100).map(lambda text: json.dumps({"text": text, "title": text[:9]}).encode()),
)
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        given_name = "-" if name == "-" else str(write(Path(folder) / name, data))
        found = outcomes(given_name, stdin=data)
    assert found
    for outcome in found:
        if isinstance(outcome, Loaded):
            assert Document.from_json(outcome.document.to_json()) == outcome.document
            assert outcome.document.title is None or outcome.document.title in outcome.document.text
        else:
            assert str(outcome.error).startswith(outcome.name)


def test_a_ledger_in_the_folder_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(WORDS)
    for name in ("syria.db", "syria.db-wal", "syria.db-shm"):
        (tmp_path / name).write_bytes(b"SQLite format 3\0")
    assert [Path(outcome.name).name for outcome in outcomes(tmp_path)] == ["report.txt"]
    assert "SQLite" in str(error(tmp_path / "syria.db"))
