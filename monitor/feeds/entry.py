"""Which events a feed holds, and what it says of each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select

from corpus.record import EventType, LinkStatus
from corpus.search.query import Query
from corpus.store.alert_tables import event_change
from corpus.store.articles import read_article
from corpus.store.events import EventCluster, State, iter_events
from corpus.store.questions import condition_of
from corpus.store.tables import article, event_article
from monitor.happenings import date_range
from monitor.plain import plain_text, web_link
from monitor.report import EventNews, event_news
from registry.registry import Registry

DEFAULT_LIMIT = 200


class FeedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed is asked for; all given conditions hold.

    `query` looks at the articles that tell of an event, the others at the event. `since` and `until` are days of the
    event, both inclusive; an undated event fails either. `region_code` also takes a province's.
    """

    query: Query | None = None
    event_type: EventType | None = None
    region_code: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    registry: LinkStatus | None = None
    limit: int = DEFAULT_LIMIT


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One article that tells of an event."""

    outlet: str
    title: str
    url: str | None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in a feed. `uid` is the same for ever; `published` and `updated` are aware UTC; `changes` counts the
    changes since it was opened. `days` are the first and last day; None when the date is no day or not known. `url` is
    the page of the article that tells of the event as it stands."""

    uid: uuid.UUID
    event_id: str
    type: EventType
    date: str | None
    days: tuple[dt.date, dt.date] | None
    status: State | None
    regions: tuple[str, ...]
    region_codes: tuple[str, ...]
    cohort: int | None
    place: str
    registry: LinkStatus
    membership: str | None
    evidence: str
    url: str | None
    sources: tuple[Source, ...]
    published: dt.datetime
    updated: dt.datetime
    changes: int


def read_entries(conn: Connection, order: FeedOrder, registry: Registry) -> tuple[Entry, ...]:
    """The events of a feed, those that changed last first, at most `order.limit`.

    Raises:
        QueryError: the value of a field is none that the field takes.
    """
    steps = _read_steps(conn)
    chosen = sorted(_chosen(conn, order), key=lambda each: (_updated(each, steps), each.id), reverse=True)
    return tuple(_entry(conn, cluster, registry, steps) for cluster in chosen[: order.limit])


def _read_steps(conn: Connection) -> dict[str, tuple[dt.datetime, int]]:
    """When each event last changed, and its number of steps."""
    query = select(event_change.c.event_id, func.max(event_change.c.at).label("at"), func.count().label("steps"))
    rows = conn.execute(query.where(event_change.c.kind.not_in(("doubt", "apart"))).group_by(event_change.c.event_id))
    return {row.event_id: (row.at, row.steps) for row in rows}


def _updated(cluster: EventCluster, steps: dict[str, tuple[dt.datetime, int]]) -> dt.datetime:
    # `last_seen` moves whenever an article is read again; readers of the feed would see an old event as changed.
    return steps[cluster.id][0] if cluster.id in steps else cluster.first_seen


def _chosen(conn: Connection, order: FeedOrder) -> Iterator[EventCluster]:
    matching = _matching(conn, order.query) if order.query is not None else None
    for cluster in iter_events(conn, order.event_type):
        if matching is not None and cluster.id not in matching:
            continue
        if order.registry is not None and cluster.registry.status != order.registry:
            continue
        if _is_in_days(cluster, order) and _is_in_region(cluster, order.region_code):
            yield cluster


def _matching(conn: Connection, query: Query) -> frozenset[str]:
    found = select(event_article.c.event_id).join(article, article.c.id == event_article.c.article_id)
    return frozenset(conn.execute(found.where(condition_of(conn, query))).scalars())


def _is_in_days(cluster: EventCluster, order: FeedOrder) -> bool:
    if order.since is None and order.until is None:
        return True
    days = date_range(cluster.date)
    if days is None:
        return False
    return (order.since is None or days[1] >= order.since) and (order.until is None or days[0] <= order.until)


def _is_in_region(cluster: EventCluster, code: str | None) -> bool:
    return code is None or any(each == code or each.startswith(f"{code}.") for each in cluster.region_codes)


def _entry(
    conn: Connection, cluster: EventCluster, registry: Registry, steps: dict[str, tuple[dt.datetime, int]]
) -> Entry:
    news: EventNews = event_news(conn, cluster, registry)
    return Entry(
        uid=uuid.uuid5(uuid.NAMESPACE_OID, f"pantau/event/{cluster.id}"), event_id=cluster.id, type=cluster.type,
        date=cluster.date, days=_days(cluster.date), status=cluster.status,
        regions=tuple(plain_text(name) for name in news.regions), region_codes=cluster.region_codes,
        cohort=cluster.cohort, place=plain_text(cluster.place), registry=cluster.registry.status,
        membership=cluster.registry.membership, evidence=plain_text(news.evidence), url=web_link(news.url),
        sources=tuple(_sources(conn, cluster)), published=cluster.first_seen, updated=_updated(cluster, steps),
        changes=max(steps.get(cluster.id, (None, 1))[1] - 1, 0),
    )  # fmt: skip


def _days(value: str | None) -> tuple[dt.date, dt.date] | None:
    """Days only: a month or a year is no appointment."""
    if value is None or any(part.count("-") != 2 for part in value.split("/")):
        return None
    return date_range(value)


def _sources(conn: Connection, cluster: EventCluster) -> Iterator[Source]:
    found = [each for share in cluster.articles if (each := read_article(conn, share.article_id))]
    for each in sorted(found, key=lambda one: (one.published or "9999", one.id)):
        url = web_link(each.canonical_url or each.url)
        yield Source(outlet=plain_text(each.outlet) or url or each.id, title=plain_text(each.title), url=url)
