"""What each article claims of an event, the history of events, and the outbox of alerts."""

import sqlalchemy as sa
from alembic import op

import corpus.store.times

revision = "0003"
down_revision = "0002"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = corpus.store.times.UtcDateTime(timezone=True)


def upgrade() -> None:
    _create_history()
    _create_outbox()
    _create_silences()
    # Events that were there before have a history from now on.
    op.execute(
        "INSERT INTO event_change (event_id, at, kind, changes)"
        " SELECT id, first_seen, 'opened', '{}' FROM event ORDER BY first_seen, id"
    )


def _create_history() -> None:
    op.add_column("event_article", sa.Column("claim", sa.JSON(), nullable=True))
    op.create_table(
        "event_change",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("event_id", sa.String(length=64), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("article_id", sa.String(length=64), nullable=True),
        sa.Column("other_id", sa.String(length=64), nullable=True),
        sa.Column("who", sa.String(length=200), nullable=True),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_change")),
    )
    op.create_index("ix_event_change_event_id", "event_change", ["event_id"], unique=False)


def _create_outbox() -> None:
    op.create_table(
        "subscription",
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("start_change", sa.BigInteger(), nullable=False),
        sa.Column("start_article", sa.BigInteger(), nullable=False),
        sa.Column("seen_change", sa.BigInteger(), nullable=False),
        sa.Column("seen_record", sa.BigInteger(), nullable=False),
        sa.Column("started", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("rule", "channel", "address", name=op.f("pk_subscription")),
    )
    op.create_table(
        "outbox",
        sa.Column("number", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("rule", sa.String(length=100), nullable=False),
        sa.Column("channel", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("interrupted", sa.Integer(), nullable=False),
        sa.Column("created", _TIME, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("sent_at", _TIME, nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "subject", "rule", "channel", "address", "version",
            name=op.f("uq_outbox_subject_rule_channel_address_version"),
        ),
    )  # fmt: skip
    op.create_index("ix_outbox_open", "outbox", ["state", "due_at"], unique=False)


def _create_silences() -> None:
    op.create_table(
        "silence",
        sa.Column("target", sa.String(length=200), nullable=False),
        sa.Column("until", _TIME, nullable=True),
        sa.Column("who", sa.String(length=200), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("target", name=op.f("pk_silence")),
    )
    op.create_table(
        "source_failure",
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_failure")),
    )
