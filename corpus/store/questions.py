"""A query as conditions of the database: words through the full-text index, fields through the tables."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from sqlalchemy import ColumnElement, and_, bindparam, false, literal_column, or_, select, text, true

from corpus.errors import QueryError
from corpus.record import EventType, Pillar
from corpus.search.fts5 import to_fts5
from corpus.search.query import And, Field, Not, Or, Query, is_text
from corpus.store.filters import Filters, article_conditions, current_record_conditions
from corpus.store.tables import article, duplicate, record, record_pillar

_YES, _NO = ("yes", "ya", "true", "1"), ("no", "tidak", "bukan", "false", "0")


def condition_of(query: Query) -> ColumnElement[bool]:
    """The condition on `article` that a query stands for.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    expression = to_fts5(query) if is_text(query) else None
    if expression is not None:
        return _matches(expression)
    if isinstance(query, And):
        return and_(true(), *map(condition_of, query.parts))
    if isinstance(query, Or):
        return or_(false(), *map(condition_of, query.parts))
    if isinstance(query, Not):
        return ~condition_of(query.part)
    if isinstance(query, Field):
        return _field_condition(query)
    raise TypeError(f"{query!r} is no query")


def split_query(query: Query | None) -> tuple[str | None, list[ColumnElement[bool]]]:
    """A query as what ranks (a MATCH expression, None when no words rank) and the conditions beside it.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    if query is None:
        return None, []
    if is_text(query):
        expression = to_fts5(query)
        return (None, [condition_of(query)]) if expression is None else (expression, [])
    if not isinstance(query, And):
        return None, [condition_of(query)]
    words = tuple(part for part in query.parts if is_text(part))
    expression = to_fts5(And(words)) if words else None
    rest = query.parts if expression is None else tuple(part for part in query.parts if not is_text(part))
    return expression, [condition_of(part) for part in rest]


def filter_conditions(filters: Filters | None) -> list[ColumnElement[bool]]:
    """The conditions of filters on articles; none for None."""
    return [*article_conditions(filters or Filters()), *current_record_conditions(filters or Filters())]


def _matches(expression: str) -> ColumnElement[bool]:
    name: ColumnElement[str] = bindparam(None, expression, unique=True)
    rowid: ColumnElement[int] = literal_column("article_search.rowid")
    index: ColumnElement[str] = literal_column("article_search")
    found = select(rowid).select_from(text("article_search")).where(index.op("MATCH")(name))
    return article.c.number.in_(found)


def _field_condition(field: Field) -> ColumnElement[bool]:
    if field.name == "pillar":
        pillar = _one_of(field, get_args(Pillar))
        of_pillar = select(record_pillar.c.record_number).where(record_pillar.c.pillar == pillar)
        return article.c.id.in_(select(record.c.article_id).where(record.c.current, record.c.number.in_(of_pillar)))
    if field.name == "copies":
        copied = select(duplicate.c.article_id).where(duplicate.c.is_head.is_(False))
        return article.c.id.in_(copied) if _is_yes(field) else article.c.id.not_in(copied)
    return and_(true(), *filter_conditions(_filters_of(field)))


def _filters_of(field: Field) -> Filters:
    value: Any = field.value
    if field.name == "event":
        return Filters(event_type=_one_of(field, get_args(EventType)))  # type: ignore[arg-type]  # checked
    if field.name == "outlet":
        return Filters(outlet=value)
    if field.name == "relevant":
        return Filters(relevant=_is_yes(field))
    if field.name == "region":
        digits = value.replace(".", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) in (2, 4)):
            raise QueryError(f"region:{value}", "no code of a region; write 13 or 13.75")
        return Filters(region_code=value)
    return Filters(since=_parse_day(field)) if field.name == "since" else Filters(until=_parse_day(field))


def _one_of(field: Field, known: tuple[str, ...]) -> str:
    if field.value not in known:
        raise QueryError(f"{field.name}:{field.value}", f"not known; one of {', '.join(known)}")
    return field.value


def _is_yes(field: Field) -> bool:
    if field.value.casefold() not in (*_YES, *_NO):
        raise QueryError(f"{field.name}:{field.value}", "write yes or no")
    return field.value.casefold() in _YES


def _parse_day(field: Field) -> date:
    try:
        return date.fromisoformat(field.value)
    except ValueError as error:
        raise QueryError(f"{field.name}:{field.value}", "not a day; write it as 2022-04-21") from error
