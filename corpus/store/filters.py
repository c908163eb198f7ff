"""What a question to the store can be narrowed to."""

from __future__ import annotations

from datetime import date

import msgspec
from sqlalchemy import ColumnElement, exists, or_, select

from corpus.record import EventType
from corpus.store.tables import article, record, record_event, record_region


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


def article_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on the article's own columns."""
    conditions: list[ColumnElement[bool]] = []
    if filters.outlet is not None:
        conditions.append(article.c.outlet == filters.outlet)
    if filters.since is not None:
        conditions.append(article.c.published_day >= filters.since)
    if filters.until is not None:
        conditions.append(article.c.published_day <= filters.until)
    return conditions


def record_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on the record's columns and its parts."""
    conditions: list[ColumnElement[bool]] = []
    if filters.relevant is not None:
        conditions.append(record.c.relevant.is_(filters.relevant))
    if filters.region_code is not None:
        code, wanted = record_region.c.region_code, filters.region_code
        # A range, not LIKE: "/" follows "." in the alphabet, and an index can answer it.
        inside = code == wanted if "." in wanted else or_(code == wanted, code.between(f"{wanted}.", f"{wanted}/"))
        conditions.append(record.c.number.in_(select(record_region.c.record_number).where(inside)))
    if filters.event_type is not None:
        of_type = select(record_event.c.record_number).where(record_event.c.type == filters.event_type)
        conditions.append(record.c.number.in_(of_type))
    return conditions


def current_record_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """For queries over articles: the current record exists and meets the conditions. Empty when there are none."""
    conditions = record_conditions(filters)
    if not conditions:
        return []
    if filters.region_code is None and filters.event_type is None:
        # Most articles meet these: looking one up is cheaper than listing them all.
        return [exists().where(record.c.article_id == article.c.id, record.c.current, *conditions)]
    # Few articles meet these: listed once. As EXISTS, SQLite would walk the list for every article.
    return [article.c.id.in_(select(record.c.article_id).where(record.c.current, *conditions))]
