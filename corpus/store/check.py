"""Whether a store is sound: the file, its references, its search index and its texts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DatabaseError

from corpus.article import text_digest
from corpus.record import decode_record
from corpus.store.tables import article, duplicate, duplicate_key, record, text_version

_FTS_CHECK = text("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")


def check_store(conn: Connection) -> Iterator[str]:
    """Reads the whole store and yields one sentence a fault; nothing for a sound one. Needs a write transaction."""
    if conn.dialect.name == "sqlite":
        yield from _sqlite_faults(conn)
    for digest, stored in conn.execute(select(text_version).execution_options(yield_per=500)):
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
        yield "the database cannot be read; restore a backup, or move the file away and crawl again"


def _sqlite_faults(conn: Connection) -> Iterator[str]:
    for (message,) in conn.exec_driver_sql("PRAGMA integrity_check(20)"):
        if message != "ok":
            yield f"the file is damaged: {message}"
    for table, row, parent, _ in conn.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: refers to a row that {parent} does not hold"
    try:
        with conn.begin_nested():
            conn.execute(_FTS_CHECK)
    except DatabaseError:
        yield "the search index does not fit the articles; `pantau check --mend` makes it anew"


def _record_faults(conn: Connection) -> Iterator[str]:
    stale = select(record.c.article_id).join(article, record.c.article_id == article.c.id)
    for (article_id,) in conn.execute(stale.where(record.c.current, record.c.text_sha256 != article.c.text_sha256)):
        yield f"article {article_id}: its current record reads an older text"
    for article_id, line in conn.execute(select(record.c.article_id, record.c.json).execution_options(yield_per=500)):
        try:
            decode_record(line)
        except msgspec.DecodeError as error:
            yield f"article {article_id}: a record is damaged ({error})"


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
    """Makes the search index anew from the articles."""
    if conn.dialect.name == "sqlite":
        conn.execute(text("INSERT INTO article_search (article_search) VALUES ('rebuild')"))
