"""Taking an article out of the store for good: every row that holds its words, and a tombstone in their place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, exists, select, update

from corpus.errors import StoreConflict
from corpus.store.alert_tables import event_change
from corpus.store.duplicates import drop_duplicate
from corpus.store.records import drop_parts
from corpus.store.search_index import index_of
from corpus.store.tables import (
    article,
    article_version,
    event_article,
    judgement,
    link,
    record,
    text_version,
    validator,
)
from corpus.store.tombstones import bury


def erase_article(conn: Connection, article_id: str, now: datetime, who: str, reason: str) -> tuple[str, ...]:
    """Deletes an article with all its texts, records and judgements; returns its addresses, for the archive.

    Its links stay, without titles, as refused. It must support no event any more.

    Raises:
        StoreConflict: an event still rests on it.
    """
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA secure_delete = ON")  # deleted words are overwritten, not only forgotten
    row = conn.execute(select(article).where(article.c.id == article_id)).one()
    if conn.execute(select(exists().where(event_article.c.article_id == article_id))).scalar_one():
        raise StoreConflict("event_article", article_id)
    addresses = tuple(dict.fromkeys(filter(None, (row.key, row.canonical_url, row.url))))
    drop_duplicate(conn, row.number, article_id)
    drop_parts(conn, row.number)
    _delete(conn, record, article_id)
    digests = set(conn.execute(_digests(article_id)).scalars()) | {row.text_sha256}
    _delete(conn, article_version, article_id)
    _delete(conn, judgement, article_id)
    conn.execute(update(event_change).where(event_change.c.article_id == article_id).values(sentence=None))
    index_of(conn).drop(conn, row.number)
    conn.execute(delete(article).where(article.c.id == article_id))
    for digest in digests:
        _drop_text(conn, digest)
    conn.execute(delete(validator).where(validator.c.url.in_(addresses)))
    gone = {"title": None, "state": "refused", "reason": "taken out of the store", "finished_at": now}
    conn.execute(update(link).where(link.c.url.in_(addresses)).values(gone))
    bury(conn, addresses, now, who, reason)
    return addresses


def _digests(article_id: str) -> Any:
    return select(article_version.c.text_sha256).where(article_version.c.article_id == article_id)


def _delete(conn: Connection, table: Table, article_id: str) -> None:
    conn.execute(delete(table).where(table.c.article_id == article_id))


def _drop_text(conn: Connection, digest: str) -> None:
    """Deletes a text that no other article has or had."""
    used = [exists().where(table.c.text_sha256 == digest) for table in (article, article_version, record)]
    conn.execute(delete(text_version).where(text_version.c.text_sha256 == digest, *(~one for one in used)))
