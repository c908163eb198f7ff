"""What a document itself says about a name: who is surely named once is found where the sentence alone leaves doubt.

Regional news introduces "Bupati Ambo Sakka" and goes on with "Ambo", often as a sentence's first word, where a capital
says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from nlp.names.token import Token
from nlp.names.wordlist import name_words

Kind = Literal["person", "organisation", "location"]
_SURE = 0.8
_LEAST = 3


class Chunk(NamedTuple):
    """A name in one sentence: its first and last token, its kind, and how sure the recogniser is, in [0, 1]."""

    first: int
    last: int
    kind: Kind
    score: float


class Known(NamedTuple):
    """Names that a document surely holds: their whole wordings with the usual kind, and the words of its persons."""

    whole: dict[tuple[str, ...], Kind]
    parts: frozenset[str]


def gather(sentences: Iterable[tuple[Sequence[Token], Sequence[Chunk]]]) -> Known:
    """Collects the sure names of all sentences; a single word that is a common one there too ("hari kedua") is none."""
    kinds: dict[tuple[str, ...], Counter[Kind]] = {}
    parts: set[str] = set()
    common = set(name_words()["not_name"])
    for tokens, chunks in sentences:
        common.update(token.text for token in tokens if token.text.islower())
        for chunk in chunks:
            if chunk.score < _SURE:
                continue
            words = tuple(token.text for token in tokens[chunk.first : chunk.last + 1])
            kinds.setdefault(words, Counter())[chunk.kind] += 1
            if chunk.kind == "person" and len(words) > 1:
                parts.update(w for w in words if len(w) >= _LEAST and w[0].isupper() and w[1:].islower())
    whole = {
        words: count.most_common(1)[0][0]
        for words, count in kinds.items()
        if len(words) > 1 or words[0].lower() not in common
    }
    return Known(whole, frozenset(part for part in parts if part.lower() not in common))


def iter_again(tokens: Sequence[Token], chunks: Sequence[Chunk], known: Known) -> Iterator[tuple[int, int, Kind]]:
    """Yields the runs of capitalised words outside all names that are, word for word, a known name or a person's part.

    Each is its first and last token and the kind. A run is taken whole or not at all: next to another capitalised word,
    a known word may belong to a name of something else.
    """
    free = [token.text[0].isupper() for token in tokens]
    for chunk in chunks:
        free[chunk.first : chunk.last + 1] = [False] * (chunk.last + 1 - chunk.first)
    for is_free, group in groupby(range(len(tokens)), key=free.__getitem__):
        if not is_free:
            continue
        run = tuple(group)
        words = tuple(tokens[i].text for i in run)
        kind = known.whole.get(words)
        if kind is None and len(words) == 1 and words[0] in known.parts:
            kind = "person"
        if kind is not None:
            yield run[0], run[-1], kind
