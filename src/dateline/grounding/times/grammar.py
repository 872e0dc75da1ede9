"""The grammar: grammar.toml compiled, and its cascade run over a text.

A cascade of finite-state stages after FASTUS (Hobbs et al. 1997): each token becomes one symbol, each stage replaces what its rules
match by one symbol of its own, and the next stage reads the shorter row. The longest match wins, then the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any, cast

from dateline.grounding.times import feasts
from dateline.grounding.times.captures import Captures, Item
from dateline.grounding.times.lexicon import Lexicon, lexicon, load
from dateline.grounding.times.pattern import Pattern
from dateline.model.errors import CodebookError

_TOKEN = re.compile(
    r"""[^\S\n]*\n[^\S\n]*\n\s*
    |\s*(?:
      \d{4}-\d\d-\d\d(?:[T\ ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)
     |\d{1,2}/\d{1,2}/\d{2,4}(?!\d)
     |\d{1,2}\.\d{1,2}\.\d{4}(?!\d)
     |\d{1,2}:\d\d(?::\d\d)?(?!\d)
     |\d{1,3}(?:,\d{3})+(?!\d)
     |\d+\.\d+
     |\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_])
     |\d+['’]?s(?![^\W_])
     |\d+
     |[apAP]\.\ ?[mM](?![^\W_])\.?
     |[^\W\d_]+
     |\S)""",
    re.VERBOSE,
)
_UNKNOWN, _CAPITAL, _MARK, _BREAK = "x", "X", "p", "\n"
_NAME = re.compile(r"\(\?P<\w+>")
_NUMBERS = ("NUM", "TWO", "DAY", "HOUR", "YEAR", "OLDYEAR", "HHMM", "DOTCLOCK", "ORD", "DAYORD", "CLOCK", "HMS", "DECADE", "ISO", "NUMDATE", "AMPM")
_SHAPES = (
    *map(str, range(2300)),
    *(f"{number:04}" for number in range(2400)),
    *("100000", "3.5", "3.30", "45.0", "3rd", "45th", "10:30", "3:07:35", "1990s", "2016-08-24", "8/24/2016", "a.m.", "pm"),
)
"""Tokens of every signature that number shapes can have; each signature gets its symbol when the grammar is compiled."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of grammar.toml."""

    name: str
    gives: str
    means: str
    regex: str
    first: frozenset[str]
    constants: Mapping[str, Any]


class Row:
    """A text as a row of symbols, one for each token or node; its end is a break, as the end of a paragraph is."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        tokens: list[str] = [*_TOKEN.findall(text.rstrip()), ""]
        self._tokens = tokens
        self._ends = list(accumulate(map(len, tokens)))
        self.symbols = "".join(map(grammar.symbol_of, tokens))
        self._index: Sequence[int] = range(len(tokens))
        self._nodes: dict[int, Item] = {}

    def item(self, position: int) -> Item:
        """The item at a position of the present row."""
        index = self._index[position]
        node = self._nodes.get(index)
        if node is not None:
            return node
        end = self._ends[index]
        return Item(end - len(self._tokens[index].lstrip()), end)

    def nodes(self) -> list[tuple[str, Item]]:
        """Every node with its symbol, in text order."""
        position_of = {index: position for position, index in enumerate(self._index) if index in self._nodes}
        return [(self.symbols[position], self._nodes[index]) for index, position in position_of.items()]

    def replace(self, found: Sequence[tuple[int, int, str, Item]]) -> None:
        """Put one symbol in the place of each match (start, end, symbol, item)."""
        symbols: list[str] = []
        index: list[int] = []
        last = 0
        for start, end, symbol, item in found:
            symbols += (self.symbols[last:start], symbol)
            index.extend(self._index[last:start])
            for position in range(start, end):
                self._nodes.pop(self._index[position], None)
            index.append(self._index[start])
            self._nodes[self._index[start]] = item
            last = end
        symbols.append(self.symbols[last:])
        index.extend(self._index[last:])
        self.symbols = "".join(symbols)
        self._index = index


class _Memo(dict[str, str]):
    """Symbols of raw tokens (with the space before them), remembered for one text."""

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raw: str) -> str:
        symbol = self[raw] = self._find(raw)
        return symbol


class Grammar:
    """Words, patterns and rules, compiled.

    Raises:
        CodebookError: if grammar.toml breaks its own rules.
    """

    def __init__(self, words: Lexicon, source: Mapping[str, Any], builders: Mapping[str, Callable[[Captures], Any]]) -> None:
        self._words = words
        self._builders = builders
        macros: dict[str, str] = source["macros"]
        self._gives: dict[str, str] = {}
        parsed: list[list[tuple[dict[str, Any], Pattern]]] = []
        leaves: set[str] = set()
        for stage in source["stage"]:
            rows = []
            for entry in stage["rule"]:
                for number, pattern_source in enumerate(entry["patterns"]):
                    if entry["means"] not in builders:
                        raise CodebookError(
                            f"grammar.toml: rule {entry['name']!r} means {entry['means']!r}; expected one of {', '.join(sorted(builders))}"
                        )
                    pattern = Pattern(pattern_source, macros)
                    leaves |= pattern.leaves
                    for side in ("before", "not_before", "after", "not_after"):
                        leaves |= set(entry.get(side, ()))
                    rows.append(({**entry, "number": number}, pattern))
                self._gives.setdefault(entry["gives"], chr(0xE000 + len(self._gives)))
            parsed.append(rows)
        self._literals = {leaf for leaf in leaves if not leaf[0].isupper()}
        self._signatures: dict[frozenset[str], str] = {}
        known = {*self._literals, *(word for name in words.names for word in load("words.toml")[name]["words"])}  # type: ignore[index]
        for token in sorted(known | {word.capitalize() for word in known}) + list(_SHAPES):
            self._symbol(token)
        unknown = {leaf for leaf in leaves if leaf[0].isupper()} - words.names - set(_NUMBERS) - self._gives.keys() - {"UNKNOWN", "CAPITAL", "BREAK"}
        if unknown:
            raise CodebookError(
                f"grammar.toml: {', '.join(sorted(unknown))}: no such class, macro or nonterminal; add it to words.toml or correct the name"
            )
        self._charsets: dict[str, str] = {leaf: self._members(leaf) for leaf in leaves}
        self.stages = tuple(_Stage([self._rule(entry, pattern) for entry, pattern in rows]) for rows in parsed)
        self._memo = _Memo(self._raw_symbol)

    def symbol_of(self, raw: str) -> str:
        """The symbol of a token as cut from the text, the space before it included."""
        if len(self._memo) > 200_000:
            self._memo.clear()
        return self._memo[raw]

    def given(self, symbol: str) -> str:
        """The nonterminal that a symbol stands for."""
        return next(name for name, own in self._gives.items() if own == symbol)

    def _raw_symbol(self, raw: str) -> str:
        token = raw.lstrip()
        return self._symbol(token) if token else _BREAK

    def _symbol(self, token: str) -> str:
        lower = token.lower()
        signature = frozenset((*self._words.classes(token), *((lower,) if lower in self._literals else ())))
        if not signature:
            return _CAPITAL if token[0].isupper() else _UNKNOWN if token[0].isalnum() else _MARK
        return self._signatures.setdefault(signature, chr(0x100 + len(self._signatures)))

    def _members(self, leaf: str) -> str:
        if leaf in self._gives:
            own = self._gives[leaf]
        elif leaf in ("UNKNOWN", "CAPITAL", "BREAK"):
            return {"UNKNOWN": _UNKNOWN, "CAPITAL": _CAPITAL, "BREAK": _BREAK}[leaf]
        else:
            own = ""
        return own + "".join(symbol for signature, symbol in self._signatures.items() if leaf in signature)

    def _charset(self, leaf: str) -> str:
        members = self._charsets[leaf]
        if not members:
            raise CodebookError(f"grammar.toml: no word has the class {leaf!r}")
        return f"[{re.escape(members)}]"

    def _rule(self, entry: Mapping[str, Any], pattern: Pattern) -> Rule:
        regex = pattern.regex(self._charset)
        sides = {side: "".join(self._charsets[leaf] for leaf in entry.get(side, ())) for side in ("before", "not_before", "after", "not_after")}
        looks = {"before": "(?<=[{}])", "not_before": "(?<![{}])", "after": "(?=[{}])", "not_after": "(?![{}])"}
        written = {side: looks[side].format(re.escape(members)) if members else "" for side, members in sides.items()}
        return Rule(
            name=entry["name"],
            gives=entry["gives"],
            means=entry["means"],
            regex=written["before"] + written["not_before"] + regex + written["after"] + written["not_after"],
            first=frozenset("".join(self._charsets[leaf] for leaf in pattern.first)),
            constants=entry.get("with", {}),
        )

    def run(self, text: str) -> Iterator[tuple[str, Item]]:
        """The nodes that are left after the last stage, with the name of their nonterminal, in text order."""
        row = Row(text, self)
        for stage in self.stages:
            row.replace(list(self._matches(stage, row)))
        for symbol, item in row.nodes():
            yield self.given(symbol), item

    def _matches(self, stage: _Stage, row: Row) -> Iterator[tuple[int, int, str, Item]]:
        symbols = row.symbols
        last = 0
        for start in stage.start.finditer(symbols):
            position = start.start()
            if position < last:
                continue
            any_rule, rules = stage[symbols[position]]
            if any_rule.match(symbols, position) is None:
                continue
            matches = [(match, rule) for rule in rules if (match := _compiled(rule.regex).match(symbols, position)) is not None]
            for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
                captures = Captures(match, row, rule.constants)
                value = self._builders[rule.means](captures)
                if value is not None:
                    last = match.end()
                    yield position, last, self._gives[rule.gives], Item(*captures.span, value, rule.name, captures.parts())
                    break


class _Stage(dict[str, tuple[re.Pattern[str], list[Rule]]]):
    """The rules of one stage by the symbol they begin with, each set with one expression that tells whether any of them matches.

    The expressions are compiled when their symbol is first met: a short text meets few.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self.rules = rules
        self._joined: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.start = re.compile(f"[{re.escape(''.join(sorted(set().union(*(rule.first for rule in rules)))))}]")

    def __missing__(self, symbol: str) -> tuple[re.Pattern[str], list[Rule]]:
        rules = [rule for rule in self.rules if symbol in rule.first]
        sources = tuple(_NAME.sub("(?:", rule.regex) for rule in rules)
        if sources not in self._joined:
            self._joined[sources] = re.compile("|".join(f"(?:{source})" for source in sources), re.DOTALL)
        found = self[symbol] = (self._joined[sources], rules)
        return found


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)


@cache
def grammar() -> Grammar:
    """The grammar of grammar.toml, read and compiled once."""
    from dateline.grounding.times.build import BUILDERS

    source = dict(load("grammar.toml"))
    stages = cast("list[dict[str, Any]]", source["stage"])
    atoms = {**stages[1], "rule": [*feasts.rules(), *stages[1]["rule"]]}
    return Grammar(lexicon(), {**source, "stage": [stages[0], atoms, *stages[2:]]}, BUILDERS)
