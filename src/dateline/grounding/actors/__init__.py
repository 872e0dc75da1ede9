"""Actors of conflict: countries, governments, armed groups, organisations, leaders by office, and people who are only described."""

from dateline.grounding.actors.catalogue import ActorCatalogue, ActorMention, Grounding
from dateline.grounding.actors.coding import ActorCode, CountryOfPlace, actor_codes
from dateline.grounding.actors.compare import Likeness, same_actor

__all__ = ["ActorCatalogue", "ActorCode", "ActorMention", "CountryOfPlace", "Grounding", "Likeness", "actor_codes", "same_actor"]
