"""Words and sentences for token-based formats. No token reaches over the edge of a mark, so that tags keep offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.exports.marks import Mark

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
# "H. Ahmad", "Kab. Solok", "Plt. Bupati": short capitalised words before a full stop are titles; "RI." ends a sentence.
_TITLE = re.compile(r"(?<!\w)(?:[A-Z][a-z]{0,2}|Prof|Prov|no|dkk|dll|dsb|tsb)$")


class Token(NamedTuple):
    """One word or sign at `[start, end)` of the text, with its IOB tag (`O`, `B-region`, `I-region`)."""

    start: int
    end: int
    text: str
    tag: str


def tag_tokens(text: str, marks: Sequence[Mark]) -> list[Token]:
    """The tokens of a text with the tags of marks that do not overlap (`flat_marks`).

    A token is a run of letters and digits or one other sign, cut where a mark begins or ends.
    """
    edges = sorted({edge for mark in marks for edge in (mark.span.start, mark.span.end)})
    tokens: list[Token] = []
    current = 0
    for start, end in _ranges(text, edges):
        while current < len(marks) and marks[current].span.end <= start:
            current += 1
        tag = "O"
        if current < len(marks) and marks[current].span.start <= start:
            tag = f"{'B' if not tokens or tokens[-1].end <= marks[current].span.start else 'I'}-{marks[current].label}"
        tokens.append(Token(start, end, text[start:end], tag))
    return tokens


def _ranges(text: str, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        for edge in edges[bisect_right(edges, start) : bisect_right(edges, end - 1)]:
            yield start, edge
            start = edge
        yield start, end


def sentence_starts(text: str, marks: Iterable[Mark] = ()) -> list[int]:
    """Offsets at which sentences begin, the first 0; every line begins one. No sentence ends inside a mark."""
    spans = sorted((mark.span.start, mark.span.end) for mark in marks)
    reach, ends = 0, []
    for _, end in spans:
        ends.append(reach := max(reach, end))
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        cut = match.end()
        held = bisect_right(spans, (cut - 1, len(text))) - 1
        inside = held >= 0 and ends[held] > cut
        end = match.start()
        title = match.group() == ". " and _TITLE.search(text, max(0, end - 6), end)
        if not inside and not title and cut < len(text):
            starts.append(cut)
    return starts


def split_sentences(text: str, tokens: Sequence[Token], marks: Iterable[Mark] = ()) -> list[list[Token]]:
    """The tokens of each sentence; sentences without tokens are left out."""
    starts = sentence_starts(text, marks)
    sentences: list[list[Token]] = [[] for _ in starts]
    for token in tokens:
        sentences[bisect_right(starts, token.start) - 1].append(token)
    return [sentence for sentence in sentences if sentence]
