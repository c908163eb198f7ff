"""The tables, dialect-neutral. A change here needs a migration in `corpus/store/migrations/versions/`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from corpus.store.times import UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
# SQLite numbers rows by itself only for INTEGER; PostgreSQL should not run out of numbers.
_Number = BigInteger().with_variant(Integer(), "sqlite")

source = Table(
    "source",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("outlet", String(200), nullable=False),
    Column("type", String(40), nullable=False),
    Column("region_code", String(5)),
    Column("home", Text),
    Column("seen_at", UtcDateTime, nullable=False),
)

# The frontier. `state`: due, leased, done, failed, refused. A link is open again when its lease or `next_visit_at`
# passes.
link = Table(
    "link",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source", String(200), nullable=False),
    Column("title", Text),
    Column("published", String(40)),
    Column("lastmod", UtcDateTime),
    Column("priority", Integer, nullable=False, default=0),
    Column("discovered_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, default="due"),
    Column("lease_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_visit_at", UtcDateTime),
    Column("reason", Text),
    Column("finished_at", UtcDateTime),
    Index("ix_link_open", "state", "next_visit_at"),
    Index("ix_link_source", "source", "state"),
)

validator = Table(
    "validator",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_sha256", String(64)),
    Column("checked_at", UtcDateTime, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("host", String(300), primary_key=True),
    Column("status", Integer),
    Column("body", Text, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
)

text_version = Table(
    "text_version",
    metadata,
    Column("text_sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

# One row a page; `text_sha256` is its newest text. `key` is the canonical URL, else the URL, else `id:<id>`. `relevant`
# is what its current record says, NULL while that text was not read.
article = Table(
    "article",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("key", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("outlet", String(200)),
    Column("title", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("published", String(40)),
    Column("published_day", Date),
    Column("fetched", UtcDateTime),
    Column("language", String(8)),
    Column("source", String(200)),
    Column("warc", Text),
    Column("offset", BigInteger),
    Column("length", BigInteger),
    Column("text_sha256", String(64), ForeignKey(text_version.c.text_sha256), nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
    Column("relevant", Boolean),
    Index("ix_article_published_day", "published_day"),
    Index("ix_article_outlet", "outlet", "published_day"),
    Index("ix_article_relevant", "relevant", "published_day"),
    # What is counted of many articles that other tables chose: a row of this is a tenth of the article's.
    Index("ix_article_counted", "number", "published_day", "outlet"),
    Index("ix_article_text_sha256", "text_sha256"),
)

# Every text that a page has had, with the capture that showed it.
article_version = Table(
    "article_version",
    metadata,
    Column("article_id", String(64), ForeignKey(article.c.id), primary_key=True),
    Column("text_sha256", String(64), ForeignKey(text_version.c.text_sha256), primary_key=True),
    Column("title", Text),
    Column("warc", Text),
    Column("offset", BigInteger),
    Column("length", BigInteger),
    Column("stored_at", UtcDateTime, nullable=False),
)

# Immutable but for `current`, which marks each article's newest reading. The JSON leaves the text out (`text_version`).
record = Table(
    "record",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("article_id", String(64), ForeignKey(article.c.id), nullable=False),
    Column("text_sha256", String(64), ForeignKey(text_version.c.text_sha256), nullable=False),
    Column("pipeline", String(64), nullable=False),
    Column("record_id", Text, nullable=False),
    Column("json", Text, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("created", UtcDateTime, nullable=False),
    UniqueConstraint("article_id", "text_sha256", "pipeline"),
    # Partial: at most one current record an article, and the planner never walks all current ones to find it.
    Index(
        "ix_record_current",
        "article_id",
        unique=True,
        sqlite_where=text("current = 1"),
        postgresql_where=text("current"),
    ),
)

# Near-duplicates. Every article that was compared has a row; one without copies is a cluster of its own.
# `share_copied`: part of its words that stand in the cluster's head. `text_sha256`: the text that was compared.
duplicate = Table(
    "duplicate",
    metadata,
    Column("article_id", String(64), ForeignKey(article.c.id), primary_key=True),
    Column("text_sha256", String(64), nullable=False),
    Column("cluster_id", String(64), nullable=False),
    Column("is_head", Boolean, nullable=False),
    Column("share_copied", Float, nullable=False),
    Index("ix_duplicate_cluster_id", "cluster_id"),
)

# Where copies meet (`corpus.duplicates.minhash`). `day`: publication, in days since 1970; 0 when it is not known.
duplicate_key = Table(
    "duplicate_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article_number", _Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# An event cluster: one happening, however many articles print it.
event = Table(
    "event",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("type", String(20), nullable=False),
    Column("date", String(30)),
    Column("cohort", Integer),
    Column("place", Text),
    Column("mode", String(12)),
    Column("status", String(10)),
    Column("registry_status", String(10), nullable=False),
    Column("membership", String(12)),
    Column("registry_reason", Text, nullable=False),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("reported_at", UtcDateTime),
    Index("ix_event_type", "type", "date"),
)

event_region = Table(
    "event_region",
    metadata,
    Column("event_id", String(64), ForeignKey(event.c.id), primary_key=True),
    Column("region_code", String(5), primary_key=True),
    Index("ix_event_region_region_code", "region_code"),
)

event_article = Table(
    "event_article",
    metadata,
    Column("event_id", String(64), ForeignKey(event.c.id), primary_key=True),
    Column("article_id", String(64), ForeignKey(article.c.id), primary_key=True),
    Column("text_sha256", String(64), nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("claim", JSON),
    Index("ix_event_article_article_id", "article_id"),
)

run = Table(
    "run",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("command", String(100), nullable=False),
    Column("started", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime),
    Column("counts", JSON, nullable=False),
)

issue = Table(
    "issue",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("run_id", _Number, ForeignKey(run.c.id)),
    Column("level", String(10), nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_issue_run_id", "run_id"),
)

# Append-only: a person's decisions. `verdict`: positive, negative, unsure. `article_id`: of `article/<id>/…` objects.
judgement = Table(
    "judgement",
    metadata,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("object", Text, nullable=False),
    Column("article_id", String(64)),
    Column("verdict", String(10), nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("note", Text),
    Index("ix_judgement_object", "object"),
    Index("ix_judgement_article_id", "article_id"),
)

# Articles that were taken out and must not come back: SHA-256 of an address, nothing that names anybody.
tombstone = Table(
    "tombstone",
    metadata,
    Column("key_sha256", String(64), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("who", String(200), nullable=False),
    Column("reason", Text, nullable=False),
)
