"""Which articles a question chooses, with what a frozen corpus orders and splits them by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
from sqlalchemy import Connection, and_, select, true

from corpus.search.query import Query
from corpus.store.filters import Filters, filter_conditions
from corpus.store.questions import condition_of
from corpus.store.tables import article, duplicate, event_article, record


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One article with a current record. `day`: published, else fetched; None: neither is known.

    `groups`: its near-duplicate cluster and its event clusters; articles that share one tell one story.
    """

    article_id: str
    day: date | None
    groups: tuple[str, ...]


def iter_members(conn: Connection, filters: Filters | None = None, query: Query | None = None) -> Iterator[Member]:
    """The articles that pass the filters and the query, by id.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    conditions = [*filter_conditions(filters), true() if query is None else condition_of(conn, query)]
    current = record.alias()  # the conditions speak of `record` themselves
    columns = (article.c.id, article.c.published_day, article.c.fetched, duplicate.c.cluster_id)
    joined = select(*columns).join(current, and_(current.c.article_id == article.c.id, current.c.current))
    joined = joined.outerjoin(duplicate, duplicate.c.article_id == article.c.id)
    events: dict[str, list[str]] = {}
    for event_id, article_id in conn.execute(select(event_article.c.event_id, event_article.c.article_id)):
        events.setdefault(article_id, []).append(f"event/{event_id}")
    # Sorted here: databases disagree on the order of letters and digits.
    rows = sorted(conn.execute(joined.where(*conditions)).all(), key=lambda row: str(row.id))
    for row in rows:
        cluster = [f"copies/{row.cluster_id}"] if row.cluster_id else []
        day = row.published_day or (row.fetched.date() if row.fetched else None)
        yield Member(article_id=row.id, day=day, groups=(*cluster, *sorted(events.get(row.id, ()))))
