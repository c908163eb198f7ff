"""When sources are visited."""

import sqlalchemy as sa
from alembic import op

import corpus.store.times

revision = "0004"
down_revision = "0003"

_TIME = corpus.store.times.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("visited_at", _TIME, nullable=False),
        sa.Column("next_visit_at", _TIME, nullable=False),
        sa.Column("links_a_day", sa.Float(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_visit")),
    )
