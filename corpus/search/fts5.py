"""A query in the words of SQLite's FTS5 (https://sqlite.org/fts5.html). PostgreSQL's tsquery would be a file beside."""

from __future__ import annotations

from corpus.search.query import And, Not, Or, Query, Term

_COLUMNS = {
    ("stem", False): "{title_stems text_stems}", ("stem", True): "{title_stems}",
    ("exact", False): "{title text}", ("exact", True): "{title}",
    ("prefix", False): "{title text}", ("prefix", True): "{title}",
}  # fmt: skip


def to_fts5(query: Query) -> str | None:
    """The MATCH expression of a tree of words only (`is_text`); None for one that FTS5 cannot put.

    FTS5 knows no NOT without something that it is taken from: `-padi` alone, or as one side of an OR.
    """
    if isinstance(query, Term):
        star = " *" if query.kind == "prefix" else ""
        return f'{_COLUMNS[query.kind, query.title_only]} : "{" ".join(query.words)}"{star}'
    if isinstance(query, Or):
        return _joined(" OR ", query.parts)
    if isinstance(query, And):
        wanted = _joined(" AND ", tuple(part for part in query.parts if not isinstance(part, Not)))
        unwanted = tuple(part.part for part in query.parts if isinstance(part, Not))
        if wanted is None or not unwanted:
            return wanted
        without = _joined(" OR ", unwanted)
        return None if without is None else f"({wanted} NOT {without})"
    return None


def _joined(operator: str, parts: tuple[Query, ...]) -> str | None:
    expressions = [to_fts5(part) for part in parts]
    if not expressions or None in expressions:
        return None
    return f"({operator.join(str(expression) for expression in expressions)})"
