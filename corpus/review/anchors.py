"""Finding words again in a text that changed: by the words, what stood around them, and where they stood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from corpus.span import Span

# Characters of context on either side, as in Web Annotation's TextQuoteSelector in common use.
CONTEXT_CHARS = 32
# So much of the context must agree when the words stand elsewhere, and more than once.
_ENOUGH_CHARS = 8
# Of a word that stands everywhere, the nearest places are compared; the rest would cost time and bring nothing.
_MAX_PLACES = 64


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch `[start, end)` of some text: its words, and up to 32 characters before and after."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def make_anchor(text: str, span: Span) -> Anchor:
    """The anchor of a span of a text."""
    return Anchor(
        start=span.start, end=span.end, exact=span.text, prefix=text[max(0, span.start - CONTEXT_CHARS) : span.start],
        suffix=text[span.end : span.end + CONTEXT_CHARS],
    )  # fmt: skip


def find_anchor(text: str, anchor: Anchor) -> Span | None:
    """The place of an anchor in another text; None when its words are gone or cannot be told from their like.

    Words that stand once are found wherever they went. Of several places, the nearest with the whole context is taken,
    then with all that stood on one side, then the one whose surroundings agree most; at least eight characters, or all
    of a shorter context, must agree.
    """
    words = anchor.exact
    if not words:
        return None
    first = text.find(words)
    if first >= 0 and text.find(words, first + 1) < 0:  # str.count passes over places that overlap
        return _span(text, words, first)
    for before, after in ((anchor.prefix, anchor.suffix), (anchor.prefix, ""), ("", anchor.suffix)):
        if len(before) + len(after) >= _ENOUGH_CHARS:
            place = next(_nearest(text, before + words + after, anchor.start - len(before)), None)
            if place is not None:
                return _span(text, words, place + len(before))
    places = list(islice(_nearest(text, words, anchor.start), _MAX_PLACES))
    if not places:
        return None
    start = max(places, key=lambda place: (_agreement(text, anchor, place), -abs(place - anchor.start)))
    enough = min(_ENOUGH_CHARS, len(anchor.prefix) + len(anchor.suffix))
    if _agreement(text, anchor, start) < enough and start != anchor.start:
        return None
    return _span(text, words, start)


def _span(text: str, words: str, start: int) -> Span:
    return Span.of(text, start, start + len(words))


def _nearest(text: str, words: str, start: int) -> Iterator[int]:
    """The places of some words, those nearest to `start` first."""
    start = max(0, start)
    after, before = text.find(words, start), text.rfind(words, 0, start + len(words) - 1) if start else -1
    while after >= 0 or before >= 0:
        if before < 0 or (after >= 0 and after - start <= start - before):
            yield after
            after = text.find(words, after + 1)
        else:
            yield before
            before = text.rfind(words, 0, before + len(words) - 1) if before else -1


def _agreement(text: str, anchor: Anchor, place: int) -> int:
    """How many characters of context agree, counted outwards from the words."""
    before = _common(anchor.prefix[::-1], text[max(0, place - CONTEXT_CHARS) : place][::-1])
    end = place + len(anchor.exact)
    return before + _common(anchor.suffix, text[end : end + CONTEXT_CHARS])


def _common(one: str, two: str) -> int:
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count
