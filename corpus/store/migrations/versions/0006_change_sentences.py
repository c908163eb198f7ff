"""The sentence behind each step of an event's history."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("event_change", sa.Column("sentence", sa.Text(), nullable=True))
