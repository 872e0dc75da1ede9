"""dateline reads news about conflict and keeps a ledger of incidents, every value tied to the words it was read from."""
