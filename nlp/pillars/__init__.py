"""Pillars: the programme's parts, where the text names them as such."""

from nlp.pillars.find import find_pillars

__all__ = ["find_pillars"]
