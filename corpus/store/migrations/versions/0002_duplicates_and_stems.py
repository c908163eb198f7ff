"""Near-duplicate clusters, pillars of records, and a search index with stems."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
_ROWS = 500


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
    op.create_table('duplicate',
    sa.Column('article_id', sa.String(length=64), nullable=False),
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('cluster_id', sa.String(length=64), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('share_copied', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_duplicate_article_id')),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_duplicate'))
    )
    op.create_index('ix_duplicate_cluster_id', 'duplicate', ['cluster_id'], unique=False)
    op.create_table('duplicate_key',
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('day', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('article_number', number, autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('key', 'day', 'article_number', name=op.f('pk_duplicate_key')),
    sqlite_with_rowid=False
    )
    op.create_table('record_pillar',
    sa.Column('record_number', number, nullable=False),
    sa.Column('pillar', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['record_number'], ['record.number'], name=op.f('fk_record_pillar_record_number')),
    sa.PrimaryKeyConstraint('record_number', 'pillar', name=op.f('pk_record_pillar'))
    )
    op.create_index('ix_record_pillar_pillar', 'record_pillar', ['pillar'], unique=False)
    bind = op.get_bind()
    _fill_pillars(bind)
    if bind.dialect.name == "sqlite":
        _create_search()


def _fill_pillars(bind: sa.Connection) -> None:
    record = sa.table("record", sa.column("number"), sa.column("json"))
    pillar = sa.table("record_pillar", sa.column("record_number"), sa.column("pillar"))
    last = 0
    query = sa.select(record).order_by(record.c.number).limit(_ROWS)
    while rows := bind.execute(query.where(record.c.number > last)).all():
        found = [(number, {each["pillar"] for each in json.loads(text)["pillars"]}) for number, text in rows]
        values = [{"record_number": number, "pillar": name} for number, names in found for name in sorted(names)]
        if values:
            bind.execute(pillar.insert(), values)
        last = rows[-1].number


def _create_search() -> None:
    # `pantau_stems` is a function of the program (corpus.words.stem_text), known on every connection of the store.
    op.execute("DROP TABLE article_search")
    op.execute("DROP VIEW article_text")
    op.execute(
        "CREATE VIEW article_text AS SELECT article.number AS number, coalesce(article.title, '') AS title,"
        " text_version.text AS text, pantau_stems(coalesce(article.title, '')) AS title_stems,"
        " pantau_stems(text_version.text) AS text_stems FROM article JOIN text_version USING (text_sha256)"
    )
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, title_stems, text_stems,"
        " content = 'article_text', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE article_search_terms USING fts5vocab(article_search, col)")
    op.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
