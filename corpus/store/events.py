"""Event clusters: one happening of the programme, however many articles print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from corpus.record import EventType, Mode, RegistryLink, Status
from corpus.revision import Revision
from corpus.span import Span
from corpus.store.tables import event, event_article, event_region
from corpus.store.upsert import insert_or_replace

# What became of an event: `postponed` has no new day yet. Single records say `held` or `planned` only.
State = Literal["held", "planned", "postponed", "cancelled"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one article says of an event; an event is what its articles' claims say together. None: it does not say.

    `published` is the article's, ISO 8601; `score` in [0, 1]. `revision`: what it takes back.
    """

    date: str | None
    region_codes: tuple[str, ...]
    cohort: int | None
    place: str | None
    mode: Mode | None
    status: Status | None
    published: str | None
    score: float
    revision: Revision | None = None


class EventArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article's share in an event: the spans of its text (`text_sha256`) that support it, and what it says.

    `claim` None: stored by a version that did not keep it.
    """

    article_id: str
    text_sha256: str
    evidence: tuple[Span, ...]
    claim: Claim | None = None


class EventCluster(msgspec.Struct, frozen=True, kw_only=True):
    """One event. Null fields: no article decides them. `reported_at` None: nobody has been told yet."""

    id: str
    type: EventType
    date: str | None
    region_codes: tuple[str, ...]
    cohort: int | None
    place: str | None
    mode: Mode | None
    status: State | None
    registry: RegistryLink
    articles: tuple[EventArticle, ...]
    first_seen: datetime
    last_seen: datetime
    reported_at: datetime | None = None


def write_event(conn: Connection, found: EventCluster) -> None:
    """Stores an event with its regions and articles, in place of what was there under its id."""
    row = {
        "id": found.id, "type": found.type, "date": found.date, "cohort": found.cohort, "place": found.place,
        "mode": found.mode, "status": found.status, "registry_status": found.registry.status,
        "membership": found.registry.membership, "registry_reason": found.registry.reason,
        "first_seen": found.first_seen, "last_seen": found.last_seen, "reported_at": found.reported_at,
    }  # fmt: skip
    insert_or_replace(conn, event, row)
    conn.execute(delete(event_region).where(event_region.c.event_id == found.id))
    conn.execute(delete(event_article).where(event_article.c.event_id == found.id))
    if found.region_codes:
        codes = dict.fromkeys(found.region_codes)
        conn.execute(event_region.insert(), [{"event_id": found.id, "region_code": code} for code in codes])
    if found.articles:
        conn.execute(event_article.insert(), [{"event_id": found.id, **msgspec.to_builtins(a)} for a in found.articles])


def delete_event(conn: Connection, event_id: str) -> None:
    """Takes an event away, as when no article supports it any more or it was merged into another."""
    conn.execute(delete(event_region).where(event_region.c.event_id == event_id))
    conn.execute(delete(event_article).where(event_article.c.event_id == event_id))
    conn.execute(delete(event).where(event.c.id == event_id))


def write_reported(conn: Connection, event_ids: Iterable[str], now: datetime) -> None:
    """Marks events as told; an event is told once, the first time counts."""
    untold = (event.c.id.in_(list(event_ids)), event.c.reported_at.is_(None))
    conn.execute(update(event).where(*untold).values(reported_at=now))


def read_event(conn: Connection, event_id: str) -> EventCluster | None:
    """The event with its regions and articles, or None when there is none of this id."""
    return next(_events(conn, [event.c.id == event_id]), None)


def iter_events(
    conn: Connection, event_type: EventType | None = None, region_code: str | None = None, cohort: int | None = None
) -> Iterator[EventCluster]:
    """Events that meet every given condition, in the order in which they were first seen."""
    conditions: list[Any] = []
    if event_type is not None:
        conditions.append(event.c.type == event_type)
    if region_code is not None:
        of_region = select(event_region.c.event_id).where(event_region.c.region_code == region_code)
        conditions.append(event.c.id.in_(of_region))
    if cohort is not None:
        conditions.append(event.c.cohort == cohort)
    return _events(conn, conditions)


def iter_unreported(conn: Connection) -> Iterator[EventCluster]:
    """Events that nobody has been told yet, in the order in which they were first seen."""
    return _events(conn, [event.c.reported_at.is_(None)])


def count_unreported(conn: Connection) -> int:
    """How many events `iter_unreported` would give."""
    query = select(func.count()).select_from(event).where(event.c.reported_at.is_(None))
    return conn.execute(query).scalar_one()


def iter_events_of(conn: Connection, article_id: str) -> Iterator[EventCluster]:
    """Events that an article supports, in the order in which they were first seen."""
    of_article = select(event_article.c.event_id).where(event_article.c.article_id == article_id)
    return _events(conn, [event.c.id.in_(of_article)])


def _events(conn: Connection, conditions: list[Any]) -> Iterator[EventCluster]:
    rows = conn.execute(select(event).where(*conditions).order_by(event.c.first_seen, event.c.id)).all()
    for row in rows:
        yield _event(conn, row._mapping)


def _event(conn: Connection, row: Any) -> EventCluster:
    regions = select(event_region.c.region_code).where(event_region.c.event_id == row["id"])
    articles = select(event_article).where(event_article.c.event_id == row["id"])
    found = conn.execute(articles.order_by(event_article.c.article_id)).mappings()
    plain = ("id", "type", "date", "cohort", "place", "mode", "status", "first_seen", "last_seen", "reported_at")
    return EventCluster(
        **{name: row[name] for name in plain},
        region_codes=tuple(conn.execute(regions.order_by(event_region.c.region_code)).scalars()),
        registry=RegistryLink(
            status=row["registry_status"], membership=row["membership"], reason=row["registry_reason"]
        ),
        articles=tuple(
            EventArticle(
                article_id=a["article_id"],
                text_sha256=a["text_sha256"],
                evidence=msgspec.convert(a["evidence"], tuple[Span, ...]),
                claim=msgspec.convert(a["claim"], Claim | None),
            )  # fmt: skip
            for a in found
        ),
    )
