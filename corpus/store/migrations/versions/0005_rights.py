"""Judgements by article, and tombstones of articles that were taken out."""

import sqlalchemy as sa
from alembic import op

import corpus.store.times

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("judgement", sa.Column("article_id", sa.String(length=64), nullable=True))
    op.create_index("ix_judgement_article_id", "judgement", ["article_id"])
    # `article/<id>/…` named its article until now.
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT number, object FROM judgement WHERE object LIKE 'article/%'")).all()
    for number, name in rows:
        bind.execute(
            sa.text("UPDATE judgement SET article_id = :article WHERE number = :number"),
            {"article": name.split("/")[1][:64], "number": number},
        )
    op.create_table(
        "tombstone",
        sa.Column("key_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", corpus.store.times.UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key_sha256", name=op.f("pk_tombstone")),
    )
