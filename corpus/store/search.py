"""Search over the newest titles and texts, best match first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from corpus.search.matches import make_snippet
from corpus.search.query import Query, Term, is_text, iter_terms, parse_query
from corpus.search.ranking import WEIGHED, weigh
from corpus.store.filters import Filters, filter_conditions
from corpus.store.questions import condition_of, split_query
from corpus.store.search_index import index_of
from corpus.store.tables import article, text_version

_COLUMNS = (
    article.c.number, article.c.id, article.c.title, article.c.outlet, article.c.published, article.c.url,
    text_version.c.text,
)  # fmt: skip
_NEWEST = (article.c.published_day.desc().nulls_last(), article.c.number.desc())
# What an index cannot put as a whole, like a NOT alone, mostly holds for some of the newest articles: these are tried
# before all are asked.
_TRIED = 500
_STEP = 100


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One article found. `marks` are half-open ranges in `snippet` where the query matched; a higher `score` is
    better."""

    article_id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float


def search(
    conn: Connection, query: str | Query | None, limit: int = 20, filters: Filters | None = None
) -> tuple[Hit, ...]:
    """Finds the articles that a query (`corpus.search.query`) stands for and that pass the filters, best first.

    Of more than 5,000 (`corpus.search.ranking.RANKED`) the newest are found, the best of them first. A query without
    a word to rank by finds the newest, newest first.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    tree = parse_query(query) if isinstance(query, str) else query
    words, conditions = split_query(conn, tree)
    conditions += filter_conditions(filters)
    terms = tuple(iter_terms(tree))
    ranks = None
    if words is not None and terms and is_text(words):
        ranks = index_of(conn).rank(conn, words, conditions, limit)
    if ranks is None:
        numbers = _newest(conn, words, conditions, max(limit, WEIGHED) if terms else limit)
        ranks = _weigh(conn, numbers, terms, limit) if terms else dict.fromkeys(numbers, 0.0)
    rows = {row.number: row._mapping for row in conn.execute(_articles().where(article.c.number.in_(ranks)))}
    return tuple(_hit(rows[number], terms, score) for number, score in ranks.items())


def _newest(conn: Connection, words: Query | None, conditions: Sequence[ColumnElement[bool]], limit: int) -> list[int]:
    """The numbers of the newest articles that meet conditions and hold words, newest first."""
    chosen = select(article.c.number).where(*conditions).order_by(*_NEWEST)
    if words is None:
        return list(conn.execute(chosen.limit(limit)).scalars())
    numbers = index_of(conn).newest(conn, words, conditions, limit) if is_text(words) else None
    if numbers is not None:
        return numbers
    found: list[int] = []
    for tried in range(0, _TRIED, _STEP):
        step = list(conn.execute(chosen.offset(tried).limit(_STEP)).scalars())
        holding = select(article.c.number).where(article.c.number.in_(step), condition_of(conn, words, step))
        those = set(conn.execute(holding).scalars()) if step else set()
        found += [number for number in step if number in those]
        if len(found) >= limit or len(step) < _STEP:
            return found[:limit]
    return list(conn.execute(chosen.where(condition_of(conn, words)).limit(limit)).scalars())


def _weigh(conn: Connection, numbers: Sequence[int], terms: Sequence[Term], limit: int) -> dict[int, float]:
    rows = {row.number: row for row in conn.execute(_articles().where(article.c.number.in_(numbers)))}
    scores = weigh([(rows[number].title or "", rows[number].text) for number in numbers], terms)
    best = sorted(zip(numbers, scores, strict=True), key=lambda pair: -pair[1])
    return dict(best[:limit])


def _articles() -> Any:
    return select(*_COLUMNS).join(text_version, article.c.text_sha256 == text_version.c.text_sha256)


def _hit(row: Any, terms: tuple[Term, ...], score: float) -> Hit:
    plain = {name: row[name] for name in ("title", "outlet", "published", "url")}
    in_text = tuple(term for term in terms if not term.title_only)
    snippet = make_snippet(row["text"], in_text) if terms else None
    return Hit(
        **plain, article_id=row["id"], snippet=snippet.text if snippet else "", marks=snippet.marks if snippet else (),
        score=score,
    )  # fmt: skip


def count_found(conn: Connection, query: str | Query | None, filters: Filters | None = None) -> int:
    """How many articles a query and filters choose.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    tree = parse_query(query) if isinstance(query, str) else query
    words, conditions = split_query(conn, tree)
    conditions += filter_conditions(filters)
    if words is not None and is_text(words):
        count = index_of(conn).count(conn, words, conditions)
        if count is not None:
            return count
    conditions += [] if words is None else [condition_of(conn, words)]
    return int(conn.execute(select(func.count()).select_from(article).where(*conditions)).scalar_one())
