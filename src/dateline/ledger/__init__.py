"""The store of documents, claims and rulings, append-only, and the incidents derived from them."""

from dateline.ledger.quoting import Quote, claim_quotes, value_words
from dateline.ledger.store import Ledger
from dateline.ledger.verifying import Problem, VerifyReport

__all__ = ["Ledger", "Problem", "Quote", "VerifyReport", "claim_quotes", "value_words"]
