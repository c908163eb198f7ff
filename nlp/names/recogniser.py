"""The trained recogniser: from a text's sentences to names with exact offsets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pycrfsuite

from corpus.errors import ModelMismatch
from corpus.span import Span
from models.loading import load_weights
from nlp.mentions import NameMention
from nlp.names.document import Chunk, Kind, gather, iter_again
from nlp.names.features import FEATURES_VERSION, sentence_features
from nlp.names.token import Token, index_at, tokenise

MODEL = "names"
KINDS: Mapping[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "location"}
_LABELS = {kind: label for label, kind in KINDS.items()}
# A longer run without a sentence end (tables, broken pages) is cut here, so that one Viterbi lattice stays small.
_LONGEST = 400
_SURE = 0.8
_DOUBTFUL = 0.6
# Tokens within so many places of a capitalised one are read.
_REACH = 3
# Least chance at which a name that the document surely holds elsewhere is believed.
_TRACE = 0.01


@lru_cache(maxsize=1)
def _stored() -> tuple[bytes, Mapping[str, Any]]:
    """Weights and card, kept while the process lives: the tagger reads the bytes in place and does not own them."""
    return load_weights(MODEL)


@lru_cache(maxsize=1)
def load_tagger() -> pycrfsuite.Tagger:
    """Loads the shipped weights.

    Raises:
        ModelMismatch: the weights are not those of the card, or were trained with other features.
    """
    weights, card = _stored()
    found = str(card.get("features_version"))
    if found != str(FEATURES_VERSION):
        raise ModelMismatch(MODEL, f"features version {FEATURES_VERSION}", found)
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(weights)
    return tagger


def iter_windows(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[Sequence[Token]]:
    """The tokens of each sentence, over-long ones in pieces of at most 400. A sentence cuts through no token."""
    tokens = tokenise(text)
    for start, end in sentences:
        last = index_at(tokens, end)
        for at in range(index_at(tokens, start), last, _LONGEST):
            yield tokens[at : min(at + _LONGEST, last)]


def find_names(text: str, sentences: Iterable[tuple[int, int]]) -> tuple[NameMention, ...]:
    """Names in text order, honorifics and degrees outside. Linear in the length of the sentences."""
    tagger = load_tagger()
    windows = [w for w in iter_windows(text, sentences) if any(token.is_capital for token in w)]
    read = [(tokens, _read(tagger, tokens)) for tokens in windows]
    known = gather(read)
    found: list[NameMention] = []
    for tokens, chunks in read:
        again = list(iter_again(tokens, chunks, known))
        if again:
            chunks = sorted([*chunks, *_iter_traced(tagger, tokens, again)])
        for first, last, kind, score in chunks:
            span = Span.of(text, tokens[first].start, tokens[last].end)
            found.append(NameMention(span, kind, round(score, 4)))
    return tuple(_settled(found))


def _read(tagger: pycrfsuite.Tagger, tokens: Sequence[Token]) -> list[Chunk]:
    """The names of one sentence by the trained weights alone."""
    places = _set(tagger, tokens)
    found = tagger.tag()
    labels = ["O"] * len(tokens)
    for i, label in zip(places, found, strict=True):
        labels[i] = label
    chunks: list[Chunk] = []
    for chunk_first, chunk_last, kind in iter_chunks(labels):
        first, last = _trim(tokens, chunk_first, chunk_last)
        if first <= last:
            score = math.prod(tagger.marginal(labels[i], places[i]) for i in range(first, last + 1))
            chunks.append(Chunk(first, last, kind, score))
    return chunks


def _set(tagger: pycrfsuite.Tagger, tokens: Sequence[Token]) -> dict[int, int]:
    """Gives the tagger the tokens that stand near a capital; returns their places in what it has, by index.

    Far from capitals there are no names: long stretches of small letters, a third of all tokens, are left out.
    """
    wanted: list[int] = []
    end = 0
    for i, token in enumerate(tokens):
        if token.text[0].isupper():
            first, end = max(end, i - _REACH), min(len(tokens), i + _REACH + 1)
            wanted += range(first, end)
    tagger.set(sentence_features([token.text for token in tokens], wanted=wanted))
    return {i: place for place, i in enumerate(wanted)}


def _iter_traced(
    tagger: pycrfsuite.Tagger, tokens: Sequence[Token], runs: Iterable[tuple[int, int, Kind]]
) -> Iterator[Chunk]:
    """Those of the runs that the weights do not rule out; doubtful by themselves, so they get the score of a doubt."""
    places = _set(tagger, tokens)
    tagger.tag()
    for first, last, kind in runs:
        chance = sum(tagger.marginal(f"{mark}-{_LABELS[kind]}", places[first]) for mark in "BI")
        if chance >= _TRACE:
            yield Chunk(first, last, kind, _DOUBTFUL)


def _settled(found: Sequence[NameMention]) -> Iterator[NameMention]:
    """Takes what is hardly a place or a body for a person where the text surely names a person by its first word."""
    sure = {m.span.text.split()[0] for m in found if m.kind == "person" and m.score >= _SURE}
    for mention in found:
        doubtful = mention.kind != "person" and mention.score < _DOUBTFUL
        yield replace(mention, kind="person") if doubtful and mention.span.text.split()[0] in sure else mention


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leaves marks at a chunk's ends out, a closing bracket only when the chunk does not open it."""
    while first <= last and not tokens[first].text[0].isalnum():
        first += 1
    while last >= first and not tokens[last].text[0].isalnum():
        if tokens[last].text == ")" and any(token.text == "(" for token in tokens[first:last]):
            break
        last -= 1
    return first, last


def iter_chunks(labels: Sequence[str]) -> Iterator[tuple[int, int, Kind]]:
    """First and last index and kind of each chunk of a BIO label sequence; a stray I- begins a chunk."""
    start, kind = 0, "O"
    for i, label in enumerate([*labels, "O"]):
        if kind == label == "O":
            continue
        mark, _, name = label.partition("-")
        if kind != "O" and not (mark == "I" and name == kind):
            yield start, i - 1, KINDS[kind]
            kind = "O"
        if name and kind == "O":
            start, kind = i, name
