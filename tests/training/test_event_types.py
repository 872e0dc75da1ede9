"""Sentences from which the network learns types of events: well marked, of known types, none twice, none of those it is tested on."""

from __future__ import annotations

import re
from collections import Counter

from corpora import corpus

from dateline import codebook

NESTED = re.compile(r"[{\[<][^}\]>]*[{\[<]")


CORPUS = corpus("event_types")
LEARNT = CORPUS.read()
HELD_OUT = CORPUS.read(("held_out",))


def test_every_sentence_has_its_marks_in_pairs_around_a_trigger() -> None:
    for one in (*LEARNT, *HELD_OUT):
        assert all(one.text.count(left) == one.text.count(right) for left, right in ("{}", "[]", "<>")), one.text
        assert one.text.count("[") >= 1, one.text
        assert not NESTED.search(one.text), one.text
        assert one.text.count("{") <= 1, one.text
        assert one.text.count("<") <= 1, one.text


def test_every_type_of_the_codebook_is_told_often_enough_to_be_learnt() -> None:
    counted = Counter(one.type for one in LEARNT)
    assert set(counted) == {*codebook.load().codes, "NONE"}
    assert min(counted.values()) >= 100


def test_no_sentence_stands_twice_or_is_both_learnt_and_tested() -> None:
    plain = Counter(CORPUS.without(one.text, CORPUS.MARKS) for one in (*LEARNT, *HELD_OUT))
    assert [text for text, number in plain.items() if number > 1] == []
