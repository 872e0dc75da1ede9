"""The schema of a ledger, step by step."""
