"""First schema."""

import sqlalchemy as sa
from alembic import op

import corpus.store.times

revision = "0001"
down_revision = None


def upgrade() -> None:
    _create_events()
    _create_frontier()
    _create_runs()
    _create_articles()
    _create_issues()
    _create_records()
    _create_record_parts()
    if op.get_bind().dialect.name == "sqlite":
        _create_search()


def _create_events() -> None:
    op.create_table('event',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('type', sa.String(length=20), nullable=False),
    sa.Column('date', sa.String(length=30), nullable=True),
    sa.Column('cohort', sa.Integer(), nullable=True),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('mode', sa.String(length=12), nullable=True),
    sa.Column('status', sa.String(length=10), nullable=True),
    sa.Column('registry_status', sa.String(length=10), nullable=False),
    sa.Column('membership', sa.String(length=12), nullable=True),
    sa.Column('registry_reason', sa.Text(), nullable=False),
    sa.Column('first_seen', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.Column('last_seen', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.Column('reported_at', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event'))
    )
    op.create_index('ix_event_type', 'event', ['type', 'date'], unique=False)
    op.create_table('judgement',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('object', sa.Text(), nullable=False),
    sa.Column('verdict', sa.String(length=10), nullable=False),
    sa.Column('before', sa.JSON(), nullable=True),
    sa.Column('after', sa.JSON(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_judgement'))
    )
    op.create_index('ix_judgement_object', 'judgement', ['object'], unique=False)


def _create_frontier() -> None:
    op.create_table('link',
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('published', sa.String(length=40), nullable=True),
    sa.Column('lastmod', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('discovered_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('lease_until', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_visit_at', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('finished_at', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('url', name=op.f('pk_link'))
    )
    op.create_index('ix_link_open', 'link', ['state', 'next_visit_at'], unique=False)
    op.create_index('ix_link_source', 'link', ['source', 'state'], unique=False)
    op.create_table('robots',
    sa.Column('host', sa.String(length=300), nullable=False),
    sa.Column('status', sa.Integer(), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('fetched_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('host', name=op.f('pk_robots'))
    )


def _create_runs() -> None:
    op.create_table('run',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('command', sa.String(length=100), nullable=False),
    sa.Column('started', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.Column('finished', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_run'))
    )
    op.create_table('source',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('outlet', sa.String(length=200), nullable=False),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('region_code', sa.String(length=5), nullable=True),
    sa.Column('home', sa.Text(), nullable=True),
    sa.Column('seen_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_source'))
    )
    op.create_table('text_version',
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('text_sha256', name=op.f('pk_text_version'))
    )
    op.create_table('validator',
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('etag', sa.Text(), nullable=True),
    sa.Column('last_modified', sa.Text(), nullable=True),
    sa.Column('body_sha256', sa.String(length=64), nullable=True),
    sa.Column('checked_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('url', name=op.f('pk_validator'))
    )


def _create_articles() -> None:
    op.create_table('article',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=True),
    sa.Column('canonical_url', sa.Text(), nullable=True),
    sa.Column('outlet', sa.String(length=200), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('byline', sa.Text(), nullable=True),
    sa.Column('dateline', sa.Text(), nullable=True),
    sa.Column('published', sa.String(length=40), nullable=True),
    sa.Column('published_day', sa.Date(), nullable=True),
    sa.Column('fetched', corpus.store.times.UtcDateTime(timezone=True), nullable=True),
    sa.Column('language', sa.String(length=8), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('warc', sa.Text(), nullable=True),
    sa.Column('offset', sa.BigInteger(), nullable=True),
    sa.Column('length', sa.BigInteger(), nullable=True),
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('stored_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['text_sha256'], ['text_version.text_sha256'], name=op.f('fk_article_text_sha256')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_article')),
    sa.UniqueConstraint('id', name=op.f('uq_article_id')),
    sa.UniqueConstraint('key', name=op.f('uq_article_key'))
    )
    op.create_index('ix_article_outlet', 'article', ['outlet', 'published_day'], unique=False)
    op.create_index('ix_article_published_day', 'article', ['published_day'], unique=False)
    op.create_index('ix_article_text_sha256', 'article', ['text_sha256'], unique=False)


def _create_issues() -> None:
    op.create_table('event_region',
    sa.Column('event_id', sa.String(length=64), nullable=False),
    sa.Column('region_code', sa.String(length=5), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_region_event_id')),
    sa.PrimaryKeyConstraint('event_id', 'region_code', name=op.f('pk_event_region'))
    )
    op.create_index('ix_event_region_region_code', 'event_region', ['region_code'], unique=False)
    op.create_table('issue',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('run_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('level', sa.String(length=10), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['run.id'], name=op.f('fk_issue_run_id')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_issue'))
    )
    op.create_index('ix_issue_run_id', 'issue', ['run_id'], unique=False)
    op.create_table('article_version',
    sa.Column('article_id', sa.String(length=64), nullable=False),
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('warc', sa.Text(), nullable=True),
    sa.Column('offset', sa.BigInteger(), nullable=True),
    sa.Column('length', sa.BigInteger(), nullable=True),
    sa.Column('stored_at', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_article_version_article_id')),
    sa.ForeignKeyConstraint(['text_sha256'], ['text_version.text_sha256'], name=op.f('fk_article_version_text_sha256')),
    sa.PrimaryKeyConstraint('article_id', 'text_sha256', name=op.f('pk_article_version'))
    )


def _create_records() -> None:
    op.create_table('event_article',
    sa.Column('event_id', sa.String(length=64), nullable=False),
    sa.Column('article_id', sa.String(length=64), nullable=False),
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('evidence', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_event_article_article_id')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_article_event_id')),
    sa.PrimaryKeyConstraint('event_id', 'article_id', name=op.f('pk_event_article'))
    )
    op.create_index('ix_event_article_article_id', 'event_article', ['article_id'], unique=False)
    op.create_table('record',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('article_id', sa.String(length=64), nullable=False),
    sa.Column('text_sha256', sa.String(length=64), nullable=False),
    sa.Column('pipeline', sa.String(length=64), nullable=False),
    sa.Column('record_id', sa.Text(), nullable=False),
    sa.Column('json', sa.Text(), nullable=False),
    sa.Column('relevant', sa.Boolean(), nullable=False),
    sa.Column('current', sa.Boolean(), nullable=False),
    sa.Column('created', corpus.store.times.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_record_article_id')),
    sa.ForeignKeyConstraint(['text_sha256'], ['text_version.text_sha256'], name=op.f('fk_record_text_sha256')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_record')),
    sa.UniqueConstraint('article_id', 'text_sha256', 'pipeline', name=op.f('uq_record_article_id_text_sha256_pipeline'))
    )
    op.create_index('ix_record_current', 'record', ['article_id'], unique=True, sqlite_where=sa.text('current = 1'), postgresql_where=sa.text('current'))
    op.create_index('ix_record_relevant', 'record', ['relevant'], unique=False, sqlite_where=sa.text('current = 1'), postgresql_where=sa.text('current'))


def _create_record_parts() -> None:
    op.create_table('record_event',
    sa.Column('record_number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(length=20), nullable=False),
    sa.Column('date', sa.String(length=30), nullable=True),
    sa.Column('cohort', sa.Integer(), nullable=True),
    sa.Column('registry_status', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['record_number'], ['record.number'], name=op.f('fk_record_event_record_number')),
    sa.PrimaryKeyConstraint('record_number', 'position', name=op.f('pk_record_event'))
    )
    op.create_index('ix_record_event_type', 'record_event', ['type'], unique=False)
    op.create_table('record_region',
    sa.Column('record_number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region_code', sa.String(length=5), nullable=False),
    sa.Column('focus', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['record_number'], ['record.number'], name=op.f('fk_record_region_record_number')),
    sa.PrimaryKeyConstraint('record_number', 'region_code', name=op.f('pk_record_region'))
    )
    op.create_index('ix_record_region_region_code', 'record_region', ['region_code'], unique=False)


def _create_search() -> None:
    # The index keeps no text of its own: it reads the articles' newest texts through the view.
    op.execute(
        "CREATE VIEW article_text AS SELECT article.number AS number, coalesce(article.title, '') AS title,"
        " text_version.text AS text FROM article JOIN text_version USING (text_sha256)"
    )
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content = 'article_text',"
        " content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2')"
    )
