"""A text's parts: title, dateline, paragraphs, sentences and the stretches to ignore."""

from nlp.layout.parse import parse_layout

__all__ = ["parse_layout"]
