"""The store of documents, claims and rulings, append-only, and the incidents derived from them."""

from dateline.ledger.asking import Asking, PastLedger
from dateline.ledger.chain import Entry
from dateline.ledger.history import Change, Step, ruling_words, value_text
from dateline.ledger.quoting import Quote, claim_quotes, value_words
from dateline.ledger.redacting import Redaction
from dateline.ledger.searching import Hit
from dateline.ledger.store import Ledger
from dateline.ledger.verifying import Erased, Problem, VerifyReport

__all__ = [
    "Asking",
    "Change",
    "Entry",
    "Erased",
    "Hit",
    "Ledger",
    "PastLedger",
    "Problem",
    "Quote",
    "Redaction",
    "Step",
    "VerifyReport",
    "claim_quotes",
    "ruling_words",
    "value_text",
    "value_words",
]
