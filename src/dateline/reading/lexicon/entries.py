"""What a lexicon entry says, and the check that it says it rightly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from dateline.codebook import Codebook
from dateline.model.claims import Harm
from dateline.model.errors import CodebookError

_WORD_LISTS = (
    "verbs",
    "nouns",
    "phrases",
    "adjectives",
    "modals",
    "source",
    "target",
    "object",
    "not_object",
    "subject",
    "not_subject",
    "prep",
    "not_prep",
    "near",
    "not_near",
    "complement",
)
_FLAGS = ("reciprocal", "accidental", "passive_only")
_TEXTS = ("id", "type", "mode", "harm", "weapon", "note")
_COMPLEMENTS = frozenset(("to", "that", "ing", "none"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One family of trigger words that tell the same kind of event.

    Args:
        id: unique within the lexicon, readable (``kill``).
        type: event type of the codebook.
        mode: mode of that type, where the words alone tell it.
        harm: what happens to the targets.
        weapon: weapon code of the codebook, where the words alone tell it.
        source: grammatical functions that name who acts, best first: ``subject``, ``object``, or a preposition.
        target: the same for whom it is done to.
        reciprocal: both sides act (talks, clashes, agreements).
        accidental: the words say that it was not meant.
        passive_only: only the passive, or a form without an object, tells the event ("displaced").
        verbs, nouns, phrases, adjectives, modals: the trigger words, as lemmas; a modal counts below a verb of saying ("said Iran must").
        object, not_object, subject, not_subject: lemmas or ``@class`` that the head of the object or subject must, or must not, be; ``*`` is any.
        prep, not_prep: prepositions or particles of which one must, or none may, depend on the trigger.
        near, not_near: lemmas of which one must, or none may, stand in the trigger's sentence.
        complement: ``to`` (infinitive), ``that`` (clause), ``ing``, of which one must follow; ``none`` allows their absence.
        file: the file that the entry was read from.
        own, own_mode: type and mode of a user's own codebook that the entry tells; ``type`` and ``mode`` then say which of PLOVER's it is like.
    """

    id: str
    type: str
    file: str
    mode: str | None = None
    harm: Harm | None = None
    weapon: str | None = None
    reciprocal: bool = False
    accidental: bool = False
    passive_only: bool = False
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    modals: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_subject: tuple[str, ...] = ()
    prep: tuple[str, ...] = ()
    not_prep: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    own: str | None = None
    own_mode: str | None = None

    @property
    def conditions(self) -> int:
        """How many conditions narrow the entry: the more, the more it tells."""
        required = (self.object, self.subject, self.prep, self.near, self.complement)
        refused = (self.not_object, self.not_subject, self.not_prep, self.not_near)
        return 2 * sum(map(bool, required)) + sum(map(bool, refused))


DEFAULT_SOURCE = ("subject", "by")
DEFAULT_TARGET = ("object", "on", "against", "at", "upon", "over")


def read_entry(raw: Mapping[str, Any], *, file: str, defaults: Mapping[str, Any], codes: Mapping[str, frozenset[str]]) -> Entry:
    """Check one ``[[entry]]`` table and make an :class:`Entry` of it.

    Args:
        raw: the table as TOML gives it.
        file: name of the file, for messages.
        defaults: the keys that the file sets for all its entries.
        codes: event types of the codebook with their modes.

    Raises:
        CodebookError: if a key is unknown, of the wrong kind, or names what the codebook does not have.
    """
    where = f"{file}: entry {raw.get('id', '(without id)')!r}"
    values: dict[str, Any] = {"source": DEFAULT_SOURCE, "target": DEFAULT_TARGET}
    for key, value in {**defaults, **raw}.items():
        if key in _WORD_LISTS:
            values[key] = _words(value, f"{where}, key {key!r}")
        elif key in _FLAGS:
            if not isinstance(value, bool):
                raise CodebookError(f"{where}, key {key!r}: got {value!r}, expected true or false")
            values[key] = value
        elif key in _TEXTS:
            if not isinstance(value, str) or not value:
                raise CodebookError(f"{where}, key {key!r}: got {value!r}, expected words in quotation marks")
            values[key] = value
        else:
            raise CodebookError(f"{where}: unknown key {key!r}, expected one of {', '.join(sorted(_WORD_LISTS + _FLAGS + _TEXTS))}")
    values.pop("note", None)
    _check(values, where, codes)
    return Entry(file=file, **values)


def own_entries(book: Codebook, codes: Mapping[str, frozenset[str]]) -> Iterator[Entry]:
    """The triggers of a user's own codebook as entries: their ``type`` is the PLOVER type that the own type is like.

    Args:
        book: the codebook.
        codes: event types of PLOVER with their modes.

    Raises:
        CodebookError: if a trigger breaks the rules of an entry.
    """
    for kind in book.types:
        like, _, like_mode = (kind.like or "").partition("/")
        modes = sorted(mode.code for mode in kind.modes)
        for number, trigger in enumerate(kind.triggers, start=1):
            where = f"{book.name}: type {kind.code!r}, trigger {number}"
            raw = dict(trigger)
            mode = raw.pop("mode", None)
            if mode is not None and mode not in modes:
                raise CodebookError(f"{where}: got the mode {mode!r}, expected one of {', '.join(modes) or 'none: the type has no modes'}")
            if raw.keys() & {"type", "id"}:
                raise CodebookError(f"{where}: got the key {min(raw.keys() & {'type', 'id'})!r}, which the type sets itself; leave it out")
            named = {**raw, "id": f"{book.name}/{kind.code}/{number}", "type": like, **({"mode": like_mode} if like_mode else {})}
            yield replace(read_entry(named, file=book.name, defaults={}, codes=codes), own=kind.code, own_mode=mode)


def _words(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise CodebookError(f"{where}: got {value!r}, expected a list of words")
    for word in value:
        if word != word.lower():
            raise CodebookError(f"{where}: got {word!r}, expected lower case")
    return tuple(value)


def _check(values: Mapping[str, Any], where: str, codes: Mapping[str, frozenset[str]]) -> None:
    for key in ("id", "type"):
        if key not in values:
            raise CodebookError(f"{where}: the key {key!r} is missing")
    if not any(values.get(key) for key in ("verbs", "nouns", "phrases", "adjectives", "modals")):
        raise CodebookError(f"{where}: no trigger words; give at least one of verbs, nouns, phrases, adjectives, modals")
    if values["type"] not in codes:
        raise CodebookError(f"{where}: got the type {values['type']!r}, expected one of {', '.join(codes)}")
    mode = values.get("mode")
    if mode is not None and mode not in codes[values["type"]]:
        raise CodebookError(f"{where}: got the mode {mode!r}, expected one of {', '.join(sorted(codes[values['type']])) or 'none'}")
    harm = values.get("harm")
    if harm is not None and harm not in get_args(Harm):
        raise CodebookError(f"{where}: got the harm {harm!r}, expected one of {', '.join(get_args(Harm))}")
    for word in values.get("complement", ()):
        if word not in _COMPLEMENTS:
            raise CodebookError(f"{where}: got the complement {word!r}, expected one of {', '.join(sorted(_COMPLEMENTS))}")
