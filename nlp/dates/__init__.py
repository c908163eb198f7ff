"""Dates: a grammar of Indonesian date expressions, resolved to ISO 8601."""

from nlp.dates.find import find_dates

__all__ = ["find_dates"]
