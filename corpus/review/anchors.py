"""Finding words again in a text that changed: by the words, what stood around them, and where they stood."""

from __future__ import annotations

import msgspec

from corpus.span import Span

# Characters of context on either side, as in Web Annotation's TextQuoteSelector in common use.
CONTEXT_CHARS = 32
# So much of the context must agree when the words stand elsewhere, and more than once.
_ENOUGH_CHARS = 8
# A word that stands more often than this is not told apart by context any more.
_MAX_PLACES = 2_000


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

    Words that stand once are found wherever they went. Of several places, the one whose surroundings agree most is
    taken, the nearest of equals; at least eight characters, or all of a shorter context, must agree.
    """
    if not anchor.exact:
        return None
    places = _places(text, anchor.exact)
    if not places:
        return None
    if len(places) == 1:
        return Span.of(text, places[0], places[0] + len(anchor.exact))
    start = max(places, key=lambda place: (_agreement(text, anchor, place), -abs(place - anchor.start)))
    enough = min(_ENOUGH_CHARS, len(anchor.prefix) + len(anchor.suffix))
    if _agreement(text, anchor, start) < enough and start != anchor.start:
        return None
    return Span.of(text, start, start + len(anchor.exact))


def _places(text: str, exact: str) -> list[int]:
    places: list[int] = []
    start = text.find(exact)
    while start >= 0 and len(places) < _MAX_PLACES:
        places.append(start)
        start = text.find(exact, start + 1)
    return places


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
