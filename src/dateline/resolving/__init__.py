"""Claims to incidents: matching, merging, origins and contradictions. A pure function that knows no text and no store."""

from dateline.resolving import compact
from dateline.resolving.blocking import Question, filed, meets, questions
from dateline.resolving.blocking import candidate_pairs as pairs_to_weigh
from dateline.resolving.clustering import Edge, components, edge
from dateline.resolving.copies import sketch
from dateline.resolving.counting import RULE_NAMES as TOLL_RULE_NAMES
from dateline.resolving.counting import counted_by
from dateline.resolving.decisions import standing, undone
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.figures import bounds as claim_bounds
from dateline.resolving.grading import grade_names
from dateline.resolving.items import Item
from dateline.resolving.resolution import Rules, explain, first_day, resolve, rules_id
from dateline.resolving.speakers import speaker_name
from dateline.resolving.summaries import place_words, range_words, told_by
from dateline.resolving.toll_rules import BEST_RULE
from dateline.resolving.toll_rules import RULES as TOLL_RULES
from dateline.resolving.weighing import Reason, Weight
from dateline.resolving.why import Match, Why, why

__all__ = [
    "BEST_RULE",
    "TOLL_RULES",
    "TOLL_RULE_NAMES",
    "DocumentFacts",
    "Edge",
    "Item",
    "Match",
    "Question",
    "Reason",
    "ResolvableClaim",
    "Rules",
    "Weight",
    "Why",
    "claim_bounds",
    "compact",
    "components",
    "counted_by",
    "edge",
    "explain",
    "filed",
    "first_day",
    "grade_names",
    "meets",
    "pairs_to_weigh",
    "place_words",
    "questions",
    "range_words",
    "resolve",
    "rules_id",
    "sketch",
    "speaker_name",
    "standing",
    "told_by",
    "undone",
    "why",
]
