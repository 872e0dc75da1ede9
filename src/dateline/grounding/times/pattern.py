"""The small language of grammar.toml: patterns over words and word classes, compiled to regular expressions over symbols.

A pattern is a row of elements: a word in lower case (``ago``), punctuation in quotes (``'-'``), a class, macro or nonterminal in
capitals (``MONTH``), a group ``( a | b )``; each may be optional (``?``) and may be captured (``n:NUM``, ``q:( a | NUM )``).
There is no repetition, so that every pattern matches a bounded row of tokens and the search stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dateline.model.errors import CodebookError

_PIECE = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9_]*):|(?P<cls>[A-Z][A-Z0-9_]*)|(?P<word>[a-z]+)|'(?P<mark>[^']+)'|\"(?P<quote>[^\"]+)\"|(?P<op>[()|?]))"
)


@dataclass(frozen=True, slots=True)
class _Leaf:
    key: str


@dataclass(frozen=True, slots=True)
class _Seq:
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Alt:
    options: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Opt:
    part: _Node


@dataclass(frozen=True, slots=True)
class _Cap:
    name: str
    part: _Node


_Node = _Leaf | _Seq | _Alt | _Opt | _Cap


class _Parser:
    """Recursive descent over one pattern; macros are put in where their names stand."""

    def __init__(self, source: str, macros: Mapping[str, str]) -> None:
        self._source = source
        self._macros = macros
        self._pieces: list[tuple[str, str]] = []
        position = 0
        text = source.rstrip()
        while position < len(text):
            match = _PIECE.match(text, position)
            if match is None:
                raise CodebookError(f"pattern {source!r}: got {text[position:]!r}, expected a word, a CLASS, a quoted mark or ( | ) ?")
            kind = match.lastgroup or ""
            self._pieces.append((kind, match[kind]))
            position = match.end()
        self._at = 0

    def parse(self) -> _Node:
        node = self._alternatives()
        if self._at != len(self._pieces):
            raise CodebookError(f"pattern {self._source!r}: got {self._pieces[self._at][1]!r} where the pattern should end; is a bracket missing?")
        return node

    def _peek(self) -> tuple[str, str]:
        return self._pieces[self._at] if self._at < len(self._pieces) else ("end", "")

    def _alternatives(self) -> _Node:
        options = [self._sequence()]
        while self._peek() == ("op", "|"):
            self._at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _Alt(tuple(options))

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while self._peek()[0] != "end" and self._peek() not in (("op", "|"), ("op", ")")):
            parts.append(self._element())
        if not parts:
            raise CodebookError(
                f"pattern {self._source!r}: got an empty alternative, expected at least one element; write (...)? for what may be left out"
            )
        return parts[0] if len(parts) == 1 else _Seq(tuple(parts))

    def _element(self) -> _Node:
        kind, text = self._peek()
        self._at += 1
        if kind == "name":
            return _Cap(text, self._optional(self._atom(*self._next())))
        return self._optional(self._atom(kind, text))

    def _next(self) -> tuple[str, str]:
        piece = self._peek()
        self._at += 1
        return piece

    def _atom(self, kind: str, text: str) -> _Node:
        if kind == "op" and text == "(":
            node = self._alternatives()
            if self._next() != ("op", ")"):
                raise CodebookError(f"pattern {self._source!r}: an opening bracket is not closed")
            return node
        if kind == "cls" and text in self._macros:
            return _Parser(self._macros[text], {name: body for name, body in self._macros.items() if name != text}).parse()
        if kind in ("cls", "word", "mark", "quote"):
            return _Leaf(text)
        raise CodebookError(f"pattern {self._source!r}: got {text!r}, expected a word, a CLASS, a quoted mark or an opening bracket")

    def _optional(self, node: _Node) -> _Node:
        if self._peek() == ("op", "?"):
            self._at += 1
            return _Opt(node)
        return node


def _leaves(node: _Node) -> Iterable[str]:
    match node:
        case _Leaf(key):
            yield key
        case _Seq(parts) | _Alt(parts):
            for part in parts:
                yield from _leaves(part)
        case _Opt(part) | _Cap(_, part):
            yield from _leaves(part)


def _regex(node: _Node, charset: Callable[[str], str]) -> str:
    match node:
        case _Leaf(key):
            return charset(key)
        case _Seq(parts):
            return "".join(_regex(part, charset) for part in parts)
        case _Alt(options):
            return "(?:" + "|".join(_regex(option, charset) for option in options) + ")"
        case _Opt(part):
            return f"(?:{_regex(part, charset)})?"
        case _Cap(name, part):
            return f"(?P<{name}>{_regex(part, charset)})"


def _first(node: _Node) -> tuple[set[str], bool]:
    """The leaves a match can begin with, and whether the node can match nothing."""
    match node:
        case _Leaf(key):
            return {key}, False
        case _Seq(parts):
            found: set[str] = set()
            for part in parts:
                keys, empty = _first(part)
                found |= keys
                if not empty:
                    return found, False
            return found, True
        case _Alt(options):
            firsts = [_first(option) for option in options]
            return set().union(*(keys for keys, _ in firsts)), any(empty for _, empty in firsts)
        case _Opt(part):
            return _first(part)[0], True
        case _Cap(_, part):
            return _first(part)


class Pattern:
    """One parsed pattern.

    Raises:
        CodebookError: if the source breaks the language.
    """

    def __init__(self, source: str, macros: Mapping[str, str]) -> None:
        self.source = source
        self._node = _Parser(source, macros).parse()
        first, empty = _first(self._node)
        if empty:
            raise CodebookError(f"pattern {source!r} can match nothing at all; at least one element must not be optional")
        self.first = frozenset(first)
        """The words and classes a match can begin with."""
        self.leaves = frozenset(_leaves(self._node))
        """Every word and class in the pattern."""

    def regex(self, charset: Callable[[str], str]) -> str:
        """The regular expression over symbols; ``charset`` gives the character set of a word or class."""
        return _regex(self._node, charset)
