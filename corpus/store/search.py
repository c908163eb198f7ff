"""Full-text search over the newest titles and texts (SQLite FTS5; diacritics and case do not count)."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from sqlalchemy import ColumnClause, ColumnElement, Connection, func, literal_column, select, text

from corpus.store.filters import Filters, article_conditions, current_record_conditions
from corpus.store.tables import article

# Two characters that no stored text holds: they come back as offsets, never as markup.
_OPEN, _CLOSE = "\x02", "\x03"
_SNIPPET_TOKENS = 32
# A title says what an article is about; a word there counts as much as ten in the text.
_TITLE_WEIGHT = 10.0
_COLUMNS = (
    article.c.number,
    article.c.id,
    article.c.title,
    article.c.outlet,
    article.c.published,
    article.c.url,
)
_INDEX, _MATCH = text("article_search"), text("article_search MATCH :expression")
_PHRASE = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")


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


def search(conn: Connection, query: str, limit: int = 20, filters: Filters | None = None) -> tuple[Hit, ...]:
    """Finds the articles that hold every word of the query, best first.

    `"kota cerdas"` is a phrase and `tandatang*` a beginning; every other sign is a letter like any other, so no query
    is wrong. A query without a word finds every article that passes the filters, newest first.
    """
    conditions = [*article_conditions(filters or Filters()), *current_record_conditions(filters or Filters())]
    expression = parse_query(query)
    if expression is None:
        newest = (article.c.published_day.desc().nulls_last(), article.c.number.desc())
        rows = conn.execute(select(*_COLUMNS).where(*conditions).order_by(*newest).limit(limit))
        return tuple(_hit(row._mapping, "", 0.0) for row in rows)
    ranks = _best(conn, expression, conditions, limit)
    snippets = _snippets(conn, expression, list(ranks))
    rows = conn.execute(select(*_COLUMNS).where(article.c.number.in_(ranks)))
    by_number = {row.number: row._mapping for row in rows}
    return tuple(_hit(by_number[number], snippets[number], -rank) for number, rank in ranks.items())


def _best(conn: Connection, expression: str, conditions: list[ColumnElement[bool]], limit: int) -> dict[int, float]:
    """The row numbers of the best articles, best first, with their ranks (lower is better)."""
    rank = func.bm25(_INDEX, _TITLE_WEIGHT, 1.0).label("rank")
    joined = select(article.c.number, rank).join_from(article, _INDEX, text("article_search.rowid = article.number"))
    matching = joined.where(_MATCH.bindparams(expression=expression), *conditions)
    rows = conn.execute(matching.order_by(text("rank"), article.c.number).limit(limit))
    return {row.number: row.rank for row in rows}


def _snippets(conn: Connection, expression: str, numbers: list[int]) -> dict[int, str]:
    """Cut for the articles shown only: a snippet costs more than a rank."""
    snippet = func.snippet(_INDEX, 1, _OPEN, _CLOSE, "…", _SNIPPET_TOKENS)
    rowid: ColumnClause[int] = literal_column("article_search.rowid")
    cut = select(rowid.label("number"), snippet.label("snippet")).select_from(_INDEX)
    rows = conn.execute(cut.where(_MATCH.bindparams(expression=expression), rowid.in_(numbers)))
    return {row.number: row.snippet for row in rows}


def parse_query(query: str) -> str | None:
    """Turns what a person typed into an FTS5 expression; None when it holds no word."""
    terms = []
    for phrase, word in _PHRASE.findall(query):
        term = phrase or word
        if not _WORD.search(term):
            continue
        beginning = "*" if word.endswith("*") else ""
        terms.append('"' + term.replace('"', '""').replace("\x00", " ") + '"' + beginning)
    return " AND ".join(terms) or None


def _hit(row: Any, marked: str, score: float) -> Hit:
    snippet, marks = _marks(marked)
    plain = ("title", "outlet", "published", "url")
    return Hit(**{name: row[name] for name in plain}, article_id=row["id"], snippet=snippet, marks=marks, score=score)


def _marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, marks, length, start = [], [], 0, 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked.replace("\n", " ")):
        if part == _OPEN:
            start = length
        elif part == _CLOSE:
            marks.append((start, length))
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), tuple(marks)
