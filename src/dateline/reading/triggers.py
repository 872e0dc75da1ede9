"""Finds the words that tell events, and who does what to whom by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from dateline.reading import cues
from dateline.reading.lexicon import Entry, Lexicon, Pattern
from dateline.reading.trigger_grammar import Verb, agent, conjuncts, predicate_subject, preposition_objects, resolve
from dateline.reading.trigger_match import fits_conditions, fits_tag, is_means, is_party, phrase_words
from dateline.reading.trigger_nominal import NominalRoles, nominal_roles

Form = Literal["active", "passive", "nominal", "participial", "relative", "headline", "light-verb", "adjective"]

_WITH_MEANS = tuple(get_string_id(word) for word in ("in", "by", "with", "from", "during", "when", "after"))
_FUNCTION_WORDS = {word: get_string_id(word) for word in ("by", "with")}


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in a text where an event is told.

    Args:
        trigger: the word that tells it.
        words: all words of the trigger phrase, the trigger among them, in text order.
        entry: the lexicon entry; its ``type``, ``mode``, ``harm``, ``weapon`` and flags hold for the mention.
        form: how it is told.
        sources: heads of the noun phrases that name who did it, conjuncts expanded.
        targets: heads of those that name whom it was done to.
        means: heads of those that name by what it was done ("airstrike", "bomb"), where they stand as subject or after "by", "in", "with".
        sentence: the sentence.
        clause: start and end, in code points of the doc's text, of the clause that tells it.
        govern: the verb, noun or adjective of saying, planning, threatening ... that embeds it.
        accidental: whether the trigger itself says that it was not meant.
        carrier: the light verb of a nominal trigger ("carried out" an attack).
    """

    trigger: Token
    words: tuple[Token, ...]
    entry: Entry
    form: Form
    sources: tuple[Token, ...]
    targets: tuple[Token, ...]
    means: tuple[Token, ...]
    sentence: Span
    clause: tuple[int, int]
    govern: Token | None
    accidental: bool
    carrier: Token | None = None


def find_triggers(doc: Doc, lexicon: Lexicon) -> list[EventMention]:
    """All event mentions of a parsed text, in text order, at most one per trigger word.

    Args:
        doc: parsed with tags, dependencies and entities; lemmas are not needed.
        lexicon: the trigger words.
    """
    index = lexicon.index
    taken: set[int] = set()
    found: list[EventMention] = []
    for position, form in enumerate(doc.to_array("LOWER").tolist()):
        patterns = index.get(form)
        if patterns is None or position in taken:
            continue
        mention = _mention(doc[position], patterns, lexicon)
        if mention is not None:
            taken.update(word.i for word in mention.words)
            found.append(mention)
    return _without_parts(found)


def mention_at(token: Token, lexicon: Lexicon) -> EventMention | None:
    """The mention that this word alone would be, None where it triggers nothing."""
    patterns = lexicon.index.get(token.lower)
    return _mention(token, patterns, lexicon) if patterns else None


def mention_by(token: Token, entry: Entry, lexicon: Lexicon) -> EventMention:
    """The mention that a verb or noun would be, were it among the words of an entry."""
    if token.tag_.startswith("VB"):
        found = _of_verb(resolve(token), (token,), entry, lexicon)
        assert found is not None, "only an entry of passives refuses a verb"
        return found
    return _of_noun(token, (token,), entry, lexicon)


def _without_parts(found: list[EventMention]) -> list[EventMention]:
    """Drop mentions whose trigger is a word of a longer trigger phrase found later."""
    owners = {word.i: mention for mention in found for word in mention.words if word.i != mention.trigger.i}
    return [mention for mention in found if mention.trigger.i not in owners]


def _mention(token: Token, patterns: tuple[Pattern, ...], lexicon: Lexicon) -> EventMention | None:
    verb: Verb | None = None
    for pattern in patterns:
        if not fits_tag(token, pattern):
            continue
        words = phrase_words(token, pattern)
        if words is None or any(word.sent.start != token.sent.start for word in words):
            continue
        if pattern.kind == "verb" and verb is None:
            verb = resolve(token)
        if not fits_conditions(token, words, pattern, verb if pattern.kind == "verb" else None, lexicon):
            continue
        if pattern.kind == "verb":
            assert verb is not None
            return _of_verb(verb, words, pattern.entry, lexicon)
        if pattern.kind == "modal":
            return _of_modal(token, pattern.entry, lexicon)
        if pattern.kind == "noun":
            return _of_noun(token, words, pattern.entry, lexicon)
        return _of_adjective(token, words, pattern.entry, lexicon)
    return None


def _of_verb(verb: Verb, words: tuple[Token, ...], entry: Entry, lexicon: Lexicon) -> EventMention | None:
    token = verb.token
    if verb.reduced and verb.subject is None and "object" not in entry.target and token.head.dep_ == "ROOT":
        # A verb that takes no object cannot be a passive participle: the noun before it is its subject.
        verb = replace(verb, voice="active", subject=verb.object, object=None, reduced=False)
    form: Form = "passive" if verb.voice == "passive" else "active"
    if verb.voice == "active" and _is_headline_passive(verb, words, entry):
        verb = replace(verb, voice="passive", subject=None, object=verb.subject)
        form = "headline"
    elif verb.voice == "active" and _is_held_by(verb, words):
        verb = replace(verb, voice="passive", subject=next(filter(None, map(agent, words))), object=verb.subject)
        form = "participial"
    elif verb.reduced or (token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "pcomp", "xcomp")):
        form = "participial"
    elif verb.relative or token.dep_ == "relcl":
        form = "relative"
    if entry.passive_only and verb.voice != "passive":
        return None
    sources, targets = _fill(verb, words, entry)
    if not targets and "object" in entry.target:
        targets = _targets_in_phrase(words, lexicon)
    return _finish(token, words, entry, form, sources, targets, _means_below(token, lexicon), lexicon)


def _is_headline_passive(verb: Verb, words: tuple[Token, ...], entry: Entry) -> bool:
    """ "Three soldiers killed in Syria": a form in -ed of a verb that needs an object, with a subject and none."""
    if verb.token.tag_ not in ("VBD", "VBN") or verb.object is not None or verb.subject is None or "object" not in entry.target:
        return False
    if any(part.dep_ == "aux" for part in verb.token.children):
        return False
    if any(word.tag_.startswith("NN") for word in words) and verb.token.lower_ not in _SUFFERED:
        return False
    if verb.token.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "parataxis", "dep"):
        return False
    if entry.harm is not None or verb.token.lower_ in _SUFFERED:
        return True
    # Headlines tell what was done in the present ("rebels attack"): a form in -ed with nothing after it tells what was suffered.
    return entry.type in _DONE_TO and _is_heading(verb.token) and not _goes_on(verb.token, entry)


_SUFFERED = frozenset(("burned", "burnt"))
"""What people do without an object only where they suffer it: "five men burned to death"."""

_DONE_TO = frozenset(("ASSAULT", "COERCE"))


def _is_heading(token: Token) -> bool:
    """Whether a passage is shaped like a headline: no stop at its end, and no long text."""
    doc = token.doc
    last = next((word for word in reversed(doc) if not word.is_space), token)
    return len(doc) <= _HEADING and last.text not in (".", "!", "?", "”", '"', ":")


_HEADING = 25
"""Tokens beyond which no headline goes on."""


def _goes_on(verb: Token, entry: Entry) -> bool:
    """Whether a verb finds its object by a preposition ("fired into a crowd"), or its subject is one who does such things ("rebels attacked")."""
    armed = cues.load("coreference")["armed"]["nouns"]
    doer = any(part.dep_ == "nsubj" and (part.lower_ in armed or any(below.lower_ in armed for below in part.children)) for part in verb.children)
    beside = ("in", "on", "at")  # "shot on his doorstep", "attacked at dawn" tell where and when
    return doer or any(part.dep_ == "prep" and part.lower_ in entry.target and part.lower_ not in beside for part in verb.children)


def _is_held_by(verb: Verb, words: tuple[Token, ...]) -> bool:
    """ "an engineer held hostage by the militia": the parser hangs "by" on the hostage, and the engineer holds nobody."""
    return (
        verb.token.tag_ in ("VBN", "VBD")
        and verb.token.dep_ in ("acl", "relcl", "ROOT", "ccomp", "csubj")
        and any(agent(word) is not None for word in words)
    )


def _fill(verb: Verb, words: tuple[Token, ...], entry: Entry) -> tuple[list[Token], list[Token]]:
    used: set[int] = {word.i for word in words}
    sources = _slot(verb, words, entry.source, used)
    used.update(token.i for token in sources)
    targets = _slot(verb, words, entry.target, used)
    if entry.reciprocal and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    return sources, targets


def _slot(verb: Verb, words: tuple[Token, ...], functions: tuple[str, ...], used: set[int]) -> list[Token]:
    for function in functions:
        if function == "subject":
            found = [verb.subject]
        elif function == "object":
            found = [verb.object if verb.object is None or verb.object.i not in used else verb.second]
        elif function == "second":
            found = [verb.second]
        else:
            code = get_string_id(function)
            found = [token for holder in (verb.token, *words, verb.object) if holder is not None for token in preposition_objects(holder, code)]
        heads = {head.i: head for token in found if token is not None and token.i not in used for head in conjuncts(token)}
        if heads:
            return list(heads.values())
    return []


def _targets_in_phrase(words: tuple[Token, ...], lexicon: Lexicon) -> list[Token]:
    """ "took hostages", and "took three workers hostage" where the parser makes one noun phrase of it."""
    counted = [part for word in words if word.tag_ == "JJ" for part in word.children if part.dep_ == "nummod"]
    if counted:
        return counted
    inner = [part for word in words for part in word.children if part.dep_ in ("compound", "nsubj", "nmod") and is_party(part, lexicon)]
    return inner or [word for word in words if is_party(word, lexicon)]


def _of_noun(token: Token, words: tuple[Token, ...], entry: Entry, lexicon: Lexicon) -> EventMention:
    roles: NominalRoles = nominal_roles(token, words, entry, lexicon)
    form: Form = "light-verb" if roles.carrier is not None else "nominal"
    return _finish(token, words, entry, form, list(roles.sources), list(roles.targets), (), lexicon, roles.carrier)


def _of_modal(token: Token, entry: Entry, lexicon: Lexicon) -> EventMention | None:
    """ "Paris said Tehran must stop": who says it demands it of the one who must."""
    said = resolve(token.head.head)
    bound = resolve(token.head)
    holder = bound.subject or bound.object
    if said.subject is None or holder is None or holder.tag_ == "PRP" or holder == said.subject:
        return None
    return _finish(token, (), entry, "active", list(conjuncts(said.subject)), list(conjuncts(holder)), (), lexicon)


def _of_adjective(token: Token, words: tuple[Token, ...], entry: Entry, lexicon: Lexicon) -> EventMention | None:
    subject = predicate_subject(token)
    struck = next((part for part in token.children if part.dep_ == "dobj"), None)
    if struck is not None and subject is not None:
        # "gunmen on a motorcycle shot dead a judge": the parser made "dead" the verb.
        return _finish(token, words, entry, "active", list(conjuncts(subject)), list(conjuncts(struck)), _means_below(token, lexicon), lexicon)
    whole = Verb(token, "active", subject, None)
    sources, targets = _fill(whole, words, entry)
    if not sources and not targets:
        return None
    return _finish(token, words, entry, "adjective", sources, targets, _means_below(token, lexicon), lexicon)


def _means_below(token: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    found = [head for code in _WITH_MEANS for inner in preposition_objects(token, code) for head in conjuncts(inner) if is_means(head, lexicon)]
    return tuple(found)


def _finish(
    token: Token,
    words: tuple[Token, ...],
    entry: Entry,
    form: Form,
    sources: list[Token],
    targets: list[Token],
    means: tuple[Token, ...],
    lexicon: Lexicon,
    carrier: Token | None = None,
) -> EventMention:
    tools = [source for source in sources if is_means(source, lexicon)] if entry.type == "ASSAULT" or entry.harm else []
    doers = tuple(source for source in sources if source not in tools and (source.tag_[:1] not in "JR" or source.ent_type_) and not _nobody(source))
    everything = tuple(sorted({*words, token}, key=lambda word: word.i))
    return EventMention(
        trigger=token,
        words=everything,
        entry=entry,
        form=form,
        sources=doers,
        targets=tuple(target for target in targets if target not in doers),
        means=tuple(sorted({*tools, *means}, key=lambda word: word.i)),
        sentence=token.sent,
        clause=_clause(carrier or token),
        govern=_governor(carrier or token),
        accidental=entry.accidental,
        carrier=carrier,
    )


def _nobody(token: Token) -> bool:
    """ "No group has claimed the attack": nobody did it, as far as the words go."""
    return token.lower_ in ("nobody", "none") or any(part.lower_ == "no" and part.dep_ in ("det", "neg") for part in token.children)


_GOVERNING_PREPOSITIONS = frozenset(("of", "for", "to", "about", "on", "against", "with"))
_CLAUSES = frozenset(("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis", "acl"))


def _clause(token: Token) -> tuple[int, int]:
    """The smallest clause around a token: from its nearest verb down, without coordinated and dependent clauses at its edges."""
    head = token
    while head.dep_ not in _CLAUSES and head.head != head:
        head = head.head
    if head.dep_ == "conj" and not head.tag_.startswith("VB"):
        while head.head != head and not (head.tag_.startswith("VB") and head.dep_ in _CLAUSES):
            head = head.head
    start, end = head.left_edge, head.right_edge
    if head.dep_ in ("acl", "relcl") and head.tag_.startswith("VB"):
        # "three soldiers killed in Syria": without its noun the participle tells nothing.
        start = min(head.head.left_edge, start, key=lambda edge: edge.i)
    if head.tag_.startswith("VB"):
        for part in head.children:
            if part.dep_ in ("conj", "parataxis") and part.tag_.startswith("VB") and part.i > head.i and part.left_edge.i > token.i:
                end = head.doc[part.left_edge.i - 1]
                break
    while end.i > start.i and (end.is_punct or end.dep_ == "cc") and end.text not in ('"', "”", "'", "’", ")"):
        end = end.nbor(-1)
    return start.idx, end.idx + len(end)


def _governor(token: Token) -> Token | None:
    """The word above the trigger's clause that says, plans, wants or denies it; what merely stands around it governs nothing."""
    head = token
    for _ in range(8):
        above, dep = head.head, head.dep_
        if above == head or dep in ("relcl", "advcl", "ROOT", "nsubj", "nsubjpass", "appos"):
            return None
        if dep in ("ccomp", "xcomp"):
            return above
        if dep == "dobj" and not head.tag_.startswith("VB"):
            return above
        if dep == "acl":
            # "a plan to attack", "a demand that they leave"; "soldiers attacking the town" are governed by nobody.
            complement = head.tag_ == "VB" or any(part.dep_ == "mark" and part.lower_ == "that" for part in head.children)
            return above if complement else None
        if dep in ("pobj", "pcomp"):
            if above.head == above or above.lower_ not in _GOVERNING_PREPOSITIONS:
                return None
            holder = above.head
            return holder.head if dep == "pcomp" and holder.dep_ == "dobj" else holder
        head = above
    return None
