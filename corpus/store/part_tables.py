"""What each article's current record says, as filters and counts look at it; gone when the article's text changes.

By article, so that no question needs the records themselves; the indexes answer "which articles" without the rows.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table

from corpus.store.tables import article, metadata

_Number = BigInteger().with_variant(Integer(), "sqlite")


def _article_number() -> Column[int]:
    return Column("article_number", _Number, ForeignKey(article.c.number), primary_key=True, autoincrement=False)


article_region = Table(
    "article_region",
    metadata,
    _article_number(),
    Column("region_code", String(5), primary_key=True),
    Column("focus", Boolean, nullable=False),
    Index("ix_article_region_region_code", "region_code", "article_number"),
    sqlite_with_rowid=False,
)

article_event = Table(
    "article_event",
    metadata,
    _article_number(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("type", String(20), nullable=False),
    Column("date", String(30)),
    Column("cohort", Integer),
    Column("registry_status", String(10), nullable=False),
    Index("ix_article_event_type", "type", "article_number"),
    sqlite_with_rowid=False,
)

article_pillar = Table(
    "article_pillar",
    metadata,
    _article_number(),
    Column("pillar", String(20), primary_key=True),
    Index("ix_article_pillar_pillar", "pillar", "article_number"),
    sqlite_with_rowid=False,
)
PARTS = (article_region, article_event, article_pillar)
