"""Whether a store is sound: the file, its references, its search index and its texts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from corpus.article import text_digest
from corpus.record import decode_record
from corpus.store.search_index import index_of
from corpus.store.tables import article, duplicate, duplicate_key, record, text_version


def check_store(conn: Connection) -> Iterator[str]:
    """Reads the whole store and yields one sentence a fault; nothing for a sound one. Needs a write transaction."""
    yield from index_of(conn).faults(conn)
    with conn.execute(select(text_version).execution_options(yield_per=500)) as texts:
        for digest, stored in texts:
            if text_digest(stored) != digest:
                yield f"text {digest}: the stored text has another digest"
    yield from _record_faults(conn)
    yield from _cluster_faults(conn)


# What a watch writes at its end: small, and read anew by whoever asks whether it ran.
_LIGHT_TABLES = ("run", "issue", "outbox", "visit")


def check_lightly(conn: Connection) -> Iterator[str]:
    """Looks at the tables of runs, messages and visits and at the newest article; yields one sentence a fault.

    Quick at any size and within `Store.read()`; only `check_store` finds damage elsewhere.
    """
    newest = select(article.c.text_sha256).order_by(article.c.number.desc()).limit(1).scalar_subquery()
    try:
        if conn.dialect.name == "sqlite":
            for name in _LIGHT_TABLES:
                for (message,) in conn.exec_driver_sql(f"PRAGMA quick_check({name})"):
                    if message != "ok":
                        yield f"the file is damaged: {message}"
        for digest, stored in conn.execute(select(text_version).where(text_version.c.text_sha256 == newest)):
            if text_digest(stored) != digest:
                yield f"text {digest}: the stored text has another digest"
    except DatabaseError:
        yield "the database cannot be read; see what `pantau check` says"


def _record_faults(conn: Connection) -> Iterator[str]:
    stale = select(record.c.article_id).join(article, record.c.article_id == article.c.id)
    for (article_id,) in conn.execute(stale.where(record.c.current, record.c.text_sha256 != article.c.text_sha256)):
        yield f"article {article_id}: its current record reads an older text"
    with conn.execute(select(record.c.article_id, record.c.json).execution_options(yield_per=500)) as records:
        for article_id, line in records:
            try:
                decode_record(line)
            except msgspec.DecodeError as error:
                yield f"article {article_id}: a record is damaged ({error})"
    said = select(record.c.relevant).where(record.c.article_id == article.c.id, record.c.current).scalar_subquery()
    for (article_id,) in conn.execute(select(article.c.id).where(article.c.relevant.is_distinct_from(said))):
        yield f"article {article_id}: filters do not see its current record"


def _cluster_faults(conn: Connection) -> Iterator[str]:
    heads = func.count().filter(duplicate.c.is_head)
    clusters = select(duplicate.c.cluster_id).group_by(duplicate.c.cluster_id).having(heads != 1)
    for (cluster_id,) in conn.execute(clusters):
        yield f"cluster of copies {cluster_id}: has not one first print"
    numbers = select(duplicate_key.c.article_number).distinct().where(
        ~select(article.c.number).where(article.c.number == duplicate_key.c.article_number).exists()
    )  # fmt: skip
    for (number,) in conn.execute(numbers):
        yield f"keys of copies: article number {number} is not there"


def rebuild_search(conn: Connection) -> None:
    """Makes the search index, and what else is kept for quick answers, anew from the articles."""
    index_of(conn).rebuild(conn)
