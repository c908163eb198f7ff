"""Figures: counts of regions in the programme, with kind and year."""

from nlp.figures.find import find_figures, is_about_programme

__all__ = ["find_figures", "is_about_programme"]
