"""What a MUC-4 template can be filled with: the noun phrases of a report, each with the features by which it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.model import Claim
from dateline.reading import phrases
from dateline.reading.lexicon import Lexicon, load
from dateline.reading.page import Page, Sentence, offset_of
from dateline.reading.responsibility import find_blame, hedge
from dateline.reading.trigger_weapons import weapon_at
from dateline.reading.triggers import EventMention, find_triggers

_HEADS = frozenset(
    ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "ROOT", "agent", "dative", "oprd", "compound", "poss", "dep", "npadvmod", "pcomp")
)
_NOBODY = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"))
_CLASSES = ("person", "body", "means", "place", "troops", "violence")


@dataclass(slots=True)
class Candidate:
    """One noun phrase of a report.

    Args:
        words: the phrase, without article or number.
        start, end: offsets of its head in the document, code points.
        sentence: index of its sentence.
        features: names of what is true of it and its surroundings.
        name: whether it is a proper name.
    """

    words: str
    head: str
    start: int
    end: int
    sentence: int
    name: bool
    kind: str | None
    features: list[str] = field(default_factory=list)


class Finder:
    """Finds the noun phrases of reports, by what the rule reader knows: its actors and its lexicon."""

    def __init__(self) -> None:
        self._catalogue = ActorCatalogue.default()
        self._lexicon = load()

    def find(self, page: Page, claims: Sequence[Claim], asked: Sequence[bool]) -> list[Candidate]:
        """Every noun phrase that could be a filler, in text order.

        Args:
            page: the parsed report.
            claims: its claims.
            asked: for each claim whether MUC-4 can ask for it.
        """
        roles = _roles(claims, asked)
        spans = [(evidence.start, evidence.end) for claim, one in zip(claims, asked, strict=True) if one for evidence in claim.evidence]
        mentions: dict[int, list[EventMention]] = {index: find_triggers(doc, self._lexicon) for index, doc in page.docs.items()}
        found = []
        for sentence in page.sentences():
            here = [mention for mention in mentions[sentence.passage] if mention.sentence.start == sentence.span.start]
            blamed = _blamed(sentence, here)
            for token in sentence.span:
                if _heads_a_phrase(token):
                    candidate = _candidate(token, sentence, here, roles, spans, self._catalogue, self._lexicon)
                    candidate.features += _blame_features(token, candidate.kind, blamed)
                    found.append(candidate)
        return found


def _blamed(sentence: Sentence, here: list[EventMention]) -> dict[int, str]:
    """Who is said to have done something in a sentence, by token index, with the kind of what is said."""
    statements = find_blame(sentence.span, frozenset(mention.trigger.i for mention in here))
    return {token.i: statement.kind for statement in statements for token in statement.accused}


def _blame_features(token: Token, kind: str | None, blamed: dict[int, str]) -> list[str]:
    reserve = hedge(token)
    found = [f"hedge={reserve[0]}"] if reserve is not None else []
    found += [f"blame={blamed[token.i]}"] if token.i in blamed else []
    return found + [f"sblame={said}|{kind}" for said in sorted(set(blamed.values()))]


def _heads_a_phrase(token: Token) -> bool:
    if token.tag_[:2] != "NN" or token.dep_ not in _HEADS or token.ent_type_ in _NOBODY:
        return False
    return token.dep_ != "compound" or _ends_name(token)


def _ends_name(token: Token) -> bool:
    """ "FMLN guerrillas": a name that modifies a noun is a candidate of its own."""
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.ent_type_ in ("ORG", "NORP", "GPE", "PERSON")
        and (token.i + 1 == token.head.i or token.nbor().ent_iob_ != "I")
    )


def _roles(claims: Sequence[Claim], asked: Sequence[bool]) -> dict[tuple[int, int], set[str]]:
    found: dict[tuple[int, int], set[str]] = {}
    for claim, one in zip(claims, asked, strict=True):
        mark = "asked" if one else "other"
        for part in claim.actors:
            for evidence in part.evidence[:1]:
                found.setdefault((evidence.start, evidence.end), set()).add(f"{mark}.{part.role}")
                if part.responsibility and part.responsibility != "stated":
                    found[evidence.start, evidence.end].add(f"{mark}.{part.responsibility}")
        if claim.weapon:
            for evidence in claim.weapon.evidence:
                found.setdefault((evidence.start, evidence.end), set()).add(f"{mark}.weapon")
        for toll in claim.tolls:
            for evidence in toll.evidence:
                found.setdefault((evidence.start, evidence.end), set()).add(f"{mark}.{toll.harm}")
    return found


def _candidate(
    token: Token,
    sentence: Sentence,
    here: list[EventMention],
    roles: dict[tuple[int, int], set[str]],
    spans: list[tuple[int, int]],
    catalogue: ActorCatalogue,
    lexicon: Lexicon,
) -> Candidate:
    told = sorted({mention.entry.id for mention in here})
    span = _name_span(token) if token.dep_ == "compound" else phrases.core(token)
    offset = offset_of(token.doc)
    actor = catalogue.ground(span.text, head=token.lower_, entity_label=token.ent_type_ or None)
    proper = token.tag_ in ("NNP", "NNPS")
    label = token.ent_type_ or "none"
    word = f"<{label}>" if proper else token.lower_
    classes = [name for name in _CLASSES if token.lower in lexicon.classes[name]]
    weapon = weapon_at(token, lexicon)
    kind = f"{actor.kind}.{actor.sector}" if actor is not None else "weapon" if weapon else classes[0] if classes else label
    f = [f"h={word}", f"k={kind}", f"e={label}", f"tag={token.tag_}", f"proper={proper}"]
    f += [f"c={name}" for name in classes]
    if weapon:
        f.append(f"weapon={weapon[0].code}")
    if actor is not None:
        f += [f"ak={actor.kind}", f"as={actor.sector}"]
        if actor.kind == "group":
            f.append(f"id={actor.id}")
    if proper and token.text.isupper():
        f.append("acronym")
    if not proper:
        f.append(f"suf={token.lower_[-4:]}")
    for part in token.children:
        if part.i < token.i:
            if part.dep_ in ("amod", "compound", "nmod"):
                f.append(f"mod={part.lower_ if part.tag_[:3] != 'NNP' else '<' + (part.ent_type_ or 'NNP') + '>'}")
            elif part.dep_ in ("det", "poss", "nummod"):
                f.append(f"det={part.lower_ if part.dep_ == 'det' else part.dep_}")
        elif part.dep_ in ("relcl", "acl", "appos"):
            f.append(f"post={part.dep_}")
            if part.dep_ != "appos":
                f.append(f"post={part.lower_}")
        elif part.dep_ == "prep":
            f.append(f"post={part.lower_}")
            f += [
                f"of={inner.lower_ if inner.tag_[:3] != 'NNP' else '<' + (inner.ent_type_ or 'NNP') + '>'}"
                for inner in part.children
                if part.lower_ == "of" and inner.dep_ == "pobj"
            ]
    path = _path(token)
    f += [f"g{depth}={step}" for depth, step in enumerate(path)]
    if path:
        f.append(f"gk={path[0]}|{kind}")
    chain = _chain(token)
    for mention in here:
        for role, tokens in (("src", mention.sources), ("tgt", mention.targets), ("means", mention.means)):
            if any(one.i == token.i for one in tokens):
                f += [f"r={role}", f"r={role}|{mention.entry.id}", f"r={role}|{kind}", f"r={role}|{mention.form}"]
        top = mention.carrier or mention.trigger
        if top.i in chain:
            f += [f"under={mention.entry.id}", f"under={mention.entry.id}|{kind}", f"under={mention.entry.id}|{chain[top.i]}"]
        elif any(word.i == token.i for word in mention.words):
            f += [f"in={mention.entry.id}"]
    f += [f"s={name}" for name in told]
    f += [f"sk={name}|{kind}" for name in told]
    if not told:
        f.append("s=none")
    at = (offset + span.start_char, offset + span.end_char)
    claimed = set().union(*(names for (start, end), names in roles.items() if start < at[1] and at[0] < end), set())
    f += [f"claim={name}" for name in sorted(claimed)] + [f"claim={name}|{kind}" for name in sorted(claimed)]
    inside = any(start <= at[0] < end for start, end in spans)
    f += [f"inside={inside}", f"inside={inside}|{kind}"]
    index = min(sentence.index, 12)
    f += [f"pos={index if index < 4 else 4 + index // 4}"]
    f += [f"{'b' if step < 0 else 'a'}{abs(step)}={_around(token, span, step)}" for step in (-2, -1, 1, 2)]
    return Candidate(span.text, token.text, offset + span.start_char, offset + span.end_char, sentence.index, proper, kind, f)


def _name_span(token: Token) -> Span:
    left = token.i
    while left > 0 and token.doc[left].ent_iob_ == "I":
        left -= 1
    return token.doc[left : token.i + 1]


def _around(token: Token, span: Span, step: int) -> str:
    at = span.start + step if step < 0 else span.end - 1 + step
    sentence = token.sent
    if not sentence.start <= at < sentence.end:
        return "<edge>"
    other = token.doc[at]
    return f"<{other.ent_type_ or 'NNP'}>" if other.tag_[:3] == "NNP" else "<num>" if other.tag_ == "CD" else other.lower_


def _path(token: Token) -> list[str]:
    """The two governors above the phrase, prepositions folded into the step: "pobj-against<attack"."""
    steps: list[str] = []
    node = token
    while node.dep_ in ("conj", "appos") and node.head != node:
        node = node.head
    while len(steps) < 2 and node.head != node:
        dep, above = node.dep_, node.head
        if dep in ("pobj", "pcomp") and above.dep_ in ("prep", "agent", "dative") and above.head != above:
            dep, above = f"{dep}-{above.lower_}", above.head
        word = above.lower_ if above.tag_[:3] != "NNP" else f"<{above.ent_type_ or 'NNP'}>"
        if dep == "nsubj" and any(part.dep_ == "dobj" for part in above.children):
            dep = "nsubj+o"
        steps.append(f"{dep}<{word}")
        node = above
    return steps


def _chain(token: Token) -> dict[int, str]:
    """Each word above the phrase with the function by which the phrase hangs below it."""
    found: dict[int, str] = {}
    node = token
    while node.dep_ in ("conj", "appos") and node.head != node:
        node = node.head
    dep = node.dep_
    for above in node.ancestors:
        if above.tag_ in ("IN", "TO") or above.dep_ in ("prep", "agent"):
            if dep == "pobj":
                dep = f"pobj-{above.lower_}"
            continue
        found[above.i] = dep
        if len(found) >= 3:
            break
    return found
