"""Full-text search over the newest titles and texts, best match first."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select, text

from corpus.search.matches import make_snippet
from corpus.search.query import Query, Term, iter_terms, parse_query
from corpus.store.filters import Filters
from corpus.store.questions import filter_conditions, split_query
from corpus.store.tables import article, text_version

# A title says what an article is about; a word there counts as much as ten in the text. Columns of the index: title,
# text, and the stems of both.
_WEIGHTS = (10.0, 1.0, 10.0, 1.0)
_COLUMNS = (
    article.c.number, article.c.id, article.c.title, article.c.outlet, article.c.published, article.c.url,
    text_version.c.text,
)  # fmt: skip
_INDEX, _MATCH = text("article_search"), text("article_search MATCH :expression")


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

    A query without a word that ranks finds all of them, newest first.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    tree = parse_query(query) if isinstance(query, str) else query
    expression, conditions = split_query(tree)
    conditions += filter_conditions(filters)
    terms = tuple(iter_terms(tree))
    if expression is None:
        newest = (article.c.published_day.desc().nulls_last(), article.c.number.desc())
        rows = conn.execute(_articles().where(*conditions).order_by(*newest).limit(limit))
        return tuple(_hit(row._mapping, terms, 0.0) for row in rows)
    ranks = _best(conn, expression, conditions, limit)
    rows = conn.execute(_articles().where(article.c.number.in_(ranks)))
    by_number = {row.number: row._mapping for row in rows}
    return tuple(_hit(by_number[number], terms, -rank) for number, rank in ranks.items())


def _best(conn: Connection, expression: str, conditions: list[ColumnElement[bool]], limit: int) -> dict[int, float]:
    """The row numbers of the best articles, best first, with their ranks (lower is better)."""
    rank = func.bm25(_INDEX, *_WEIGHTS).label("rank")
    joined = select(article.c.number, rank).join_from(article, _INDEX, text("article_search.rowid = article.number"))
    matching = joined.where(_MATCH.bindparams(expression=expression), *conditions)
    rows = conn.execute(matching.order_by(text("rank"), article.c.number).limit(limit))
    return {row.number: row.rank for row in rows}


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
    """How many articles `search` could give.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    tree = parse_query(query) if isinstance(query, str) else query
    expression, conditions = split_query(tree)
    conditions += filter_conditions(filters)
    counted = select(func.count()).select_from(article)
    if expression is not None:
        counted = counted.join(_INDEX, text("article_search.rowid = article.number"))
        counted = counted.where(_MATCH.bindparams(expression=expression))
    return int(conn.execute(counted.where(*conditions)).scalar_one())
