"""Where a query's terms stand in a text, and the stretch of it that shows them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from corpus.search.query import Term
from corpus.words import Word, iter_words, stem

SNIPPET_WORDS = 32


class Snippet(msgspec.Struct, frozen=True):
    """A stretch of a text on one line, with half-open ranges of it where terms match."""

    text: str
    marks: tuple[tuple[int, int], ...]


def iter_matches(words: Sequence[Word], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of word numbers where a term matches, in order of their starts; the longest of those that start
    together, none twice."""
    stems = [stem(word.form) for word in words] if any(term.kind == "stem" for term in terms) else []
    for i in range(len(words)):
        length = max((len(t.words) for t in terms if _stands_at(t, words, stems, i)), default=0)
        if length:
            yield i, i + length


def _stands_at(term: Term, words: Sequence[Word], stems: Sequence[str], i: int) -> bool:
    wanted = term.words
    if i + len(wanted) > len(words):
        return False
    if term.kind == "stem":
        return all(stems[i + k] == form for k, form in enumerate(wanted))
    if not all(words[i + k].form == form for k, form in enumerate(wanted[:-1])):
        return False
    last = words[i + len(wanted) - 1].form
    return last.startswith(wanted[-1]) if term.kind == "prefix" else last == wanted[-1]


def make_snippet(text: str, terms: Sequence[Term], size: int = SNIPPET_WORDS) -> Snippet:
    """Cuts the `size` words with most different matches, the first such place; "…" stands where the text goes on."""
    words = list(iter_words(text))
    matches = list(iter_matches(words, terms))
    first = _best_start([start for start, _ in matches], words, size)
    last = min(first + size, len(words))
    begin = words[first].start if first else 0
    end = words[last - 1].end if last < len(words) else len(text)
    head = "…" if first else ""
    shown = [(words[a].start, words[b - 1].end) for a, b in matches if first <= a and b <= last]
    shift = len(head) - begin
    line = head + " ".join(text[begin:end].split("\n")) + ("…" if last < len(words) else "")
    return Snippet(line, tuple((a + shift, b + shift) for a, b in _without_overlaps(shown)))


def _best_start(starts: Sequence[int], words: Sequence[Word], size: int) -> int:
    best, most, end = 0, 0, 0
    for i, start in enumerate(starts):
        end = max(end, i)
        while end < len(starts) and starts[end] < start + size:
            end += 1
        kinds = len({words[k].form for k in starts[i : min(end, i + size)]})
        if kinds > most:
            best, most = start, kinds
    # A few words before the first match show what it belongs to; the text's beginning needs no cutting.
    best = max(best - 4, 0)
    return 0 if best < 4 else min(best, max(len(words) - size, 0))


def _without_overlaps(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    kept_end = -1
    for start, end in ranges:
        if start >= kept_end:
            yield start, end
            kept_end = end
