"""The same incident counted by another of the published toll rules."""

from __future__ import annotations

from dateline.model import Incident
from dateline.resolving.summaries import summarise
from dateline.resolving.toll_rules import RULES

_SET_BY_PEOPLE = "ruling:"

RULE_NAMES = tuple(name.partition("/")[0] for name in RULES)
"""The names by which a toll rule can be asked for."""


def counted_by(incident: Incident, rule: str) -> Incident:
    """The incident with low, best and high of each figure as a rule picks them.

    A figure that a person set stays as it is, and so do the grades, which go by rules of their own.

    Args:
        incident: the incident.
        rule: name of the rule, with its version or without.

    Raises:
        ValueError: if there is no such rule.
    """
    if rule not in RULE_NAMES and rule not in RULES:
        raise ValueError(f"got the toll rule {rule!r}, expected one of {', '.join(RULE_NAMES)}")
    tolls = []
    for toll in incident.tolls:
        pick = None if toll.rule.startswith(_SET_BY_PEOPLE) else toll.pick(rule)
        changed = {} if pick is None else {"low": pick.low, "best": pick.best, "high": pick.high, "rule": pick.rule}
        tolls.append(toll.model_copy(update=changed))
    made = incident.model_copy(update={"tolls": tuple(tolls)})
    return made.model_copy(update={"summary": summarise(made)})
