"""Event clusters: records of many outlets about one happening become one event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from corpus.record import Event, Record
from corpus.store.articles import read_article
from corpus.store.events import EventArticle, EventCluster, delete_event, iter_events, iter_events_of, write_event
from monitor.happenings import Happening, date_range, is_same
from registry.linking import link_event
from registry.registry import Registry


def cluster_events(conn: Connection, article_id: str, record: Record, registry: Registry, now: datetime) -> None:
    """Puts a record's events into their clusters; what an older reading of the article claimed goes.

    A cluster keeps its id, `first_seen` and `reported_at` for as long as one article supports it.
    """
    before = {cluster.id for cluster in iter_events_of(conn, article_id)}
    after: set[str] = set()
    for position, event in enumerate(record.events):
        share = EventArticle(
            article_id=article_id, text_sha256=record.article.text_sha256, evidence=event.evidence
        )  # fmt: skip
        happening = _happening(event, _day(record.article.published))
        cluster = next((c for c in _candidates(conn, event) if is_same(_of_cluster(conn, c), happening)), None)
        if cluster is None and position and not is_dated(event.date):
            continue  # an undated side remark joins a happening that is known, but opens none
        if cluster is None:
            cluster = _new_cluster(event, article_id, position, now)
        cluster = _joined(cluster, event, share, registry, now)
        write_event(conn, cluster)
        after.add(cluster.id)
    for stale in before - after:
        _take_out(conn, stale, article_id)


def is_dated(value: str | None) -> bool:
    """Says whether a date reaches at least the month."""
    return value is not None and "-" in value


def _candidates(conn: Connection, event: Event) -> Iterator[EventCluster]:
    if not event.region_codes:
        yield from (c for c in iter_events(conn, event_type=event.type) if not c.region_codes)
        return
    seen: set[str] = set()
    for code in event.region_codes:
        for cluster in iter_events(conn, event_type=event.type, region_code=code):
            if cluster.id not in seen:
                seen.add(cluster.id)
                yield cluster


def _happening(event: Event, published: date | None) -> Happening:
    return Happening(event.type, event.date, frozenset(event.region_codes), event.cohort, published)


def _of_cluster(conn: Connection, cluster: EventCluster) -> Happening:
    articles = (read_article(conn, share.article_id) for share in cluster.articles[:3])
    days = [day for article in articles if article and (day := _day(article.published))]
    regions = frozenset(cluster.region_codes)
    return Happening(cluster.type, cluster.date, regions, cluster.cohort, min(days, default=None))


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published else None


def _new_cluster(event: Event, article_id: str, position: int, now: datetime) -> EventCluster:
    seed = f"{event.type} {event.date} {event.region_codes} {article_id} {position}"
    return EventCluster(
        id=hashlib.sha256(seed.encode()).hexdigest()[:12], type=event.type, date=event.date,
        region_codes=event.region_codes, cohort=event.cohort, place=event.place, mode=event.mode, status=event.status,
        registry=event.registry, articles=(), first_seen=now, last_seen=now,
    )  # fmt: skip


def _joined(
    cluster: EventCluster, event: Event, share: EventArticle, registry: Registry, now: datetime
) -> EventCluster:
    regions = tuple(dict.fromkeys((*cluster.region_codes, *event.region_codes)))
    day, cohort = narrower(cluster.date, event.date), cluster.cohort or event.cohort
    others = tuple(a for a in cluster.articles if a.article_id != share.article_id)
    return msgspec.structs.replace(
        cluster, date=day, region_codes=regions, cohort=cohort, place=cluster.place or event.place,
        mode=cluster.mode or event.mode, status="held" if "held" in (cluster.status, event.status) else cluster.status,
        registry=link_event(registry, cluster.type, day, regions, cohort), articles=(*others, share), last_seen=now,
    )  # fmt: skip


def narrower(a: str | None, b: str | None) -> str | None:
    """The more exact of two dates of one happening; the first of equals; None when both are unknown."""
    first, second = date_range(a), date_range(b)
    if first is None or second is None:
        return a if second is None else b
    return b if second[1] - second[0] < first[1] - first[0] else a


def _take_out(conn: Connection, event_id: str, article_id: str) -> None:
    for cluster in iter_events_of(conn, article_id):
        if cluster.id != event_id:
            continue
        left = tuple(a for a in cluster.articles if a.article_id != article_id)
        if left:
            write_event(conn, msgspec.structs.replace(cluster, articles=left))
        else:
            delete_event(conn, event_id)


def outlets_of(conn: Connection, cluster: EventCluster) -> tuple[str, ...]:
    """The names of the outlets that printed the event, once each, in order of their articles."""
    return tuple(dict.fromkeys(_outlet_names(conn, (share.article_id for share in cluster.articles))))


def _outlet_names(conn: Connection, article_ids: Iterable[str]) -> Iterator[str]:
    for article_id in article_ids:
        article = read_article(conn, article_id)
        if article is not None:
            yield article.outlet or article.url or article_id
