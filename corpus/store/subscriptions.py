"""From where on each rule tells each address, what is silenced, and which sources have been failing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from corpus.store.alert_tables import silence, source_failure, subscription
from corpus.store.outbox import Destination
from corpus.store.tables import article, record
from corpus.store.upsert import insert_or_replace


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """How far a rule has looked for one address; numbers of event changes, articles and records. See `alert_tables`."""

    to: Destination
    start_change: int
    start_article: int
    seen_change: int
    seen_record: int


class SourceFailure(msgspec.Struct, frozen=True, kw_only=True):
    """A source of which nothing could be read in the last `runs` runs."""

    source: str
    since: datetime
    runs: int


def newest_article(conn: Connection) -> int:
    """The number of the article stored last; 0 before the first."""
    return conn.execute(select(func.max(article.c.number))).scalar_one() or 0


def newest_record(conn: Connection) -> int:
    """The number of the record stored last; 0 before the first."""
    return conn.execute(select(func.max(record.c.number))).scalar_one() or 0


def subscribe(conn: Connection, to: Destination, digest: str, change: int, now: datetime) -> None:
    """Notes a destination the first time it is seen, or when its rule (`digest`) changed: it tells from now on."""
    s, key = subscription.c, _key(to)
    held = conn.execute(select(s.digest).where(*key)).scalar_one_or_none()
    if held == digest:
        return
    number = newest_article(conn)
    insert_or_replace(conn, subscription, {
        **msgspec.structs.asdict(to), "digest": digest, "start_change": change, "start_article": number,
        "seen_change": change, "seen_record": newest_record(conn), "started": now,
    })  # fmt: skip


def _key(to: Destination) -> tuple[ColumnElement[bool], ...]:
    s = subscription.c
    return (s.rule == to.rule, s.channel == to.channel, s.address == to.address)


def read_subscriptions(conn: Connection, rule: str) -> tuple[Subscription, ...]:
    """A rule's destinations."""
    rows = conn.execute(select(subscription).where(subscription.c.rule == rule)).mappings()
    names = ("start_change", "start_article", "seen_change", "seen_record")
    return tuple(
        Subscription(
            to=Destination(rule=row["rule"], channel=row["channel"], address=row["address"]),
            **{name: row[name] for name in names},
        )
        for row in rows
    )


def write_seen(conn: Connection, rule: str, change: int, record_number: int) -> None:
    """Notes up to where a rule has looked."""
    values = {"seen_change": change, "seen_record": record_number}
    conn.execute(update(subscription).where(subscription.c.rule == rule).values(values))


def write_silence(conn: Connection, target: str, until: datetime | None, who: str, now: datetime) -> None:
    """Keeps quiet about a target until a time, or for good."""
    insert_or_replace(conn, silence, {"target": target, "until": until, "who": who, "at": now})


def end_silence(conn: Connection, target: str) -> bool:
    """Speaks of a target again; False when it was not silenced."""
    return conn.execute(delete(silence).where(silence.c.target == target)).rowcount > 0


def read_silenced(conn: Connection, now: datetime) -> dict[str, datetime | None]:
    """The targets that are silenced now, and until when."""
    rows = conn.execute(select(silence).where(or_(silence.c.until.is_(None), silence.c.until > now)))
    return {row.target: row.until for row in rows}


def write_source_results(conn: Connection, read: Collection[str], failed: Collection[str], now: datetime) -> None:
    """Counts a run's failed sources up and forgets those that were read."""
    conn.execute(delete(source_failure).where(source_failure.c.source.in_(list(read))))
    held = {row.source: row for row in conn.execute(select(source_failure))}
    for name in failed:
        since, runs = (held[name].since, held[name].runs) if name in held else (now, 0)
        insert_or_replace(conn, source_failure, {"source": name, "since": since, "runs": runs + 1})


def read_source_failures(conn: Connection) -> tuple[SourceFailure, ...]:
    """The sources that fail now, by name."""
    rows = conn.execute(select(source_failure).order_by(source_failure.c.source))
    return tuple(SourceFailure(**row._mapping) for row in rows)
