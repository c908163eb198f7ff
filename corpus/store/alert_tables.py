"""The tables of event history and alerts; the same database and the same rules as `corpus.store.tables`."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from corpus.store.tables import metadata
from corpus.store.times import UtcDateTime

_Number = BigInteger().with_variant(Integer(), "sqlite")

# Append-only: how an event became what it is. Its numbers, not its times, say what is new: clocks jump.
event_change = Table(
    "event_change",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("event_id", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("article_id", String(64)),
    Column("other_id", String(64)),
    Column("who", String(200)),
    Column("changes", JSON, nullable=False),
    Column("sentence", Text),
    Index("ix_event_change_event_id", "event_id"),
)

# One row for each rule and address: from where on it tells, and up to where it has looked (numbers of event_change and
# record). `digest` is that of the rule's conditions: a changed rule begins anew.
subscription = Table(
    "subscription",
    metadata,
    Column("rule", String(100), primary_key=True),
    Column("channel", String(100), primary_key=True),
    Column("address", String(320), primary_key=True),
    Column("digest", String(16), nullable=False),
    Column("start_change", BigInteger, nullable=False),
    Column("start_article", BigInteger, nullable=False),
    Column("seen_change", BigInteger, nullable=False),
    Column("seen_record", BigInteger, nullable=False),
    Column("started", UtcDateTime, nullable=False),
)

# `state`: due, sending, sent, superseded, failed, unsure. See docs/alerts.md.
outbox = Table(
    "outbox",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("subject", String(200), nullable=False),
    Column("rule", String(100), nullable=False),
    Column("channel", String(100), nullable=False),
    Column("address", String(320), nullable=False),
    Column("version", String(16), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("interrupted", Integer, nullable=False, default=0),
    Column("created", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("problem", Text),
    UniqueConstraint("subject", "rule", "channel", "address", "version"),
    Index("ix_outbox_open", "state", "due_at"),
)

# What somebody does not want to hear of: `event/<id>`, `rule/<name>` and the like. `until` None: for good.
silence = Table(
    "silence",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("until", UtcDateTime),
    Column("who", String(200)),
    Column("at", UtcDateTime, nullable=False),
)

# Sources that could not be read in the last runs; gone when one is read again.
source_failure = Table(
    "source_failure",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("runs", Integer, nullable=False),
)
