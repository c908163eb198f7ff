"""Event clusters: records of many outlets about one happening become one event, in whatever order they come."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from corpus.record import Event, EventType, Record
from corpus.store.articles import read_article
from corpus.store.changes import ChangeKind, EventChange, write_change
from corpus.store.events import (
    EventArticle,
    EventCluster,
    delete_event,
    iter_events,
    iter_events_of,
    read_event,
    write_event,
)
from monitor.belonging import Belonging, are_apart, read_belonging
from monitor.claims import claim_of, combine, differences, fold, happening_of, with_share, without_articles
from monitor.happenings import Happening, is_close, is_same, published_day
from registry.registry import Registry


@dataclass(frozen=True, slots=True)
class _Reading:
    """One article's record on its way into the clusters. `before`: the clusters that it supported until now."""

    conn: Connection
    registry: Registry
    now: datetime
    article_id: str
    before: dict[str, EventCluster]
    belonging: Belonging


def cluster_events(conn: Connection, article_id: str, record: Record, registry: Registry, now: datetime) -> None:
    """Puts a record's events into their clusters; what an older reading of the article claimed goes.

    A cluster keeps its id, `first_seen` and `reported_at` for as long as one article supports it; when its only article
    now tells otherwise (a corrected date), the same cluster changes. What people merged and split stays so.
    """
    before = {cluster.id: cluster for cluster in iter_events_of(conn, article_id)}
    reading = _Reading(conn, registry, now, article_id, before, read_belonging(conn, article_id))
    shares: dict[str, EventArticle] = {}
    left = [(place, event) for place, event in enumerate(record.events) if not _join(reading, event, record, shares)]
    for position, event in left:
        if _join(reading, event, record, shares):
            continue
        if cluster := _pinned(reading, event.type, shares) or _only_ours(reading, event.type, shares):
            _put(reading, cluster, _share(event, record, article_id), shares)
        elif position == 0 or is_dated(event.date):
            # An undated side remark joins a happening that is known, but opens none.
            _open(reading, event, record, position, shares)
    for stale in before.keys() - shares.keys():
        take_out(conn, stale, article_id, registry, now)


def is_dated(value: str | None) -> bool:
    """Says whether a date reaches at least the month."""
    return value is not None and "-" in value


def _share(event: Event, record: Record, article_id: str) -> EventArticle:
    return EventArticle(
        article_id=article_id, text_sha256=record.article.text_sha256, evidence=event.evidence,
        claim=claim_of(event, record.article.published),
    )  # fmt: skip


def _join(reading: _Reading, event: Event, record: Record, shares: dict[str, EventArticle]) -> bool:
    """Puts the event into the cluster of its happening; False when there is none."""
    published = published_day(record.article.published)
    happening = Happening(event.type, event.date, frozenset(event.region_codes), event.cohort, published)
    pinned = _pinned(reading, event.type, shares)
    candidates = [pinned] if pinned else list(candidate_clusters(reading.conn, event.type, event.region_codes))
    same = [c for c in candidates if c.id not in reading.belonging.apart and is_same(happening_of(c), happening)]
    # An article stays where it is when that is still right.
    chosen = next((c for c in same if c.id in reading.before), None) or next(iter(same), None)
    if chosen is None:
        return False
    _put(reading, chosen, _share(event, record, reading.article_id), shares)
    return True


def candidate_clusters(conn: Connection, kind: EventType, region_codes: Iterable[str]) -> Iterator[EventCluster]:
    """The clusters of a type that share a region; those without a region when there is none."""
    codes = tuple(region_codes)
    if not codes:
        yield from (c for c in iter_events(conn, event_type=kind) if not c.region_codes)
        return
    seen: set[str] = set()
    for code in codes:
        for cluster in iter_events(conn, event_type=kind, region_code=code):
            if cluster.id not in seen:
                seen.add(cluster.id)
                yield cluster


def _pinned(reading: _Reading, kind: EventType, shares: dict[str, EventArticle]) -> EventCluster | None:
    """The event that a person put this article into, unless it has its share already."""
    found = (read_event(reading.conn, event_id) for event_id in sorted(reading.belonging.together - shares.keys()))
    return next((cluster for cluster in found if cluster and cluster.type == kind), None)


def _only_ours(reading: _Reading, kind: EventType, shares: dict[str, EventArticle]) -> EventCluster | None:
    alone = (c for c in reading.before.values() if c.type == kind and len(c.articles) == 1 and c.id not in shares)
    return next(alone, None)


def _open(
    reading: _Reading, event: Event, record: Record, position: int, shares: dict[str, EventArticle]
) -> None:  # fmt: skip
    seed = f"{event.type} {event.date} {event.region_codes} {reading.article_id} {position}"
    opened = EventCluster(
        id=hashlib.sha256(seed.encode()).hexdigest()[:12], type=event.type, date=event.date,
        region_codes=event.region_codes, cohort=event.cohort, place=event.place, mode=event.mode, status=event.status,
        registry=event.registry, articles=(), first_seen=reading.now, last_seen=reading.now,
    )  # fmt: skip
    doubtful = _close_to(reading.conn, opened)
    _put(reading, opened, _share(event, record, reading.article_id), shares, opened=True)
    if doubtful is not None:
        note(reading.conn, opened.id, "doubt", reading.now, article_id=reading.article_id, other_id=doubtful.id)


def _close_to(conn: Connection, opened: EventCluster) -> EventCluster | None:
    mine = happening_of(opened)
    for other in candidate_clusters(conn, opened.type, opened.region_codes):
        if is_close(mine, happening_of(other), planned=(opened.status == "planned", other.status == "planned")):
            return other
    return None


def _put(
    reading: _Reading, cluster: EventCluster, share: EventArticle, shares: dict[str, EventArticle], *,
    opened: bool = False,
) -> None:  # fmt: skip
    """Stores the cluster with the article's share, folds it, and merges what turns out to be the same."""
    conn, now = reading.conn, reading.now
    known = any(held.article_id == share.article_id for held in cluster.articles)
    if cluster.id in shares:
        share = combine(shares[cluster.id], share)
    shares[cluster.id] = share
    after = msgspec.structs.replace(fold(with_share(cluster, share), reading.registry), last_seen=now)
    write_event(conn, after)
    changes = {} if opened else differences(cluster, after)
    if opened or not known or changes:
        kind: ChangeKind = "opened" if opened else "changed" if known else "joined"
        write_change(
            conn, EventChange(event_id=after.id, at=now, kind=kind, article_id=share.article_id, changes=changes)
        )  # fmt: skip
    if opened or changes:
        _merge_same(reading, after, shares)


def _merge_same(reading: _Reading, cluster: EventCluster, shares: dict[str, EventArticle]) -> None:
    """A report that names two places or a narrower date can show that two clusters are one."""
    mine = happening_of(cluster)
    for other in list(candidate_clusters(reading.conn, cluster.type, cluster.region_codes)):
        if other.id == cluster.id or not is_same(mine, happening_of(other)):
            continue
        if are_apart(reading.conn, cluster, other):
            continue
        keep, gone = sorted((cluster, other), key=lambda c: (c.reported_at is None, c.first_seen, c.id))
        cluster = absorb(reading.conn, keep, gone, reading.registry, reading.now)
        if gone.id in shares:
            shares[keep.id] = shares.pop(gone.id)
        mine = happening_of(cluster)


def absorb(
    conn: Connection, keep: EventCluster, gone: EventCluster, registry: Registry, now: datetime, who: str | None = None
) -> EventCluster:
    """Makes one cluster of two; `keep` keeps its id, the other is no more. Returns the stored cluster."""
    merged = keep
    for share in gone.articles:
        held = next((s for s in merged.articles if s.article_id == share.article_id), None)
        merged = with_share(merged, combine(held, share) if held else share)
    first = min(keep.first_seen, gone.first_seen)
    merged = msgspec.structs.replace(fold(merged, registry), first_seen=first, last_seen=now)
    delete_event(conn, gone.id)
    write_event(conn, merged)
    changes = differences(keep, merged)
    write_change(
        conn, EventChange(event_id=keep.id, at=now, kind="merged", other_id=gone.id, who=who, changes=changes)
    )  # fmt: skip
    note(conn, gone.id, "absorbed", now, other_id=keep.id, who=who)
    return merged


def note(
    conn: Connection, event_id: str, kind: ChangeKind, now: datetime, *, article_id: str | None = None,
    other_id: str | None = None, who: str | None = None,
) -> None:  # fmt: skip
    """Appends a step without changes of fields to an event's history."""
    write_change(
        conn, EventChange(event_id=event_id, at=now, kind=kind, article_id=article_id, other_id=other_id, who=who)
    )  # fmt: skip


def take_out(conn: Connection, event_id: str, article_id: str, registry: Registry, now: datetime) -> None:
    """Takes an article's share out of a cluster; the cluster goes with its last article."""
    cluster = next((c for c in iter_events_of(conn, article_id) if c.id == event_id), None)
    if cluster is None:
        return
    left = without_articles(cluster, [article_id])
    if not left.articles:
        delete_event(conn, event_id)
        note(conn, event_id, "closed", now, article_id=article_id)
        return
    left = msgspec.structs.replace(fold(left, registry), last_seen=now)
    write_event(conn, left)
    changes = differences(cluster, left)
    write_change(
        conn, EventChange(event_id=event_id, at=now, kind="left", article_id=article_id, changes=changes)
    )  # fmt: skip


def outlets_of(conn: Connection, cluster: EventCluster) -> tuple[str, ...]:
    """The names of the outlets that printed the event, once each, in order of their articles."""
    found = (read_article(conn, share.article_id) for share in cluster.articles)
    return tuple(dict.fromkeys(article.outlet or article.url or article.id for article in found if article))
