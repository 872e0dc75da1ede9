"""Did it happen? Denied, negated, planned, threatened, attempted, hypothetical and the other non-events, with the words that say so.

The labels follow PLOVER's four auxiliaries (historical, future, hypothetical, negation), which its own coders never implemented, and extend them.
What only the calendar can tell (background) and what only the figure can tell (cumulative) is decided in :mod:`dateline.reading.told_status`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Status
from dateline.reading import cues, phrases
from dateline.reading.literal import not_meant
from dateline.reading.responsibility import part_nouns
from dateline.reading.triggers import EventMention

TO_COME: tuple[Status, ...] = ("planned", "threatened", "hypothetical")
"""Statuses of what has not happened yet."""


@dataclass(frozen=True, slots=True)
class StatusMention:
    """A status and the words that set it.

    Args:
        label: the status.
        cue: the words; for plain news the trigger itself.
        rule: which rule decided.
        hedged: told with a reserve ("feared", "may have", "reportedly") but told as having happened.
    """

    label: Status
    cue: Span
    rule: str
    hedged: bool = False


@cache
def _governors() -> dict[str, Status]:
    lists = cues.load("status")["governors"]
    order: tuple[Status, ...] = ("hypothetical", "planned", "attempted", "threatened", "denied")
    return {word: label for label in order for word in lists[label]}


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(cues.load("status")[section][key])


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    words = sorted(cues.load("status")[section][key], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def status_of(event: EventMention, sentence: Span) -> StatusMention:
    """The status of one event mention, from its own clause and what governs it."""
    head = carrier_of(event.trigger)
    return (
        _staged(sentence)
        or _not_literal(event, sentence)
        or _untrue(sentence)
        or _negated(event, head)
        or _not_done(event.trigger, head)
        or (None if _did_harm(event) else _conditional(head, sentence) or _governed(event.trigger, head) or _modal(head))
        or _qualified(event.trigger)
        or _past_of_the_story(event.trigger, sentence)
        or _years_after(event.trigger, sentence)
        or StatusMention("actual", _one(event.trigger), "status.told")
    )


def _did_harm(event: EventMention) -> bool:
    """ "helped to prepare the bombing that killed 60 people": what has killed was done, whatever governs its name."""
    if event.form not in ("nominal", "light-verb"):
        return False
    clauses = (child for child in event.trigger.children if child.dep_ == "relcl" and child.tag_ == "VBD")
    return any(clause.lower_ in _set("done", "verbs") and not any(part.dep_ == "neg" for part in clause.children) for clause in clauses)


def _one(token: Token) -> Span:
    return token.doc[token.i : token.i + 1]


def carrier_of(trigger: Token) -> Token:
    """The verb that carries tense and negation: the trigger, or the verb that a nominal trigger hangs on."""
    node = trigger
    while not node.tag_.startswith(("VB", "MD")) and node.head.i != node.i:
        node = node.head
    return node


def _staged(sentence: Span) -> StatusMention | None:
    for token in sentence:
        if token.lower_ in _set("exercise", "words") and not token.tag_.startswith("VB"):  # "called on both sides to exercise restraint"
            return StatusMention("exercise", _one(token), "status.exercise")
    return None


def _not_literal(event: EventMention, sentence: Span) -> StatusMention | None:
    """ "the visitors attacked from the first whistle": the words of violence are not meant to the letter."""
    sense = not_meant(event, sentence)
    return StatusMention(sense[0], sense[2], f"status.{sense[0]}:{sense[1]}") if sense is not None else None


def _untrue(sentence: Span) -> StatusMention | None:
    """ "reports of a shooting turned out to be false": it was told, and it is not so."""
    cue = _cue_in(sentence, "untrue")
    return StatusMention("negated", cue, "status.untrue") if cue is not None else None


def _negated(event: EventMention, head: Token) -> StatusMention | None:
    trigger = event.trigger
    for child in trigger.children:
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no"):
            return StatusMention("negated", _one(child), "status.negation")
    nobody = () if event.entry.harm in ("killed", "injured", "missing") else event.targets  # "nobody was hurt" is a figure: none
    doer = [child for child in trigger.children if child.dep_ == "nsubj"] if event.form == "active" else []  # "nobody fired": it was not done
    for word in (*event.words, *event.sources, *doer, *nobody):
        if word.lower_ in ("nobody", "none"):
            return StatusMention("negated", _one(word), "status.negation")
        for child in word.children:
            if child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc"):
                return StatusMention("negated", _one(child), "status.negation")
    above = head.head
    if (
        head.dep_ in ("acl", "ccomp", "relcl")
        and above.tag_ == "NN"
        and any(child.dep_ == "det" and child.lower_ == "no" for child in above.children)
    ):
        return StatusMention("negated", _one(above), "status.no_evidence")
    own = trigger.i == head.i or trigger.dep_ in ("dobj", "nsubjpass", "attr")
    if own:
        for child in head.children:
            if child.dep_ == "neg":
                return StatusMention("negated", _one(child), "status.negation")
    node = trigger
    while node.dep_ in ("pobj", "dobj", "compound") and node.head.i != node.i:
        node = node.head
        if node.dep_ == "prep" and node.lower_ == "without":
            return StatusMention("negated", _one(node), "status.without")
    return None


def _conditional(head: Token, sentence: Span) -> StatusMention | None:
    node = head
    while True:
        for child in node.children:
            marks = [child] if child.dep_ == "mark" else [mark for mark in child.children if mark.dep_ == "mark" and child.dep_ == "advcl"]
            for mark in marks:
                if mark.lower_ in _set("conditions", "hypothetical") and (child.dep_ == "mark" or mark.lower_ != "whether"):
                    return StatusMention("hypothetical", _one(mark), "status.condition")
        if node.dep_ not in ("advcl", "conj", "xcomp", "ccomp") or node.head.i == node.i:
            break
        node = node.head
    if sentence.text.rstrip("\"'”’ ").endswith("?"):
        return StatusMention("hypothetical", sentence[len(sentence) - 1 :], "status.question")
    return None


_CLIMB = frozenset(("xcomp", "ccomp", "advcl", "acl", "pcomp", "conj", "dobj", "pobj", "prep", "nsubjpass", "dep", "attr", "nsubj"))
_REACH = 6


def _not_done(trigger: Token, head: Token) -> StatusMention | None:
    """ "threatened to kill them unless": the threat tells more than its condition."""
    governed = _governed(trigger, head)
    return governed if governed is not None and governed.label in ("threatened", "denied") else None


_TEMPORAL = frozenset(("after", "since", "before", "following", "during", "despite", "over", "until"))
_UNDONE = frozenset(("planned", "threatened", "foiled", "thwarted", "averted", "prevented", "denied"))
"""Verbs that say of their subject that it did not come about: "the attack was foiled"."""


def _governed(trigger: Token, head: Token) -> StatusMention | None:
    """The status that a governing word gives: climb from the trigger through its complements, no further than they reach."""
    governors = _governors()
    finite = _is_finite(head)
    node = trigger
    for _ in range(_REACH):
        link, above = node.dep_, node.head
        if above.i == node.i or _stops(node, link, above):
            return None
        label = governors.get(above.lower_) if not _only_called(above) else None
        if label is not None and _embeds(link, node, above, head):
            if finite and above.lower_ in _set("hedged", "past_is_news") and not _has_modal(head):
                return StatusMention("actual", _one(above), f"status.hedge:{above.lower_}", hedged=True)
            return StatusMention(label, _one(above), f"status.governor:{above.lower_}")
        if link in ("advcl", "acl") and _infinitive(node):
            to = next(child for child in node.children if child.dep_ == "aux" and child.lower_ == "to")
            return StatusMention("planned", _one(to), "status.purpose")
        if link == "advcl":
            return None
        node = above
    return None


def _stops(node: Token, link: str, above: Token) -> bool:
    """Whether a governor's sense ends here: a part in an event denied, an act done "by" or "after" another, the subject of another act."""
    if link not in _CLIMB or (link == "prep" and (above.lower_ in part_nouns() or above.lower_ in _set("answer", "nouns"))):
        return True
    if (link == "pcomp" and above.lower_ == "by") or (link == "prep" and node.lower_ in _TEMPORAL) or (link == "pcomp" and above.lower_ in _TEMPORAL):
        return True
    if (
        link == "dobj"
        and above.lower_ in ("ordering", "ordered")
        and (above.tag_ == "VBG" or any(child.lower_ == "having" for child in above.children))
    ):
        return True  # "accused of ordering the shooting", "denied having ordered the shelling": that much was done
    if link in ("nsubj", "nsubjpass") and above.tag_.startswith("VB"):
        return above.lower_ not in _UNDONE
    return link == "conj" and not node.tag_.startswith("VB")


_ASKS_FOR = ("call", "plan", "bid", "demand", "push", "prepar", "ask", "ready", "plea", "due")
"""Words that take what they are about with "for": "called for a strike"; not "vowed revenge for the killing"."""


def _embeds(link: str, node: Token, above: Token, head: Token) -> bool:
    """Whether the governor's complement is the event itself: "threatened to attack", not "vowed revenge after the attack"."""
    if link == "prep":
        # "called for a strike", "the risk of an attack"; "vowed revenge after the attack" is no vow to attack
        return (node.lower_ == "for" and above.lower_.startswith(_ASKS_FOR)) or (node.lower_ == "of" and above.tag_.startswith("NN"))
    if link == "pobj":
        return True
    if link == "advcl":
        return _infinitive(head)
    if link == "conj":
        return False
    if link == "ccomp":
        # "ordered that", "warned that": the clause is what is ordered or feared; for plans only a future or bare clause is
        label = _governors()[above.lower_]
        if node.i < above.i and any(child.dep_ == "dobj" for child in above.children):
            return False  # "Fifty killed, Russia denies attack": two headlines in one
        return label in ("denied", "hypothetical") or _has_modal(head) or not _is_finite(head) or label == "threatened"
    return True


def _only_called(verb: Token) -> bool:
    """ "called him to say" is a call; "called for", "called on him to" asks for something."""
    return verb.lower_.startswith("call") and not any(child.dep_ == "prep" and child.lower_ in ("for", "on", "upon") for child in verb.children)


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP") for child in verb.children)


def _has_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _modal(head: Token) -> StatusMention | None:
    if head.dep_ == "xcomp" and head.head.lower_ in ("is", "are", "was", "were") and _infinitive(head) and head.head.i == head.i - 2:
        return StatusMention("planned", _one(head.head), "status.is_to")  # "the envoy was to meet the minister"
    for child in head.children:
        if child.dep_ != "aux":
            continue
        perfect = any(other.dep_ == "aux" and other.lower_ == "have" for other in head.children)
        if child.lower_ in _set("modals", "planned"):
            return StatusMention("planned", _one(child), "status.future")
        if child.lower_ in _set("modals", "hypothetical"):
            if perfect and child.lower_ in ("may", "might"):
                return StatusMention("actual", _one(child), "status.may_have", hedged=True)
            if perfect:
                return StatusMention("hypothetical", _one(child), "status.counterfactual")
            return StatusMention("planned" if child.lower_ == "would" else "hypothetical", _one(child), "status.modal")
    return None


_ADJECTIVES: dict[str, Status] = {
    "planned": "planned",
    "impending": "planned",
    "imminent": "planned",
    "future": "planned",
    "upcoming": "planned",
    "possible": "hypothetical",
    "potential": "hypothetical",
    "hypothetical": "hypothetical",
    "threatened": "threatened",
    "attempted": "attempted",
    "failed": "attempted",
    "foiled": "attempted",
    "abortive": "attempted",
    "thwarted": "attempted",
    "would-be": "attempted",
}


_ATTEMPTS = frozenset(("attempt", "attempts", "bid", "bids"))


def _qualified(trigger: Token) -> StatusMention | None:
    if trigger.lower_ in _ATTEMPTS:
        return StatusMention("attempted", _one(trigger), "status.attempt")  # "an assassination attempt"
    for child in trigger.children:
        label = _ADJECTIVES.get(child.lower_)
        if child.dep_ == "amod" and label is not None:
            return StatusMention(label, _one(child), "status.adjective")
    return None


def _past_of_the_story(trigger: Token, sentence: Span) -> StatusMention | None:
    """ "A man was hanged on the anniversary of the bombing": the bombing is past, the hanging is news."""
    cue = _cue_in(sentence, "background")
    if cue is not None and "anniversary" in cue.text.lower() and trigger.tag_.startswith("VB") and phrases.governs(trigger, cue.root):
        return None
    return StatusMention("background", cue, "status.past_of_the_story") if cue is not None else None


_YEARS_AFTER = re.compile(r"\b(?:years?|decades?|centur(?:y|ies)|months)\s+(?:on\s+)?(?:after|since|from)\s", re.IGNORECASE)


def _years_after(trigger: Token, sentence: Span) -> StatusMention | None:
    """ "Twenty years after ten bombs tore through the trains": what others are told to be years after."""
    found = _YEARS_AFTER.search(sentence.text)
    if found is None:
        return None
    cue = sentence.doc.char_span(sentence.start_char + found.start(), sentence.start_char + found.end() - 1, alignment_mode="expand")
    if cue is None or trigger.i < cue.end:
        return None
    after = cue.end - 1
    inside = any(
        above.i == after or (above.dep_ in ("advcl", "pcomp") and any(child.i == after and child.dep_ == "mark" for child in above.children))
        for above in (trigger, *trigger.ancestors)
    )
    return StatusMention("background", cue, "status.past_of_the_story") if inside else None


def _cue_in(sentence: Span, section: str) -> Span | None:
    """The first phrase of a section that the sentence holds."""
    match = _pattern(section, "phrases").search(sentence.text)
    if match is None:
        return None
    cue = sentence.doc.char_span(sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand")
    return cue if cue is not None else sentence
