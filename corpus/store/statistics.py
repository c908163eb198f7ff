"""Counts over the store: articles by outlet, region, month, event and pillar; words that stand out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, not_, select

from corpus.search.keyness import Collocations, Standout, find_keywords
from corpus.search.matches import iter_matches
from corpus.search.query import Query, iter_terms
from corpus.store.articles import iter_numbered
from corpus.store.filters import Filters, filter_conditions, from_index
from corpus.store.part_tables import article_event, article_pillar, article_region
from corpus.store.questions import condition_of
from corpus.store.search_index import index_of
from corpus.store.tables import article
from corpus.words import iter_words, split_words

Dimension = Literal["outlet", "region", "month", "event", "pillar"]
_PARTS: dict[Dimension, tuple[Table, str]] = {
    "region": (article_region, "region_code"),
    "event": (article_event, "type"),
    "pillar": (article_pillar, "pillar"),
}


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles have a value; `value` None: those that give none."""

    value: str | None
    articles: int


def count_by(
    conn: Connection, dimension: Dimension, query: Query | None = None, filters: Filters | None = None
) -> tuple[Share, ...]:
    """Articles by one dimension, most first; months in their order. An article with several regions, events or pillars
    counts for each, one without any for none.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    conditions = _conditions(conn, query, filters)
    counts = None if conditions else index_of(conn).tally(conn, dimension)
    if counts is None:
        counts = _count(conn, dimension, conditions)
    shares = [Share(value=value or None, articles=count) for value, count in counts.items()]
    if dimension == "month":
        return tuple(sorted(shares, key=lambda share: (share.value is None, share.value or "")))
    return tuple(sorted(shares, key=lambda share: (-share.articles, share.value or "")))


def _count(conn: Connection, dimension: Dimension, conditions: list[ColumnElement[bool]]) -> dict[str, int]:
    query: Any
    if dimension in ("month", "outlet"):
        column = article.c.published_day if dimension == "month" else article.c.outlet
        query = select(column, func.count()).where(*conditions).group_by(column)
        query = from_index(query, conditions)
    else:
        query = _count_parts(dimension, conditions)
    counts: Counter[str] = Counter()
    for value, count in conn.execute(query):
        counts[f"{value:%Y-%m}" if isinstance(value, date) else value or ""] += count
    return counts


def _count_parts(dimension: Dimension, conditions: list[ColumnElement[bool]]) -> Any:
    table, name = _PARTS[dimension]
    # An article may hold several events of one type, but a region and a pillar once.
    articles = func.count(table.c.article_number.distinct()) if dimension == "event" else func.count()
    query = select(table.c[name], articles).group_by(table.c[name])
    if not conditions:
        return query
    return query.where(table.c.article_number.in_(select(article.c.number).where(*conditions)))


def _conditions(conn: Connection, query: Query | None, filters: Filters | None) -> list[ColumnElement[bool]]:
    return [*filter_conditions(filters), *([condition_of(conn, query)] if query is not None else [])]


def find_collocations(
    conn: Connection, query: Query, *, filters: Filters | None = None, limit: int = 50
) -> tuple[Standout, ...]:
    """The words that stand within five words of the query's words more often than elsewhere in the articles that hold
    them. Reads these articles one by one; none for a query without words.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    terms, counted = tuple(iter_terms(query)), Collocations()
    if terms:
        for _, found in iter_numbered(conn, _conditions(conn, query, filters)):
            words = list(iter_words(found.text))
            counted.add([word.form for word in words], list(iter_matches(words, terms)))
    return counted.find(limit)


def find_keyness(
    conn: Connection, query: Query | None, *, filters: Filters | None = None, limit: int = 50
) -> tuple[Standout, ...]:
    """The words that the articles of a query and filters use more than all others do. Reads every text once.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    conditions = _conditions(conn, query, filters)
    if not conditions:
        return ()
    chosen = article.c.number.in_(select(article.c.number).where(*conditions))
    return find_keywords(_count_words(conn, chosen), _count_words(conn, not_(chosen)), limit)


def _count_words(conn: Connection, condition: ColumnElement[bool]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _, found in iter_numbered(conn, [condition]):
        counts.update(word for word in split_words(found.text) if not word.isdigit())
    return counts
