"""Records as they are read: the pipeline's newest, with what people decided on them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select, update

from corpus.record import Record
from corpus.review.reading import Reviewed, review_record
from corpus.store.filters import Filters
from corpus.store.judgements import judged_articles, read_decisions
from corpus.store.records import drop_parts, iter_numbered_records, read_record, write_parts
from corpus.store.tables import article, record


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
    held = conn.execute(
        select(record.c.number, article.c.number.label("article_number"))
        .join(article, article.c.id == record.c.article_id)
        .where(record.c.article_id == article_id, record.c.current)
    ).one_or_none()
    found = read_reviewed(conn, article_id)
    if held is None or found is None:
        return
    drop_parts(conn, held.article_number)
    conn.execute(update(record).where(record.c.number == held.number).values(relevant=found.record.relevance.relevant))
    write_parts(conn, [(held.article_number, found.record)])
