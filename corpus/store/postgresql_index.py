"""Full-text search in PostgreSQL: a row beside each article with the places of its words and stems, under a GIN index.

PostgreSQL knows how frequent values are and plans by it, so that questions are put as they are; it counts when asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    MetaData,
    Table,
    Text,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY, TSVECTOR

from corpus.search.query import Query, Term
from corpus.search.ranking import RANKED
from corpus.search.tsquery import to_tsquery, to_tsvector
from corpus.store.tables import article, text_version

# A metadata of its own: in SQLite the index is no table like the others (migration 0007 makes both).
article_search = Table(
    "article_search",
    MetaData(),
    Column("number", BigInteger, ForeignKey(article.c.number), primary_key=True, autoincrement=False),
    Column("words", TSVECTOR, nullable=False),
)
_SEARCH = article_search.c
# A word in the title (weight A) counts as much as ten in the text (weight D).
_WEIGHTS = cast([0.1, 0.2, 0.4, 1.0], ARRAY(Float(24)))
# Each hit is divided by 1 + ln(length), so that long texts do not lead.
_BY_LENGTH = 1
_PAGE = 200
Conditions = Sequence[ColumnElement[bool]]


class PostgresqlIndex:
    """See `corpus.store.search_index.SearchIndex`."""

    def add(self, conn: Connection, numbers: Sequence[int]) -> None:
        """Takes articles in, as they are stored now."""
        for i in range(0, len(numbers), _PAGE):
            rows = conn.execute(_texts().where(article.c.number.in_(numbers[i : i + _PAGE])))
            conn.execute(insert(article_search), [{"number": row.number, "words": _words(row)} for row in rows])

    def drop(self, conn: Connection, number: int) -> None:
        """Takes an article out."""
        conn.execute(delete(article_search).where(_SEARCH.number == number))

    def purge(self, conn: Connection) -> None:
        """Nothing to do within a transaction: PostgreSQL's autovacuum overwrites rows that are gone."""

    def rebuild(self, conn: Connection) -> None:
        """Makes the index anew from the articles."""
        conn.execute(delete(article_search))
        for rows in _pages(conn):
            conn.execute(insert(article_search), [{"number": row.number, "words": _words(row)} for row in rows])

    def faults(self, conn: Connection) -> Iterator[str]:
        """Compares the index with the articles; the files are PostgreSQL's to check (`pg_amcheck`)."""
        wrong = text(
            "SELECT 1 FROM unnest(CAST(:numbers AS bigint[]), CAST(:words AS text[])) AS wanted (number, words)"
            " LEFT JOIN article_search USING (number)"
            " WHERE article_search.words IS DISTINCT FROM CAST(wanted.words AS tsvector) LIMIT 1"
        )
        for rows in _pages(conn):
            wanted = {"numbers": [row.number for row in rows], "words": list(map(_words, rows))}
            if conn.execute(wrong, wanted).first():
                yield "the search index does not fit the articles; `pantau check --mend` makes it anew"
                return

    def condition(self, tree: Query, within: Sequence[int] | None) -> ColumnElement[bool] | None:
        """A subquery; PostgreSQL can put every tree."""
        found = select(_SEARCH.number).where(_matches(tree))
        return article.c.number.in_(found if within is None else found.where(_SEARCH.number.in_(within)))

    def rank(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> dict[int, float] | None:
        """By ts_rank, among the articles that meet the conditions."""
        some = _chosen(tree, conditions).limit(RANKED + 1).subquery()
        if conn.execute(select(func.count()).select_from(some)).scalar_one() > RANKED:
            return None
        rank = func.ts_rank(_WEIGHTS, _SEARCH.words, _query(tree), _BY_LENGTH).label("rank")
        query = _chosen(tree, conditions).add_columns(rank).order_by(rank.desc(), article.c.number).limit(limit)
        return {row.number: row.rank for row in conn.execute(query)}

    def newest(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> list[int] | None:
        """By day of publication."""
        newest = (article.c.published_day.desc().nulls_last(), article.c.number.desc())
        return list(conn.execute(_chosen(tree, conditions).order_by(*newest).limit(limit)).scalars())

    def count(self, conn: Connection, tree: Query, conditions: Conditions) -> int | None:
        """Every match is looked at."""
        return int(conn.execute(_chosen(tree, conditions).with_only_columns(func.count())).scalar_one())

    def frequencies(self, conn: Connection, stems: Collection[str]) -> dict[str, int]:
        """One look into the index for each stem; titles count with their texts."""
        asked = [to_tsquery(Term((form,), "stem")) for form in stems]
        holding = text(
            "SELECT form, (SELECT count(*) FROM article_search WHERE words @@ CAST(asked AS tsquery)) AS articles"
            " FROM unnest(CAST(:forms AS text[]), CAST(:asked AS text[])) AS wanted (form, asked)"
        )
        return {row.form: row.articles for row in conn.execute(holding, {"forms": list(stems), "asked": asked})}

    def tally(self, conn: Connection, dimension: str) -> dict[str, int] | None:
        """None: writers side by side would wait for each other's tallies."""


def _query(tree: Query) -> ColumnElement[Any]:
    return cast(literal(to_tsquery(tree), Text), TSQUERY)


def _matches(tree: Query) -> ColumnElement[bool]:
    return _SEARCH.words.op("@@", is_comparison=True)(_query(tree))


def _chosen(tree: Query, conditions: Conditions) -> Any:
    joined = select(article.c.number).join(article_search, _SEARCH.number == article.c.number)
    return joined.where(_matches(tree), *conditions)


def _texts() -> Any:
    joined = select(article.c.number, article.c.title, text_version.c.text)
    return joined.join(text_version, article.c.text_sha256 == text_version.c.text_sha256).order_by(article.c.number)


def _pages(conn: Connection) -> Iterator[Sequence[Any]]:
    last = 0
    while rows := conn.execute(_texts().where(article.c.number > last).limit(_PAGE)).all():
        yield rows
        last = rows[-1].number


def _words(row: Any) -> str:
    return to_tsvector(row.title or "", row.text)
