"""A query as conditions of the database: words through the full-text index, fields through the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true

from corpus.errors import QueryError
from corpus.record import EventType, Pillar
from corpus.search.query import And, Field, Not, Or, Query, holds_words, is_text
from corpus.store.filters import Filters, filter_conditions
from corpus.store.part_tables import article_pillar
from corpus.store.search_index import index_of
from corpus.store.tables import article, duplicate

T = TypeVar("T")
_YES, _NO = ("yes", "ya", "true", "1"), ("no", "tidak", "bukan", "false", "0")


def condition_of(conn: Connection, query: Query, within: Sequence[int] | None = None) -> ColumnElement[bool]:
    """The condition on `article` that a query stands for.

    Args:
        within: numbers of the only articles that matter; words are looked up for each of them.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    condition = index_of(conn).condition(query, within) if is_text(query) else None
    if condition is not None:
        return condition
    if isinstance(query, And):
        return and_(true(), *_conditions(conn, query.parts, within))
    if isinstance(query, Or):
        return or_(false(), *(condition_of(conn, part, within) for part in query.parts))
    if isinstance(query, Not):
        return ~condition_of(conn, query.part, within)
    if isinstance(query, Field):
        return _field_condition(query)
    raise TypeError(f"{query!r} is no query")


def split_query(conn: Connection, query: Query | None) -> tuple[Query | None, list[ColumnElement[bool]]]:
    """A query as the words to look for, None when there are none, and the conditions beside them.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    parts = query.parts if isinstance(query, And) else () if query is None else (query,)
    words = tuple(part for part in parts if is_text(part)) or tuple(part for part in parts if holds_words(part))
    conditions = _conditions(conn, [part for part in parts if part not in words])
    return (And(words) if len(words) > 1 else words[0] if words else None), conditions


def _conditions(
    conn: Connection, parts: Sequence[Query], within: Sequence[int] | None = None
) -> list[ColumnElement[bool]]:
    """The conditions of parts that must all hold. Fields that filters know are put together: the database is told of
    a region and an event at once."""
    merged, rest = Filters(), []
    for part in parts:
        found = _filters_of(part) if isinstance(part, Field) else None
        given = {} if found is None else {name: value for name, value in _given(found) if value is not None}
        if given and all(getattr(merged, name) is None for name in given):
            merged = msgspec.structs.replace(merged, **given)
        else:
            rest.append(condition_of(conn, part, within))
    return [*filter_conditions(merged), *rest]


def _given(filters: Filters) -> Iterable[tuple[str, Any]]:
    return msgspec.structs.asdict(filters).items()


def _field_condition(field: Field) -> ColumnElement[bool]:
    if field.name == "pillar":
        pillar = _one_of(field, get_args(Pillar))
        of_pillar = select(article_pillar.c.article_number).where(article_pillar.c.pillar == pillar)
        return article.c.number.in_(of_pillar)
    if field.name == "copies":
        copied = select(duplicate.c.article_id).where(duplicate.c.is_head.is_(False))
        return article.c.id.in_(copied) if _is_yes(field) else article.c.id.not_in(copied)
    return and_(true(), *filter_conditions(_filters_of(field)))


def _filters_of(field: Field) -> Filters | None:
    """A field as filters; None for one that they do not know."""
    value: Any = field.value
    if field.name in ("pillar", "copies", "title"):
        return None
    if field.name == "event":
        return Filters(event_type=_one_of(field, get_args(EventType)))
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


def _one_of(field: Field, known: tuple[T, ...]) -> T:
    for value in known:
        if value == field.value:
            return value
    raise QueryError(f"{field.name}:{field.value}", f"not known; one of {', '.join(map(str, known))}")


def _is_yes(field: Field) -> bool:
    if field.value.casefold() not in (*_YES, *_NO):
        raise QueryError(f"{field.name}:{field.value}", "write yes or no")
    return field.value.casefold() in _YES


def _parse_day(field: Field) -> date:
    try:
        return date.fromisoformat(field.value)
    except ValueError as error:
        raise QueryError(f"{field.name}:{field.value}", "not a day; write it as 2022-04-21") from error
