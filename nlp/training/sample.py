"""Labelled sentences for the name recogniser, from CoNLL columns and from our own annotated articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.annotated import AnnotatedArticle
from corpus.errors import UnreadableInput
from nlp.layout import parse_layout
from nlp.mentions import Context
from nlp.names.recogniser import iter_windows
from nlp.names.token import tokenise

_LABEL = {"official": "PER", "person": "PER", "organisation": "ORG", "region": "LOC", "location": "LOC"}
_COLUMNS = re.compile(r"(\S+) \S+ (O|[BI]-(?:PER|ORG|LOC))")


class Sample(NamedTuple):
    """One sentence: its tokens' texts and their BIO labels, of equal number."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def load_columns(path: Path) -> tuple[Sample, ...]:
    """Reads IDNER-news-2k's columns (word, part of speech, label; an empty line between sentences).

    Words are cut again by our own tokens, so that training and use agree; labels follow.

    Raises:
        UnreadableInput: a line has other columns.
    """
    samples: list[Sample] = []
    words: list[str] = []
    labels: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], start=1):
        if line.strip():
            columns = _COLUMNS.fullmatch(line.strip())
            if columns is None:
                raise UnreadableInput(path.name, f"line {number}: expected `word tag label`")
            _add(columns[1], columns[2], words, labels)
        elif words:
            samples.append(Sample(tuple(words), tuple(labels)))
            words, labels = [], []
    return tuple(samples)


def _add(word: str, label: str, words: list[str], labels: list[str]) -> None:
    for token in tokenise(word):
        words.append(token.text)
        labels.append(label)
        label = label.replace("B-", "I-")


def iter_samples(articles: Iterable[AnnotatedArticle]) -> Iterator[Sample]:
    """Sentences of our own articles; those that touch a stretch marked `ignored` are left out."""
    for article in articles:
        ignored = [mark.span for mark in article.marks_of("ignored")]
        spans = [(m.span.start, m.span.end, _LABEL[m.kind]) for m in article.marks if m.kind in _LABEL]
        outer = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
        layout = parse_layout(article.text, Context(title=article.title, published=article.published))
        for tokens in iter_windows(article.text, layout.sentences):
            if not tokens or any(s.start < tokens[-1].end and tokens[0].start < s.end for s in ignored):
                continue
            labels = ["O"] * len(tokens)
            for start, end, label in outer:
                inside = [i for i, token in enumerate(tokens) if start <= token.start and token.end <= end]
                for i in inside:
                    labels[i] = f"{'B' if i == inside[0] else 'I'}-{label}"
            yield Sample(tuple(token.text for token in tokens), tuple(labels))
