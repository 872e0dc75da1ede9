"""The store of documents, claims and rulings, append-only, and the incidents derived from them."""

from dateline.ledger.asking import Asking, PastLedger
from dateline.ledger.chain import Entry
from dateline.ledger.history import Change, Step, ruling_words, value_text
from dateline.ledger.indexing import QUEUES
from dateline.ledger.outlets import Listed, Standing
from dateline.ledger.questions import Questions
from dateline.ledger.quoting import Quote, claim_quotes, value_words
from dateline.ledger.redacting import Redaction
from dateline.ledger.searching import Hit
from dateline.ledger.store import Ledger
from dateline.ledger.verifying import Erased, Problem, VerifyReport
from dateline.ledger.wanted import Bin, Coarse, Counted, Facet, FacetKind, Outline, Page, Sort, Spot, TimeStep, Wanted

__all__ = [
    "QUEUES",
    "Asking",
    "Bin",
    "Change",
    "Coarse",
    "Counted",
    "Entry",
    "Erased",
    "Facet",
    "FacetKind",
    "Hit",
    "Ledger",
    "Listed",
    "Outline",
    "Page",
    "PastLedger",
    "Problem",
    "Questions",
    "Quote",
    "Redaction",
    "Sort",
    "Spot",
    "Standing",
    "Step",
    "TimeStep",
    "VerifyReport",
    "Wanted",
    "claim_quotes",
    "ruling_words",
    "value_text",
    "value_words",
]
