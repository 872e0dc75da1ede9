"""Strings to things of the world: places, actors, times and numbers. This room knows neither documents nor the parser."""
