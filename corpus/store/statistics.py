"""Counts over the store: articles by outlet, region, month, event and pillar; words that stand out."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, not_, select

from corpus.search.keyness import Collocations, Standout, find_keywords
from corpus.search.matches import iter_matches
from corpus.search.query import Query, iter_terms
from corpus.store.articles import iter_numbered
from corpus.store.filters import Filters
from corpus.store.questions import condition_of, filter_conditions
from corpus.store.tables import article, record, record_event, record_pillar, record_region
from corpus.words import iter_words, split_words

Dimension = Literal["outlet", "region", "month", "event", "pillar"]
_PARTS: dict[Dimension, tuple[Table, str]] = {
    "region": (record_region, "region_code"),
    "event": (record_event, "type"),
    "pillar": (record_pillar, "pillar"),
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
    conditions = _conditions(query, filters)
    if dimension == "month":
        return _by_month(conn, conditions)
    if dimension == "outlet":
        counted = select(article.c.outlet, func.count()).where(*conditions).group_by(article.c.outlet)
    else:
        counted = _by_part(dimension, conditions)
    shares = [Share(value=value, articles=count) for value, count in conn.execute(counted)]
    return tuple(sorted(shares, key=lambda share: (-share.articles, share.value or "")))


def _by_part(dimension: Dimension, conditions: list[ColumnElement[bool]]) -> Any:
    table, name = _PARTS[dimension]
    column = table.c[name]
    current = select(record.c.number).where(record.c.current)
    if conditions:
        current = current.where(record.c.article_id.in_(select(article.c.id).where(*conditions)))
    # A record may hold several events of one type, but a region and a pillar once.
    articles = func.count(table.c.record_number.distinct()) if dimension == "event" else func.count()
    return select(column, articles).where(table.c.record_number.in_(current)).group_by(column)


def _by_month(conn: Connection, conditions: list[ColumnElement[bool]]) -> tuple[Share, ...]:
    days = select(article.c.published_day, func.count()).where(*conditions).group_by(article.c.published_day)
    months: Counter[str | None] = Counter()
    for day, count in conn.execute(days):
        months[None if day is None else f"{day:%Y-%m}"] += count
    order = sorted(months, key=lambda month: (month is None, month or ""))
    return tuple(Share(value=month, articles=months[month]) for month in order)


def _conditions(query: Query | None, filters: Filters | None) -> list[ColumnElement[bool]]:
    return [*filter_conditions(filters), *([condition_of(query)] if query is not None else [])]


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
        for _, found in iter_numbered(conn, _conditions(query, filters)):
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
    conditions = _conditions(query, filters)
    if not conditions:
        return ()
    chosen = article.c.number.in_(select(article.c.number).where(*conditions))
    return find_keywords(_count_words(conn, chosen), _count_words(conn, not_(chosen)), limit)


def _count_words(conn: Connection, condition: ColumnElement[bool]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for _, found in iter_numbered(conn, [condition]):
        counts.update(word for word in split_words(found.text) if not word.isdigit())
    return counts
