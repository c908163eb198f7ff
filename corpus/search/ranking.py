"""Ranks a few articles among each other: BM25 as the full-text index computes it, over texts at hand. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corpus.search.query import Term
from corpus.words import split_words, stem

# Articles that the index ranks at most, for it must look at every one. Of more, the newest `WEIGHED` are ranked here.
RANKED = 5_000
WEIGHED = 200
# A title says what an article is about; a word there counts as much as ten in the text.
TITLE_WEIGHT = 10.0
# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond"; the values of FTS5.
_K1, _B = 1.2, 0.75


def weigh(articles: Sequence[tuple[str, str]], terms: Sequence[Term]) -> list[float]:
    """A score for each title and text, higher for a better match; how rare a term is, the articles themselves say."""
    counted = [_count(title, text, terms) for title, text in articles]
    mean = sum(length for _, length in counted) / max(len(counted), 1) or 1.0
    scores = [0.0] * len(counted)
    for i in range(len(terms)):
        holding = sum(counts[i] > 0 for counts, _ in counted)
        rarity = math.log(1 + (len(counted) - holding + 0.5) / (holding + 0.5))
        for k, (counts, length) in enumerate(counted):
            norm = _K1 * (1 - _B + _B * length / mean)
            scores[k] += rarity * counts[i] * (_K1 + 1) / (counts[i] + norm)
    return scores


def _count(title: str, text: str, terms: Sequence[Term]) -> tuple[list[float], int]:
    stemmed = any(term.kind == "stem" for term in terms)
    fields = []
    for part in (title, text):
        forms = split_words(part)
        fields.append((forms, [stem(form) for form in forms] if stemmed else []))
    counts = []
    for term in terms:
        in_title, in_text = (_occurrences(term, stems if term.kind == "stem" else forms) for forms, stems in fields)
        counts.append(TITLE_WEIGHT * in_title + (0 if term.title_only else in_text))
    return counts, len(fields[0][0]) + len(fields[1][0])


def _occurrences(term: Term, forms: Sequence[str]) -> int:
    *first, last = term.words
    if term.kind != "prefix" and not first:
        return forms.count(last)
    size, found = len(first), 0
    for i in range(size, len(forms)):
        meets = forms[i].startswith(last) if term.kind == "prefix" else forms[i] == last
        if meets and list(forms[i - size : i]) == first:
            found += 1
    return found
