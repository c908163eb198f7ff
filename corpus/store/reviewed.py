"""Records as they are read: the pipeline's newest, with what people decided on them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, select, update

from corpus.record import Record
from corpus.review.reading import Reviewed, review_record
from corpus.store.filters import Filters
from corpus.store.judgements import judged_articles, read_decisions
from corpus.store.records import iter_numbered_records, read_record, write_parts
from corpus.store.tables import record, record_event, record_pillar, record_region


def read_reviewed(conn: Connection, article_id: str) -> Reviewed | None:
    """An article's current record with the decisions on it; None when the article was not read yet."""
    found = read_record(conn, article_id)
    return None if found is None else review_record(found, read_decisions(conn, article_id))


def read_current(conn: Connection, article_id: str) -> Record | None:
    """As `read_reviewed`, the record only."""
    reviewed = read_reviewed(conn, article_id)
    return None if reviewed is None else reviewed.record


def review_of(conn: Connection, article_id: str, found: Record) -> Record:
    """A record of this article, its text at hand, as the decisions on the article want it read."""
    return review_record(found, read_decisions(conn, article_id)).record


def iter_reviewed(conn: Connection, filters: Filters | None = None) -> Iterator[Record]:
    """The current records with the decisions on them, in the order in which their articles were first stored."""
    judged = judged_articles(conn)
    for article_id, found in iter_numbered_records(conn, filters):
        yield review_of(conn, article_id, found) if article_id in judged else found


def refresh_parts(conn: Connection, article_id: str) -> None:
    """Makes filters and counts see the article's current record as it is read, decisions included."""
    number = conn.execute(
        select(record.c.number).where(record.c.article_id == article_id, record.c.current)
    ).scalar_one_or_none()
    found = read_reviewed(conn, article_id)
    if number is None or found is None:
        return
    for table in (record_region, record_event, record_pillar):
        conn.execute(delete(table).where(table.c.record_number == number))
    conn.execute(update(record).where(record.c.number == number).values(relevant=found.record.relevance.relevant))
    write_parts(conn, number, found.record)
