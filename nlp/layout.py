"""A text's parts: title, dateline, paragraphs, sentences and the stretches to ignore."""

from __future__ import annotations

import re

from nlp.mentions import Context, Layout

_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’'»)]*\s+(?=[\"“‘'«(]?[A-Z0-9])")


def parse_layout(text: str, context: Context) -> Layout:
    """Splits a stored text into its parts. Pure; linear in the length of `text`."""
    paragraphs = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text) if m[0].strip()]
    sentences: list[tuple[int, int]] = []
    for start, end in paragraphs:
        at = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            sentences.append((at, stop.end()))
            at = stop.end()
        sentences.append((at, end))
    title = None
    if paragraphs and context.title and text[slice(*paragraphs[0])].strip() == context.title.strip():
        title = paragraphs[0]
    return Layout(text, tuple(paragraphs), tuple(sentences), title, None, ())
