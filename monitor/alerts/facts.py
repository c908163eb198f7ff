"""What rules look at, gathered from the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, func, select

from corpus.record import Pillar, Polarity, Record
from corpus.store.events import EventCluster
from corpus.store.part_tables import article_region
from corpus.store.reviewed import read_current
from corpus.store.sources import read_sources
from corpus.store.tables import article, duplicate, record, run
from monitor.report import EventNews, event_news
from registry.registry import Registry

WIB = ZoneInfo("Asia/Jakarta")


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article as rules see it. `text` holds title and text; `day` is that of publication."""

    article_id: str
    outlet: str | None
    outlet_type: str | None
    day: date | None
    text: str
    tones: frozenset[Polarity]
    pillars: frozenset[Pillar]
    people: frozenset[str]
    region_codes: tuple[str, ...]
    score: float


class EventFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its articles; `score` is that of its surest article, in [0, 1]."""

    cluster: EventCluster
    news: EventNews
    reports: tuple[Report, ...]
    score: float


class ArticleFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One article and its record."""

    report: Report
    record: Record


def outlet_types(conn: Connection) -> dict[str, str]:
    """The type of each outlet by its name."""
    return {source.outlet: source.type for source in read_sources(conn)}


def report_of(article_id: str, found: Record, types: Mapping[str, str]) -> Report:
    """A record as rules see it."""
    head = found.article
    people = {official.name for official in found.officials}
    people |= {person.name for event in found.events for person in event.participants}
    people |= {quote.speaker for quote in found.quotes if quote.speaker}
    focus = [region.code for region in found.regions if region.focus]
    return Report(
        article_id=article_id, outlet=head.outlet, outlet_type=types.get(head.outlet or ""),
        day=date.fromisoformat(head.published[:10]) if head.published else None,
        text=f"{head.title or ''}\n{head.text or ''}",
        tones=frozenset(tone for tone in (found.tone.headline, found.tone.body) if tone),
        pillars=frozenset(mention.pillar for mention in found.pillars), people=frozenset(people),
        region_codes=tuple(focus or (region.code for region in found.regions)), score=found.relevance.score,
    )  # fmt: skip


def event_facts(
    conn: Connection, cluster: EventCluster, registry: Registry, types: Mapping[str, str]
) -> EventFacts:  # fmt: skip
    """Gathers what rules may ask of an event."""
    records = {share.article_id: read_current(conn, share.article_id) for share in cluster.articles}
    return EventFacts(
        cluster=cluster, news=event_news(conn, cluster, registry),
        reports=tuple(report_of(name, found, types) for name, found in records.items() if found),
        score=max((share.claim.score for share in cluster.articles if share.claim), default=1.0),
    )  # fmt: skip


def new_articles(conn: Connection, after_record: int, after_article: int) -> tuple[str, ...]:
    """Articles about the programme that were read after a record and stored after an article (numbers), in order."""
    query = select(article.c.id).join(record, record.c.article_id == article.c.id).where(
        record.c.current, record.c.relevant, record.c.number > after_record, article.c.number > after_article
    )  # fmt: skip
    return tuple(conn.execute(query.order_by(record.c.number)).scalars())


def copies_of(conn: Connection, article_id: str) -> tuple[str, ...]:
    """The article and the others of its near-duplicate cluster, by id."""
    cluster = select(duplicate.c.cluster_id).where(duplicate.c.article_id == article_id).scalar_subquery()
    found = conn.execute(select(duplicate.c.article_id).where(duplicate.c.cluster_id == cluster)).scalars()
    return tuple(sorted({article_id, *found}))


def last_coverage(conn: Connection) -> dict[str, date]:
    """The last day on which an article about the programme named each region, by code."""
    day = func.max(article.c.published_day).label("day")
    query = (
        select(article_region.c.region_code, day)
        .join(article, article.c.number == article_region.c.article_number)
        .where(article.c.relevant, article.c.published_day.is_not(None))
        .group_by(article_region.c.region_code)
    )
    return {row.region_code: row.day for row in conn.execute(query)}


def reaches_back(conn: Connection, now: datetime, days: int) -> bool:
    """Says whether the store was first filled at least so many days ago; before that, silence proves nothing."""
    first = conn.execute(select(func.min(run.c.started))).scalar_one()
    return first is not None and first <= now - timedelta(days=days)
