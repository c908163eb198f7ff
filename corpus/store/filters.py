"""What a question to the store can be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Select, select
from sqlalchemy.sql.visitors import iterate

from corpus.record import EventType
from corpus.store.part_tables import article_event, article_region
from corpus.store.tables import article

# The columns of ix_article_counted.
_COUNTED = {"number", "published_day", "outlet"}


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """All given conditions must hold; None: no condition.

    `region_code` also takes a province's (`13`), which stands for all its kabupaten and kota. `since` and `until` are
    days of publication, both inclusive; an article without a known day fails either. `relevant`, `region_code` and
    `event_type` look at each article's current record.
    """

    relevant: bool | None = None
    region_code: str | None = None
    event_type: EventType | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None


def filter_conditions(filters: Filters | None) -> list[ColumnElement[bool]]:
    """The conditions on `article` that filters stand for; none for None."""
    conditions: list[ColumnElement[bool]] = []
    if filters is None:
        return conditions
    if filters.relevant is not None:
        conditions.append(article.c.relevant.is_(filters.relevant))
    if filters.outlet is not None:
        conditions.append(article.c.outlet == filters.outlet)
    if filters.since is not None:
        conditions.append(article.c.published_day >= filters.since)
    if filters.until is not None:
        conditions.append(article.c.published_day <= filters.until)
    if filters.region_code is not None or filters.event_type is not None:
        conditions.append(article.c.number.in_(part_numbers(filters.region_code, filters.event_type)))
    return conditions


def part_numbers(region_code: str | None, event_type: EventType | None) -> Select[tuple[int]]:
    """The numbers of articles with a region, an event or both, some more than once: of both, events lead, for they are
    fewer."""
    code, numbers = article_region.c.region_code, select(article_region.c.article_number)
    if event_type is not None:
        numbers = select(article_event.c.article_number).where(article_event.c.type == event_type)
        if region_code is None:
            return numbers
        numbers = numbers.join(article_region, article_region.c.article_number == article_event.c.article_number)
    assert region_code is not None
    # A range, not LIKE, that one walk through an index answers: "/" follows "." in the alphabet.
    return numbers.where(code == region_code if "." in region_code else code.between(region_code, f"{region_code}/"))


def columns_of(condition: ColumnElement[bool]) -> frozenset[str]:
    """The columns of `article` that a condition looks at."""
    return frozenset(each.name for each in iterate(condition) if isinstance(each, Column) and each.table is article)


def from_index(query: Select[Any], conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """A query over articles, answered from the narrow index on what is counted when that holds all that it looks at.

    SQLite reads the wide rows of articles that another table chose unless it is told; PostgreSQL sees for itself.
    """
    names = frozenset[str]().union(*map(columns_of, conditions))
    if "number" not in names or not names <= _COUNTED:
        return query
    return query.with_hint(article, "INDEXED BY ix_article_counted", "sqlite")
