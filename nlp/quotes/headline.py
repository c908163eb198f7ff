"""Speech that a headline has in short: "Bupati X: Jangan ..." names the speaker of the quote that begins so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.mentions import Layout
from nlp.quotes.actors import Cast

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LONGEST = 12  # words of the headline that are looked at
_FEWEST = 3  # words that headline and quote must share
_SHARE = 0.75  # of the headline's words, the part that the quote must print


@dataclass(frozen=True, slots=True)
class Headline:
    """Who speaks in the headline, and in which words."""

    name: str
    words: frozenset[str]

    def announces(self, inner: str) -> bool:
        """Says whether the speech `inner` is the one that the headline has in short."""
        said = {word.lower() for word in _WORD.findall(inner[:400])}
        shared = len(self.words & said)
        return shared >= _FEWEST and shared >= _SHARE * len(self.words)


def read_headline(layout: Layout, cast: Cast) -> Headline | None:
    """The speaker and the words of a headline with a colon or a mark between them; None for any other headline."""
    if layout.title is None:
        return None
    start, end = layout.title
    colon = layout.text.find(": ", start, end)
    if colon < 0:
        return None
    namings = [actor for actor in cast.between(start, colon) if actor.name is not None]
    names = {cast.name_of(actor) for actor in namings}
    name = next(iter(names)) if len(names) == 1 else None
    words = frozenset(word.lower() for word in _WORD.findall(layout.text[colon:end])[:_LONGEST])
    return Headline(name, words) if name is not None and len(words) >= _FEWEST else None
