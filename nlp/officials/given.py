"""First names that are a region's name or an everyday word: "Malang Prasetyo", "Selamat Widodo", "Pagi Utomo".

The recogniser, which reads one sentence at a time, takes them for a place or for nothing. What tells is where the word
stands: right before a name, where a person is expected and no office needs it as its region.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.span import Span
from nlp.mentions import NameMention, RegionMention
from nlp.names.places import load_place_names
from nlp.officials.page import Page
from nlp.officials.sight import Pair, Sight
from nlp.officials.title import Title

_LEAST = 3  # letters
_LONGEST = 5  # words
_DOUBTFUL = 0.6
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Given:
    """Regions and names of a text once the first names are told; `starts` are where the joined names begin."""

    regions: tuple[RegionMention, ...]
    names: tuple[NameMention, ...]
    starts: frozenset[int] = frozenset()


def join_given_names(
    page: Page, titles: Sequence[Title], regions: Sequence[RegionMention], names: Sequence[NameMention]
) -> Given | None:
    """Joins first names to the names behind them and takes their regions back; None when the text has none.

    Linear in the tokens: each place is looked at with a few words around it.
    """
    pairs = list(_iter_pairs(page))
    if not pairs:
        return None
    sight = Sight(page, titles, {pair.at for pair in pairs})
    pairs = [pair for pair in pairs if sight.may_be(pair)]
    sure = {_key(page, pair) for pair in pairs if sight.tells(pair)}
    sure |= {_key(page, pair) for pair in pairs if sight.is_speaker(pair.at)}
    if not sure:
        return None
    joined = [pair for pair in pairs if _key(page, pair) in sure]
    alone = {pair.at for pair in joined} | set(sight.iter_alone({key[0] for key in sure}))
    starts = {page.tokens[at].start for at in alone}
    kept = tuple(region for region in regions if region.span.start not in starts)
    firsts = frozenset(page.tokens[pair.at].start for pair in joined)
    return Given(kept, tuple(_names(page, joined, alone, names)), firsts)


def _key(page: Page, pair: Pair) -> tuple[str, ...]:
    return tuple(page.lowered[pair.at : pair.last])


def _iter_pairs(page: Page) -> Iterator[Pair]:
    """Capitalised words that are taken for a region or for nothing right before a person's name."""
    for at in range(len(page.tokens) - 1):
        region, follows = page.region[at], page.name[at + 1]
        if follows is None or (follows.kind != "person" and follows is not page.name[at]):
            continue
        if region is None and follows.kind == "person" and follows is page.name[at]:
            continue
        last = _pair_end(page, at)
        if last:
            yield Pair(at, last)


def _pair_end(page: Page, at: int) -> int:
    """Where the name ends whose first word stands here; 0 when this is no such word."""
    word, name = page.tokens[at].text, page.name[at]
    if len(word) < _LEAST or not word.istitle() or page.ignored[at] or page.breaks[at + 1]:
        return 0
    if page.text[page.tokens[at].end : page.tokens[at + 1].start] != " ":
        return 0
    region = page.region[at]
    if region is not None and (region.span.start, region.span.end) != (page.tokens[at].start, page.tokens[at].end):
        return 0
    follows = page.name[at + 1]
    if name is not None and follows is name:
        told = name.kind == "person" and region is not None and name.span.start == page.tokens[at].start
        return page.end_of(at, name.span.end) if told else _misread_end(page, at, name)
    if name is not None and (name.kind == "person" or page.end_of(at, name.span.end) != at + 1):
        return 0
    if follows is None or follows.kind != "person" or page.region[at + 1] is not None:
        return 0
    if follows.span.start != page.tokens[at + 1].start or not page.tokens[at + 1].text.istitle():
        return 0
    return page.end_of(at + 1, follows.span.end)


def _misread_end(page: Page, at: int, name: NameMention) -> int:
    """The same where the whole is taken for one place or body ("Medan Sinaga") that no list of places has."""
    if name.kind == "person" or name.span.start != page.tokens[at].start or name.score > _SURE:
        return 0
    last = page.end_of(at, name.span.end)
    words = [token.text for token in page.tokens[at:last]]
    if not 1 < len(words) <= _LONGEST or not all(word.istitle() for word in words) or any(page.region[at + 1 : last]):
        return 0
    marks = load_place_names().mark(words, page.lowered[at:last])
    return 0 if any(marks[1:]) else last


def _names(page: Page, pairs: Sequence[Pair], alone: set[int], names: Sequence[NameMention]) -> list[NameMention]:
    ends = {at: at + 1 for at in alone} | {pair.at: pair.last for pair in pairs}
    taken = {at for first, last in ends.items() for at in range(first, last)}
    made = [
        NameMention(Span.of(page.text, page.tokens[first].start, page.tokens[last - 1].end), "person", _DOUBTFUL)
        for first, last in ends.items()
    ]
    kept = [cut for name in names if (cut := _without(page, name, taken)) is not None]
    return sorted([*made, *kept], key=lambda name: name.span.start)


def _without(page: Page, name: NameMention, taken: set[int]) -> NameMention | None:
    """A name up to the first token that is taken from it ("Dinas Selamat"); None when nothing is left."""
    first = page.index_at(name.span.start)
    last = page.end_of(first, name.span.end)
    gone = next((at for at in range(first, last) if at in taken), last)
    if gone == last:
        return name
    return replace(name, span=Span.of(page.text, name.span.start, page.tokens[gone - 1].end)) if gone > first else None
