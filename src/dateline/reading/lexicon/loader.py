"""Reads the lexicon's TOML files and indexes their trigger words by form."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dateline import codebook
from dateline.codebook import Codebook
from dateline.model.errors import CodebookError
from dateline.reading.lexicon.entries import Entry, own_entries, read_entry
from dateline.reading.lexicon.inflection import Inflector
from dateline.reading.lexicon.patterns import Compiler, Pattern, hashes

HERE = Path(__file__).parent
_HELPERS = frozenset(("inflections.toml", "classes.toml", "light.toml", "stances.toml"))


class Lexicon:
    """Trigger words, indexed by form.

    Args:
        entries: what was read, in order.
        inflector: makes forms.
        classes: word classes that conditions use (``person``, ``means`` ...), name to lemmas.
        light: light verbs by construction, see ``light.toml``.
        stances: words that turn an act into a refusal, a demand ..., see ``stances.toml``.

    Attributes:
        index: hash of a lower-case form to the patterns anchored there, those of a user's own codebook first, then the heaviest.
        classes: class name to hashes of the forms of its members.
        light: construction to hashes of the forms of its verbs.
        stances: stance to hashes of forms.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        inflector: Inflector,
        classes: Mapping[str, Iterable[str]],
        light: Mapping[str, Iterable[str]],
        stances: Mapping[str, Iterable[str]],
    ) -> None:
        self.entries: tuple[Entry, ...] = tuple(entries)
        self.inflector = inflector
        self._sources = (classes, light, stances)
        self.classes = {name: hashes({form for word in words for form in inflector.any(word)}) for name, words in classes.items()}
        self.light = {name: hashes({form for word in words for form in inflector.verb(word)}) for name, words in light.items()}
        self.stances = {name: hashes({form for word in words for form in inflector.any(word)}) for name, words in stances.items()}
        self.patterns = tuple(self._compile())
        self.index = self._index()

    def entry(self, name: str) -> Entry:
        """The entry with this id.

        Raises:
            KeyError: if there is none.
        """
        for entry in self.entries:
            if entry.id == name:
                return entry
        raise KeyError(name)

    def with_codebook(self, book: Codebook) -> Lexicon:
        """This lexicon with the triggers and word classes of a user's own codebook, which go before the package's.

        Raises:
            CodebookError: if a trigger breaks the rules of an entry, or a class has the name of one of the package's.
        """
        classes, light, stances = self._sources
        taken = sorted(book.classes.keys() & classes.keys())
        if taken:
            raise CodebookError(f"{book.name}: [classes]: the name {taken[0]!r} is taken by a class of the lexicon; give it another")
        return Lexicon([*own_entries(book, _codes()), *self.entries], self.inflector, {**classes, **book.classes}, light, stances)

    def phrases(self, words: Iterable[str], where: str) -> tuple[tuple[frozenset[int], ...], ...]:
        """Words, phrases and ``@classes`` as hashes of all forms of each word, for matching in running text.

        Raises:
            CodebookError: if there is no such class.
        """
        found: list[tuple[frozenset[int], ...]] = []
        for phrase in words:
            if phrase.startswith("@"):
                if phrase[1:] not in self.classes:
                    raise CodebookError(f"{where}: unknown class {phrase}, expected one of {', '.join(sorted(self.classes))}")
                found.append((self.classes[phrase[1:]],))
            else:
                found.append(tuple(hashes(self.inflector.any(word)) for word in phrase.split()))
        return tuple(found)

    def _compile(self) -> Iterable[Pattern]:
        compiler = Compiler(self.inflector, self.classes)
        for entry in self.entries:
            yield from compiler.patterns(entry)

    def _index(self) -> dict[int, tuple[Pattern, ...]]:
        found: defaultdict[int, list[Pattern]] = defaultdict(list)
        for pattern in self.patterns:
            for form in sorted(pattern.anchor):
                found[form].append(pattern)
        return {form: tuple(sorted(patterns, key=lambda pattern: (pattern.entry.own is None, -pattern.weight))) for form, patterns in found.items()}


def load(*extra: str | Path) -> Lexicon:
    """The lexicon of the package, with a user's own files after it.

    Args:
        extra: further TOML files of entries; an entry with an id already taken replaces that entry.

    Raises:
        CodebookError: if a file cannot be read or breaks the rules; the message names file, entry and what was expected.
    """
    return _load(tuple(str(path) for path in extra))


@cache
def _load(extra: tuple[str, ...]) -> Lexicon:
    codes = _codes()
    entries: dict[str, Entry] = {}
    own = sorted(path for path in HERE.glob("*.toml") if path.name not in _HELPERS)
    for path in own:
        for entry in _read_file(path, codes):
            if entry.id in entries:
                raise CodebookError(f"{path.name}: entry {entry.id!r}: the id is taken in {entries[entry.id].file}; give it another")
            entries[entry.id] = entry
    for name in extra:
        entries.update((entry.id, entry) for entry in _read_file(Path(name), codes))
    inflections = _read_toml(HERE / "inflections.toml")
    inflector = Inflector(
        {lemma: tuple(forms) for lemma, forms in inflections["verbs"].items()},
        inflections["nouns"],
        frozenset(inflections["doubling"]),
    )
    helpers = (_read_toml(HERE / name) for name in ("classes.toml", "light.toml", "stances.toml"))
    return Lexicon(entries.values(), inflector, *helpers)


def _codes() -> dict[str, frozenset[str]]:
    return {kind.code: frozenset(mode.code for mode in kind.modes) for kind in codebook.load("plover").types}


def _read_file(path: Path, codes: Mapping[str, frozenset[str]]) -> list[Entry]:
    raw = _read_toml(path)
    entries = raw.pop("entry", None)
    if not isinstance(entries, list) or not entries:
        raise CodebookError(f"{path.name}: no entries; expected one [[entry]] table or more")
    return [read_entry(entry, file=path.name, defaults=raw, codes=codes) for entry in entries]


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as handle:
            return tomllib.load(handle)
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); give the path of a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: not TOML ({error}); see the files of the lexicon for examples") from error
