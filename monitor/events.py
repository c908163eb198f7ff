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
from monitor.claims import (
    claim_of,
    combine,
    differences,
    fold,
    happening_of,
    sentence_of,
    with_share,
    without_articles,
)
from monitor.happenings import Happening, is_close, is_same, is_taken_back, published_day
from monitor.revising import revisions_of
from registry.registry import Registry


@dataclass(frozen=True, slots=True)
class _Report:
    """One event of a record: the article's share in it, and how it compares. `position` counts the record's events."""

    event: Event
    share: EventArticle
    happening: Happening
    position: int


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
    left = [report for report in _reports(record, article_id) if not _join(reading, report, shares)]
    for report in left:
        if _join(reading, report, shares):
            continue
        kind = report.event.type
        if cluster := _pinned(reading, kind, shares) or _only_ours(reading, kind, shares):
            _put(reading, cluster, report.share, shares)
        elif report.position == 0 or is_dated(report.event.date):
            # An undated side remark joins a happening that is known, but opens none.
            _open(reading, report, shares)
    for stale in before.keys() - shares.keys():
        take_out(conn, stale, article_id, registry, now)


def is_dated(value: str | None) -> bool:
    """Says whether a date reaches at least the month."""
    return value is not None and "-" in value


def _reports(record: Record, article_id: str) -> Iterator[_Report]:
    head = record.article
    for position, (event, told) in enumerate(zip(record.events, revisions_of(record), strict=True)):
        evidence = (
            event.evidence if told is None or told.evidence in event.evidence else (*event.evidence, told.evidence)
        )
        claim = claim_of(event, head.published, told)
        share = EventArticle(article_id=article_id, text_sha256=head.text_sha256, evidence=evidence, claim=claim)
        happening = Happening(
            event.type, event.date, frozenset(event.region_codes), event.cohort, published_day(head.published),
            gone=frozenset({told.before} if told and told.before else ()), ahead=event.status != "held",
            loose=told.kind if told and told.before is None else None,
        )  # fmt: skip
        yield _Report(event, share, happening, position)


def _join(reading: _Reading, report: _Report, shares: dict[str, EventArticle]) -> bool:
    """Puts the event into the cluster of its happening; False when there is none, or more than one it may take back."""
    pinned = _pinned(reading, report.event.type, shares)
    candidates = candidate_clusters(reading.conn, report.event.type, report.event.region_codes)
    free = [pinned] if pinned else [c for c in candidates if c.id not in reading.belonging.apart]
    same = [c for c in free if is_same(happening_of(c), report.happening)]
    if not same:
        same = [c for c in free if is_taken_back(happening_of(c), report.happening)]
        if len(same) > 1 and not any(c.id in reading.before for c in same):
            return False
    # An article stays where it is when that is still right.
    chosen = next((c for c in same if c.id in reading.before), None) or next(iter(same), None)
    if chosen is None:
        return False
    _put(reading, chosen, report.share, shares)
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


def _open(reading: _Reading, report: _Report, shares: dict[str, EventArticle]) -> None:
    event, article_id = report.event, reading.article_id
    seed = f"{event.type} {event.date} {event.region_codes} {article_id} {report.position}"
    opened = EventCluster(
        id=hashlib.sha256(seed.encode()).hexdigest()[:12], type=event.type, date=event.date,
        region_codes=event.region_codes, cohort=event.cohort, place=event.place, mode=event.mode, status=event.status,
        registry=event.registry, articles=(), first_seen=reading.now, last_seen=reading.now,
    )  # fmt: skip
    doubtful = list(_close_to(reading.conn, report))
    _put(reading, opened, report.share, shares, opened=True)
    for other in doubtful:
        note(reading.conn, opened.id, "doubt", reading.now, article_id=article_id, other_id=other.id)


def _close_to(conn: Connection, report: _Report) -> Iterator[EventCluster]:
    """The events that this may be too; the first, and all that it may take back."""
    for other in candidate_clusters(conn, report.event.type, report.event.region_codes):
        if is_close(report.happening, happening_of(other)):
            yield other
            if report.happening.loose is None:
                return


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
        sentence = sentence_of(share) if opened or changes else None
        step = EventChange(
            event_id=after.id, at=now, kind=kind, article_id=share.article_id, changes=changes, sentence=sentence
        )
        write_change(conn, step)
    if opened or changes or (share.claim is not None and share.claim.revision is not None):
        _merge_same(reading, after, shares)


def _merge_same(reading: _Reading, cluster: EventCluster, shares: dict[str, EventArticle]) -> None:
    """A report that names two places, a narrower date or an old and a new one can show that two clusters are one."""
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
