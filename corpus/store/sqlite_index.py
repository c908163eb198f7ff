"""Full-text search in SQLite's FTS5.

The index holds no text of its own (view `article_text` is its content), so an article must leave it before its text
changes. Beside it lie the tallies that triggers keep (migration 0007).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql.visitors import replacement_traverse

from corpus.search.fts5 import to_fts5
from corpus.search.query import Query
from corpus.search.ranking import RANKED, TITLE_WEIGHT
from corpus.store.filters import columns_of
from corpus.store.tables import article

_COLUMNS = "title, text, title_stems, text_stems"
_WEIGHTS = (TITLE_WEIGHT, 1.0, TITLE_WEIGHT, 1.0)
_ADD = text(
    f"INSERT INTO article_search (rowid, {_COLUMNS}) SELECT number, {_COLUMNS} FROM article_text WHERE number = :number"
)
_DROP = text(
    f"INSERT INTO article_search (article_search, rowid, {_COLUMNS})"
    f" SELECT 'delete', number, {_COLUMNS} FROM article_text WHERE number = :number"
)
_COMMAND = text("INSERT INTO article_search (article_search) VALUES (:command)")
_CHECK = text("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")
_FREQUENCIES = text(
    "SELECT term, doc FROM article_search_terms WHERE col = 'text_stems' AND term IN :terms"
).bindparams(bindparam("terms", expanding=True))
_SEARCH = table("article_search", column("rowid"), column("article_search"))
_WHOLE: ColumnElement[str] = literal_column("article_search")
_PAGE = 500
# So many articles are looked up in the index one by one; of so many, every match is checked for being one of them.
_LOOKED_UP = 500
_FEW = 20_000
Conditions = Sequence[ColumnElement[bool]]


class SqliteIndex:
    """See `corpus.store.search_index.SearchIndex`."""

    def add(self, conn: Connection, numbers: Sequence[int]) -> None:
        """Takes articles in, as they are stored now."""
        if numbers:
            conn.execute(_ADD, [{"number": number} for number in numbers])

    def drop(self, conn: Connection, number: int) -> None:
        """Takes an article out; call it before its title or text changes."""
        conn.execute(_DROP, {"number": number})

    def purge(self, conn: Connection) -> None:
        """Rewrites the index without what was taken out of it."""
        conn.execute(_COMMAND, {"command": "optimize"})

    def rebuild(self, conn: Connection) -> None:
        """Makes the index and the tallies anew from the articles."""
        conn.execute(_COMMAND, {"command": "rebuild"})
        conn.execute(text("DELETE FROM tally"))
        conn.execute(text(f"INSERT INTO tally {_TALLIED}"))

    def faults(self, conn: Connection) -> Iterator[str]:
        """Asks SQLite about its file and its references, then compares index and tallies with the articles."""
        for (message,) in conn.exec_driver_sql("PRAGMA integrity_check(20)"):
            if message != "ok":
                yield f"the file is damaged: {message}"
        for name, row, parent, _ in conn.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"{name}, row {row}: refers to a row that {parent} does not hold"
        try:
            with conn.begin_nested():
                conn.execute(_CHECK)
        except DatabaseError:
            yield "the search index does not fit the articles; `pantau check --mend` makes it anew"
        for kept, counted in (("tally", _TALLIED), (_TALLIED, "tally")):
            first, second = (each if each == _TALLIED else "SELECT * FROM tally" for each in (kept, counted))
            if conn.execute(text(f"SELECT * FROM ({first}) EXCEPT SELECT * FROM ({second}) LIMIT 1")).first():
                yield "the tallies do not fit the articles; `pantau check --mend` makes them anew"
                return

    def condition(self, tree: Query, within: Sequence[int] | None) -> ColumnElement[bool] | None:
        """A subquery; within some numbers, a look-up for each."""
        expression = to_fts5(tree)
        if expression is None:
            return None
        found = select(_SEARCH.c.rowid).where(_matches(expression))
        return article.c.number.in_(found if within is None else found.where(_SEARCH.c.rowid.in_(within)))

    def rank(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> dict[int, float] | None:
        """By bm25, whose lower values are better."""
        expression = to_fts5(tree)
        if expression is None:
            return None
        some = select(_SEARCH.c.rowid).where(_matches(expression)).limit(RANKED + 1).subquery()
        if conn.execute(select(func.count()).select_from(some)).scalar_one() > RANKED:
            return None
        rank = func.bm25(_WHOLE, *_WEIGHTS).label("rank")
        query = select(_SEARCH.c.rowid, rank).where(_matches(expression), *_checked(conditions))
        rows = conn.execute(query.order_by(rank, _SEARCH.c.rowid).limit(limit))
        return {row.rowid: -row.rank for row in rows}

    def newest(self, conn: Connection, tree: Query, conditions: Conditions, limit: int) -> list[int] | None:
        """FTS5 gives its articles by number: those stored last count as newest.

        It looks a single article up in a tenth of a millisecond and passes over one in a ten-thousandth.
        """
        expression = to_fts5(tree)
        if expression is None:
            return None
        query = select(_SEARCH.c.rowid).where(_matches(expression)).order_by(_SEARCH.c.rowid.desc()).limit(limit)
        if conditions:
            chosen = select(article.c.number).where(*conditions)
            few = list(conn.execute(chosen.limit(_FEW + 1)).scalars())
            if len(few) <= _LOOKED_UP:
                return sorted(conn.execute(query.where(_SEARCH.c.rowid.in_(few))).scalars(), reverse=True)
            passed = _SEARCH.c.rowid.op("+")(0).in_(chosen)
            query = query.where(passed) if len(few) <= _FEW else query.where(*_checked(conditions))
        return list(conn.execute(query).scalars())

    def count(self, conn: Connection, tree: Query, conditions: Conditions) -> int | None:
        """Every match is looked at."""
        expression = to_fts5(tree)
        if expression is None:
            return None
        query = select(func.count()).select_from(_SEARCH).where(_matches(expression), *_checked(conditions))
        return int(conn.execute(query).scalar_one())

    def frequencies(self, conn: Connection, stems: Collection[str]) -> dict[str, int]:
        """FTS5 counts by walking through a word's articles: slow for frequent ones."""
        wanted: list[str] = list(stems)
        found: dict[str, int] = {}
        for i in range(0, len(wanted), _PAGE):
            rows = conn.execute(_FREQUENCIES, {"terms": wanted[i : i + _PAGE]})
            found |= {row.term: int(row.doc) for row in rows}
        return found

    def tally(self, conn: Connection, dimension: str) -> dict[str, int] | None:
        """As the triggers have kept it."""
        kept = text("SELECT value, articles FROM tally WHERE dimension = :dimension")
        return {row.value: row.articles for row in conn.execute(kept, {"dimension": dimension})}


def _matches(expression: str) -> ColumnElement[bool]:
    name: ColumnElement[str] = bindparam(None, expression, unique=True)
    return _WHOLE.op("MATCH", is_comparison=True)(name)


def _checked(conditions: Conditions) -> Conditions:
    """Conditions on the article of each match, put so that the index leads, whatever the planner thinks of them."""
    number = _SEARCH.c.rowid.op("+")(0)
    bare = [_moved(condition, number) for condition in conditions if columns_of(condition) == {"number"}]
    rest = [condition for condition in conditions if columns_of(condition) != {"number"}]
    if rest:
        bare.append(select(literal(1)).where(article.c.number == _SEARCH.c.rowid, *rest).exists())
    return bare


def _moved(condition: ColumnElement[bool], number: ColumnElement[int]) -> ColumnElement[bool]:
    def replace(element: Any, **_: Any) -> Any:
        return number if element is article.c.number else None

    return replacement_traverse(condition, {}, replace)


_TALLIED = " UNION ALL ".join(
    f"SELECT '{dimension}' AS dimension, {value} AS value, count(DISTINCT {counted}) AS articles FROM {name} GROUP BY 2"
    for dimension, name, value, counted in (
        ("month", "article", "coalesce(substr(published_day, 1, 7), '')", "number"),
        ("outlet", "article", "coalesce(outlet, '')", "number"),
        ("region", "article_region", "region_code", "article_number"),
        ("pillar", "article_pillar", "pillar", "article_number"),
        ("event", "article_event", "type", "article_number"),
    )
)
