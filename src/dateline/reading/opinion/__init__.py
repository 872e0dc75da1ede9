"""A second opinion on what kind of event a sentence tells: a small network that learnt our own sentences, beside the rules."""

from dateline.reading.opinion.deciding import decide, reconsider, sentence_type
from dateline.reading.opinion.marking import Question, of_mention, of_parties
from dateline.reading.opinion.network import NAME, Opinion

__all__ = ["NAME", "Opinion", "Question", "decide", "of_mention", "of_parties", "reconsider", "sentence_type"]
