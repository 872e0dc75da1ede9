"""Claims to incidents: matching, merging, origins and contradictions. A pure function that knows no text and no store."""

from dateline.resolving.decisions import standing, undone
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.figures import bounds as claim_bounds
from dateline.resolving.resolution import explain, resolve, rules_id
from dateline.resolving.speakers import speaker_name
from dateline.resolving.summaries import place_words, range_words, told_by
from dateline.resolving.toll_rules import BEST_RULE
from dateline.resolving.toll_rules import RULES as TOLL_RULES
from dateline.resolving.weighing import Reason, Weight

__all__ = [
    "BEST_RULE",
    "TOLL_RULES",
    "DocumentFacts",
    "Reason",
    "ResolvableClaim",
    "Weight",
    "claim_bounds",
    "explain",
    "place_words",
    "range_words",
    "resolve",
    "rules_id",
    "speaker_name",
    "standing",
    "told_by",
    "undone",
]
