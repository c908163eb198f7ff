"""Kabupaten, kota and provinces in a text, resolved to their codes."""

from nlp.regions.annotate import find_regions

__all__ = ["find_regions"]
