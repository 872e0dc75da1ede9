"""Full-text search over documents, claims and incidents, with the words that were found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Row, select, text

from dateline.ledger.finding import Shelf
from dateline.ledger.stored import standing_readings
from dateline.ledger.tables import CLAIMS, DOCUMENTS
from dateline.ledger.wording import INDEXED, unaccented
from dateline.model import Claim, Moment, Value

Kind = Literal["incident", "claim", "document"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters that mark what was found in a snippet."""
_MANY = 5_000
"""Matches beyond which ranking would cost more than it helps: the newest come first then."""
_AROUND = 24
"""Words of a snippet."""
_SPARE = 4
"""More claims than hits are looked at, as some belong to one incident and some were replaced."""


class Hit(Value):
    """One thing that was found.

    Args:
        kind, id: what.
        document_id: the document that it stands in; for an incident, that of the claim that was found.
        title: its title, or its summary.
        publisher, published: of the document.
        words: a few words around what was found.
        matches: where in ``words`` they stand: first character and one past the last.
    """

    kind: Kind
    id: str
    document_id: str
    title: str | None = None
    publisher: str | None = None
    published: Moment | None = None
    words: str
    matches: tuple[tuple[int, int], ...] = ()


class _Term(NamedTuple):
    words: str
    prefix: bool


def _terms(wanted: str) -> list[_Term]:
    """Words, "phrases in quotation marks" and beginnings*; all must be found."""
    found = []
    for phrase, word in re.findall(r'[“"]([^”"]*)[”"]|(\S+)', wanted):
        words = re.findall(r"[^\W_]+", phrase or word)
        if words:
            found.append(_Term(" ".join(words), prefix=bool(word) and word.endswith("*")))
    return found


def search(connection: Connection, shelf: Shelf, wanted: str, *, kinds: Sequence[Kind] = KINDS, limit: int = 20) -> list[Hit]:
    """Find what tells of something.

    Args:
        connection: to the store.
        shelf: where the incidents stand.
        wanted: words, ``"phrases"`` and beginnings (``shell*``); all must be found. Case, accents and endings do not matter.
        kinds: what to look for.
        limit: how many of each kind at most.

    Returns:
        Incidents, then claims, then documents, each the best first; the newest first where very many match.

    Raises:
        ValueError: if there are no words, or a kind is unknown.
    """
    terms = _terms(wanted)
    unknown = [kind for kind in kinds if kind not in KINDS]
    if not terms or unknown:
        raise ValueError(f"got {wanted!r}, expected words to look for" if not terms else f"got {unknown[0]!r}, expected one of {', '.join(KINDS)}")
    hits: list[Hit] = []
    if {"incident", "claim"} & set(kinds):
        hits += _claims(connection, shelf, _look(connection, terms, "claim", limit * _SPARE), kinds, limit)
    if "document" in kinds:
        hits += _documents(connection, _look(connection, terms, "document", limit))
    order = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(hits, key=lambda hit: order[hit.kind])


def _claims(connection: Connection, shelf: Shelf, found: Mapping[int, str], kinds: Sequence[Kind], limit: int) -> list[Hit]:
    columns = (CLAIMS.c.seq, CLAIMS.c.id, CLAIMS.c.json, CLAIMS.c.reading_id, CLAIMS.c.document_id, DOCUMENTS.c.publisher, DOCUMENTS.c.published)
    query = select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document_id).where(CLAIMS.c.seq.in_(found))
    facts = {row.seq: row for row in connection.execute(query)}
    standing = standing_readings(connection, document_ids={row.document_id for row in facts.values()})
    incidents: dict[str, Hit] = {}
    claims: list[Hit] = []
    for seq, told in found.items():
        row = facts[seq]
        where = {"document_id": row.document_id, "publisher": row.publisher, "published": row.published, **_snippet(told)}
        holder = shelf.holder(row.id)
        if holder is not None and holder not in incidents and len(incidents) < limit and "incident" in kinds:
            incidents[holder] = Hit(kind="incident", id=holder, title=shelf.load(holder).summary, **where)
        if "claim" in kinds and len(claims) < limit and row.reading_id in standing:
            claims.append(Hit(kind="claim", id=row.id, title=Claim.from_json(row.json).summary, **where))
    return [*incidents.values(), *claims]


def _documents(connection: Connection, found: Mapping[int, str]) -> list[Hit]:
    columns = (DOCUMENTS.c.seq, DOCUMENTS.c.id, DOCUMENTS.c.title, DOCUMENTS.c.publisher, DOCUMENTS.c.published)
    facts = {row.seq: row for row in connection.execute(select(*columns).where(DOCUMENTS.c.seq.in_(found)))}
    made = []
    for seq, told in found.items():
        row = facts[seq]
        who = {"title": row.title, "publisher": row.publisher, "published": row.published}
        made.append(Hit(kind="document", id=row.id, document_id=row.id, **who, **_snippet(told)))
    return made


def _snippet(told: str) -> dict[str, Any]:
    """A snippet with marks as plain words and the places of what was found."""
    words, matches, start = "", [], 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", " ".join(told.split())):
        if part == _OPEN:
            start = len(words)
        elif part == _CLOSE:
            matches.append((start, len(words)))
        else:
            words += part
    return {"words": words, "matches": tuple(matches)}


def _look(connection: Connection, terms: Sequence[_Term], kind: str, limit: int) -> dict[int, str]:
    """Row numbers of what matches, the best first, each with a snippet."""
    look = _in_sqlite if connection.dialect.name == "sqlite" else _in_postgresql
    return {row.seq: row.told for row in look(connection, terms, f"{kind}_words", limit)}


def _in_sqlite(connection: Connection, terms: Sequence[_Term], table: str, limit: int) -> Sequence[Row[Any]]:
    match = " ".join(f'"{term.words}"{" *" if term.prefix else ""}' for term in terms)
    values = {"match": match, "limit": limit, "many": _MANY}
    counted = text(f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH :match LIMIT :many)")  # noqa: S608 - our own names
    order = "rowid DESC" if connection.execute(counted, values).scalar() == _MANY else "rank, rowid"
    told = f"snippet({table}, -1, '{_OPEN}', '{_CLOSE}', '…', {_AROUND}) AS told"
    query = f"SELECT rowid AS seq, {told} FROM {table} WHERE {table} MATCH :match ORDER BY {order} LIMIT :limit"  # noqa: S608
    return connection.execute(text(query), values).all()


def _in_postgresql(connection: Connection, terms: Sequence[_Term], table: str, limit: int) -> Sequence[Row[Any]]:
    values: dict[str, Any] = {"limit": limit, "many": _MANY}
    parts = []
    for number, term in enumerate(terms):
        words = unaccented(term.words)
        values[f"term{number}"] = " & ".join(words.split()) + ":*" if term.prefix else words
        parts.append(f"{'to_tsquery' if term.prefix else 'phraseto_tsquery'}('english', :term{number})")
    wanted = " && ".join(parts)
    where = f"FROM {table} WHERE words @@ ({wanted})"
    many = connection.execute(text(f"SELECT count(*) FROM (SELECT 1 {where} LIMIT :many) AS found"), values).scalar() == _MANY  # noqa: S608
    order = "seq DESC" if many else f"ts_rank(words, {wanted}) DESC, seq"
    source = "told" if table == "claim_words" else f"(SELECT left(concat_ws(' ', title, text), {INDEXED}) FROM documents WHERE seq = found.seq)"  # noqa: S608
    marks = f"StartSel={_OPEN}, StopSel={_CLOSE}, MaxWords={_AROUND}, MinWords=8, MaxFragments=1"
    found = f"SELECT *, row_number() OVER (ORDER BY {order}) AS number {where} ORDER BY {order} LIMIT :limit"
    query = f"SELECT seq, ts_headline('english', {source}, {wanted}, '{marks}') AS told FROM ({found}) AS found ORDER BY number"  # noqa: S608
    return connection.execute(text(query), values).all()
