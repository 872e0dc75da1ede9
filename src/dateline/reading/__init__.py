"""A document to claims: passages, events, roles, tolls, status, speakers, places and times, each with its words. Knows no store."""

from dateline.reading.rule_reader import VERSION, RuleReader

__all__ = ["VERSION", "RuleReader"]
