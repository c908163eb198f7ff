"""Keyword in context: every place where a query's words stand, with the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from corpus.article import Article
from corpus.search.matches import iter_matches
from corpus.search.query import Query, Term, iter_terms
from corpus.store.articles import iter_numbered
from corpus.store.filters import Filters, filter_conditions
from corpus.store.questions import condition_of
from corpus.words import fold, iter_words

Sorting = Literal["left", "right", "outlet", "date"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One match. `start` and `end` are a half-open range of the article's text; `left`, `match` and `right` are the
    text there and beside it, line ends as blanks."""

    article_id: str
    outlet: str | None
    published: str | None
    left: str
    match: str
    right: str
    start: int
    end: int


def iter_lines(
    conn: Connection, query: Query, *, context_words: int = 8, filters: Filters | None = None
) -> Iterator[Line]:
    """Yields a line for each place in the texts where a word or phrase of the query stands, in the order in which the
    articles were first stored. Streams: no more than a page of articles is held.

    Args:
        context_words: words shown on either side, 0 or more.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    terms = tuple(iter_terms(query))
    if not terms:
        return
    for _, found in iter_numbered(conn, [condition_of(conn, query), *filter_conditions(filters)]):
        yield from _lines(found, terms, context_words)


def _lines(found: Article, terms: Sequence[Term], context_words: int) -> Iterator[Line]:
    words = list(iter_words(found.text))
    for first, last in iter_matches(words, terms):
        start, end = words[first].start, words[last - 1].end
        left = words[max(first - context_words, 0) : first]
        right = words[last : last + context_words]
        yield Line(
            article_id=found.id, outlet=found.outlet, published=found.published,
            left=_piece(found.text, left[0].start if left else start, start),
            match=_piece(found.text, start, end),
            right=_piece(found.text, end, right[-1].end if right else end), start=start, end=end,
        )  # fmt: skip


def _piece(text: str, start: int, end: int) -> str:
    return text[start:end].replace("\n", " ")


def sort_lines(lines: Iterable[Line], by: Sorting) -> list[Line]:
    """Sorts lines, which holds all of them: by the words before the match, nearest first, by those after it, by outlet
    or by day, oldest first and unknown days last. Equal lines keep their order."""
    return sorted(lines, key=_KEYS[by])


def _forms(text: str) -> list[str]:
    return [word.form for word in iter_words(text)]


_KEYS: dict[Sorting, Callable[[Line], Any]] = {
    "left": lambda line: _forms(line.left)[::-1],
    "right": lambda line: _forms(line.right),
    "outlet": lambda line: (line.outlet is None, fold(line.outlet or "")),
    "date": lambda line: (line.published is None, (line.published or "")[:10]),
}
