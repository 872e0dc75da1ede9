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
        if token.lower_ in _DAYS and token.dep_ == "compound":
            _day_in_name(token)
        if token.lower_ in _ARTICLES and token.i + 2 < len(doc):
            _joined_name(token)
        if token.dep_ == "agent":
            _account_as_doer(token)
        if token.dep_ == "nsubj":
            _victims_as_speakers(token)


_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_MONTHS = frozenset(("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"))
_DAYS = _WEEKDAYS | _MONTHS


def _day_in_name(day: Token) -> None:
    """ "On Tuesday rockets from the hills hit a ward", "On 12 May shells ...": the rockets hit it, and "Tuesday" is no part of their name."""
    dated = day.i > 1 and day.nbor(-1).tag_ == "CD"
    if day.i == 0 or (day.lower_ in _MONTHS and not dated):
        return
    noun, on = day.head, day.nbor(-2 if dated else -1)
    if on.lower_ not in ("on", "of") or on.dep_ != "prep" or noun.i < day.i or noun.lower_ in _OF_THE_DAY:
        return
    verb = on.head
    if on.lower_ == "of":  # "on the evening of 12 May soldiers ..."
        if verb.lower_ not in _OF_THE_DAY or verb.head.dep_ != "prep":
            return
        verb = verb.head.head
    if noun.head.i == on.i and verb.tag_.startswith("VB") and verb.i > noun.i:
        if any(child.dep_ in _SUBJECTS for child in verb.children):
            return
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
    elif noun.dep_ not in _SUBJECTS:
        return
    day.head, day.dep_ = on, "pobj"
    if dated:
        day.nbor(-1).head, day.nbor(-1).dep_ = day, "nummod"


_OF_THE_DAY = frozenset(("morning", "afternoon", "evening", "night", "dawn", "noon", "midnight", "lunchtime", "dusk"))


_ARTICLES = frozenset(("al", "el", "an", "as", "ash", "ad", "ar", "at", "az"))


def _joined_name(article: Token) -> None:
    """ "al-Shabaab said": three words on one verb are one name, whose last word says who it is."""
    hyphen, name = article.nbor(), article.nbor(2)
    if hyphen.text != "-" or hyphen.whitespace_ or article.whitespace_ or name.tag_ not in ("NNP", "NNPS") or name.head.i == article.head.i == name.i:
        return
    if name.head.i in (article.i, hyphen.i):
        if article.dep_ == "ROOT" or article.head.i in (hyphen.i, name.i):
            return
        name.dep_, name.head = article.dep_, article.head
    if article.head.i != name.i and article.dep_ != "ROOT":
        article.dep_, article.head = "compound", name
    if hyphen.head.i != name.i and hyphen.dep_ != "ROOT":
        hyphen.dep_, hyphen.head = "punct", name


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
