"""A text laid out for the office grammar: tokens, and what other components know of each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.mentions import Layout, NameMention, RegionMention
from nlp.names.token import Token, index_at, tokenise

# A line with at least this share of capitalised longer words is a headline: capitals then prove nothing.
_HEADLINE_SHARE = 0.7
_HEADLINE_WORDS = 4
_LONGEST_HEADLINE = 30
LONGEST_PLACE = 3  # words of a village's or a district's name
_LINE = re.compile(r"^|\n")
_PLACE_TYPES = ("desa", "kelurahan", "kecamatan", "distrik", "nagari", "kampung", "gampong", "pekon", "dusun")


@dataclass(frozen=True, slots=True)
class Page:
    """Tokens of a text and, for each, the region or name that covers it (None: none).

    `breaks` says whether a token begins a line, `headline` whether it stands in a title-cased line, `ignored` whether
    in a stretch that the layout leaves out. `before` holds the words that stand right before each capitalised word,
    with the number of times. `places` are the names of villages and districts that nothing capitalised follows,
    `given` the code points at which names begin whose first word is a region's, too.
    """

    text: str
    layout: Layout
    tokens: Sequence[Token]
    lowered: Sequence[str]
    breaks: Sequence[bool]
    headline: Sequence[bool]
    ignored: Sequence[bool]
    region: Sequence[RegionMention | None]
    name: Sequence[NameMention | None]
    before: Mapping[str, Mapping[str, int]]
    places: frozenset[tuple[str, ...]] = frozenset()
    given: frozenset[int] = frozenset()

    def index_at(self, position: int) -> int:
        """Index of the first token that begins at or after a code point."""
        return index_at(self.tokens, position)

    def sentence_start(self, position: int) -> int:
        """Start of the sentence that holds a code point; 0 before the first."""
        at = bisect_right(self.layout.sentences, position, key=lambda sentence: sentence[0]) - 1
        return self.layout.sentences[at][0] if at >= 0 else 0

    def name_kind(self, at: int) -> str | None:
        """What the recogniser takes a token for."""
        name = self.name[at]
        return None if name is None else name.kind

    def end_of(self, at: int, span_end: int) -> int:
        """Index of the first token from `at` on that begins at or after a code point."""
        while at < len(self.tokens) and self.tokens[at].start < span_end:
            at += 1
        return at


def build_page(
    text: str, layout: Layout, regions: Iterable[RegionMention] = (), names: Iterable[NameMention] = ()
) -> Page:
    """Lays a text out. Linear in its length and the number of mentions."""
    tokens = _with_digits(tokenise(text))
    lowered = [token.text.lower() for token in tokens]
    breaks = _breaks(text, tokens)
    headline = [False] * len(tokens)
    for start, end in layout.paragraphs:
        first, last = _bounds(tokens, start, end)
        if _is_headline(tokens[first:last]):
            headline[first:last] = [True] * (last - first)
    ignored = [False] * len(tokens)
    for start, end in layout.ignored:
        first, last = _bounds(tokens, start, end)
        ignored[first:last] = [True] * (last - first)
    region: list[RegionMention | None] = [None] * len(tokens)
    for mention in regions:
        first, last = _bounds(tokens, mention.span.start, mention.span.end)
        region[first:last] = [mention] * (last - first)
    name: list[NameMention | None] = [None] * len(tokens)
    for found in names:
        first, last = _bounds(tokens, found.span.start, found.span.end)
        name[first:last] = [found] * (last - first)
    before: dict[str, dict[str, int]] = defaultdict(dict)
    for i, token in enumerate(tokens):
        if i and token.text[0].isupper():
            counts, word = before[lowered[i]], lowered[i - 1]
            counts[word] = counts.get(word, 0) + 1
    places = _places(tokens, lowered, breaks)
    return Page(text, layout, tokens, lowered, breaks, headline, ignored, region, name, before, places)


def _breaks(text: str, tokens: Sequence[Token]) -> list[bool]:
    """Says for each token whether it begins a line."""
    breaks = [False] * (len(tokens) + 1)
    for line in _LINE.finditer(text):
        breaks[index_at(tokens, line.end())] = True
    return breaks[:-1]


def _with_digits(tokens: Sequence[Token]) -> list[Token]:
    """Joins what spells one agency: "DP", "3" and "A" of "DP3A"."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else None
        if last is not None and last.end == token.start and last.text[0].isalpha() and last.text.isupper():
            digit = token.text.isdigit() and len(last.text) > 1
            if digit or (token.text.isalpha() and token.text.isupper() and last.text[-1].isdigit()):
                found[-1] = Token(last.start, token.end, last.text + token.text)
                continue
        found.append(token)
    return found


def _bounds(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    return index_at(tokens, start), index_at(tokens, end)


def _places(tokens: Sequence[Token], lowered: Sequence[str], breaks: Sequence[bool]) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for at, low in enumerate(lowered):
        end = at + 1
        while low in _PLACE_TYPES and end < len(tokens) and end - at <= LONGEST_PLACE + 1:
            if breaks[end] or not tokens[end].is_capital:
                break
            end += 1
        if 1 < end - at <= LONGEST_PLACE + 1:
            found.add(tuple(lowered[at + 1 : end]))
    return frozenset(found)


def _is_headline(tokens: Sequence[Token]) -> bool:
    if not tokens or tokens[-1].text == "." or len(tokens) > _LONGEST_HEADLINE:
        return False
    words = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(words) >= _HEADLINE_WORDS and sum(w.is_capital for w in words) >= _HEADLINE_SHARE * len(words)
