"""Figures: counts of regions in the programme, with kind and year."""

from nlp.figures.find import find_figures

__all__ = ["find_figures"]
