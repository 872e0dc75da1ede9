"""What the parser often gets wrong in news, put right before any rule looks: small changes to who hangs on whom.

Each repair is for one turn of phrase that a small model misreads, and asks for enough around it to leave all else alone. No word moves.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline.reading import cues

_PARTS = frozenset(("most", "many", "some", "all", "half", "several", "dozens", "hundreds"))
_PREFIX = 3
"""Words that a headline may set before its colon."""

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def repair(doc: Doc) -> None:
    """Change the parse in place where it is one of the known misreadings."""
    for token in doc:
        if token.text == ":" and 0 < token.i <= _PREFIX:
            _prefix_as_doer(token)
        if token.dep_ in _SUBJECTS:
            _part_of_subject(token)
        if token.dep_ == "agent":
            _account_as_doer(token)
        if token.dep_ == "nsubj":
            _victims_as_speakers(token)


def _account_as_doer(by: Token) -> None:
    """ "Thirty were killed, by the reckoning of the police": a count kills nobody."""
    if any(noun.dep_ == "pobj" and noun.lower_ in cues.load("sourcing")["accounts"]["nouns"] for noun in by.children):
        by.dep_ = "prep"


def _part_of_subject(part: Token) -> None:
    """ "Forty villagers, most of them women, were killed": the villagers were, and "most of them" describes them."""
    if part.lower_ not in _PARTS or not any(child.lower_ == "of" for child in part.children):
        return
    verb, edge = part.head, part.left_edge.i
    whole = next(
        (child for child in verb.children if child.dep_ in ("dep", "nsubj", "nsubjpass") and child.i < edge and child.tag_.startswith("NN")), None
    )
    if whole is None or part.doc[edge - 1].text != ",":
        return
    whole.dep_ = part.dep_
    part.head = whole
    part.dep_ = "appos"


def _victims_as_speakers(subject: Token) -> None:
    """ "..., killing at least 40 people, a spokeswoman told local radio": the spokeswoman told it, and the people were killed."""
    verb, edge = subject.head, subject.left_edge.i
    if verb.lower_ not in cues.load("sourcing")["verbs"]["neutral"] or edge == 0 or subject.i > verb.i:
        return
    speaker = next((child for child in subject.children if child.dep_ == "appos" and child.right_edge.i == verb.i - 1), None)
    before = subject.doc[edge - 1]
    if speaker is None or subject.doc[speaker.left_edge.i - 1].text != "," or not before.tag_.startswith("VB") or before.sent != verb.sent:
        return
    speaker.head = verb
    speaker.dep_ = "nsubj"
    subject.head = before
    subject.dep_ = "dobj"


def _prefix_as_doer(colon: Token) -> None:
    """ "Philippines: five rebels die in clash": what a headline sets before its colon does nothing."""
    for token in colon.doc[: colon.i]:
        if token.dep_ == "nsubj" and token.head.i > colon.i and token.tag_.startswith("NN"):
            token.dep_ = "dep"
