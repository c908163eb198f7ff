"""Articles and their text versions: one row a page, one text a digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, select, update

from corpus.article import Article, Capture
from corpus.store.filters import Filters, filter_conditions
from corpus.store.records import drop_parts
from corpus.store.search_index import index_of
from corpus.store.tables import article, article_version, record, text_version
from corpus.store.tombstones import find_buried
from corpus.store.upsert import insert_all_missing

# Articles are read in pages of this many rows, so that a walk over a million of them holds few in memory.
_PAGE_ROWS = 500
# Which ones, is asked for more at once: a condition on words looks at every match each time.
_NUMBERED = 10_000
# Built once: putting a statement together costs more than running it.
_HELD = select(article.c.key, article.c.number, article.c.id, article.c.text_sha256).where(
    article.c.key.in_(bindparam("keys", expanding=True))
)
_KEPT = ("text_sha256", "title", "warc", "offset", "length", "stored_at")


class Written(msgspec.Struct, frozen=True):
    """What `write_article` did: `id` is the stored article's (an older row of the same page keeps its own).

    refused: the page was taken out for good (`corpus.store.tombstones`); nothing is stored.
    """

    id: str
    outcome: Literal["new", "changed", "same", "refused"]


def make_article_id(url: str) -> str:
    """The id of the article at a canonical URL: 16 hex digits, the same in every store."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def write_article(conn: Connection, found: Article, now: datetime, source: str | None = None) -> Written:
    """Stores an article once per page (canonical URL, else URL, else id) and text.

    The same text again changes nothing. Another text of a known page becomes its newest version: the row's fields and
    the search index follow, the older text stays readable by its digest.
    """
    return write_articles(conn, [found], now, source)[0]


def write_articles(
    conn: Connection, articles: Sequence[Article], now: datetime, source: str | None = None
) -> list[Written]:
    """Stores articles as `write_article` does, one after the other; some hundreds together take half the time."""
    rows = [_row(found, now, source) for found in articles]
    keys = {row["key"] for row in rows}
    if len(keys) < len(rows):
        return [written for found in articles for written in write_articles(conn, [found], now, source)]
    held = {row.key: row for row in conn.execute(_HELD, {"keys": list(keys)})}
    unknown = {address for row in rows if row["key"] not in held for address in (row["key"], row["url"]) if address}
    buried = find_buried(conn, unknown) if unknown else frozenset()
    written = [_outcome(row, held.get(row["key"]), buried) for row in rows]
    new = [row for row, done in zip(rows, written, strict=True) if done.outcome == "new"]
    changed = [row for row, done in zip(rows, written, strict=True) if done.outcome == "changed"]
    texts = {found.text_sha256: found.text for found in articles}
    stored = [*new, *changed]
    insert_all_missing(conn, text_version, [
        {"text_sha256": digest, "text": texts[digest]} for digest in {row["text_sha256"] for row in stored}
    ])  # fmt: skip
    for row in changed:
        _change(conn, held[row["key"]], row)
    numbers = [held[row["key"]].number for row in changed]
    if new:
        conn.execute(article.insert(), new)
        numbers += [row.number for row in conn.execute(_HELD, {"keys": [row["key"] for row in new]})]
    index_of(conn).add(conn, sorted(numbers))
    insert_all_missing(conn, article_version, [
        {"article_id": done.id, **{name: row[name] for name in _KEPT}}
        for row, done in zip(rows, written, strict=True) if done.outcome in ("new", "changed")
    ])  # fmt: skip
    return written


def _outcome(row: dict[str, Any], held: Any, buried: frozenset[str]) -> Written:
    if held is None:
        return Written(row["id"], "refused" if buried & {row["key"], row["url"]} else "new")
    return Written(held.id, "same" if held.text_sha256 == row["text_sha256"] else "changed")


def _change(conn: Connection, held: Any, row: dict[str, Any]) -> None:
    index_of(conn).drop(conn, held.number)
    drop_parts(conn, held.number)
    changes = {name: value for name, value in row.items() if name != "id"} | {"relevant": None}
    conn.execute(update(article).where(article.c.number == held.number).values(changes))
    conn.execute(update(record).where(record.c.article_id == held.id).values(current=False))


def _row(found: Article, now: datetime, source: str | None) -> dict[str, Any]:
    plain = (
        "id",
        "url",
        "canonical_url",
        "outlet",
        "title",
        "byline",
        "dateline",
        "published",
        "fetched",
        "language",
        "text_sha256",
    )
    capture = found.capture
    return {
        **{name: getattr(found, name) for name in plain}, "key": found.canonical_url or found.url or f"id:{found.id}",
        "published_day": published_day(found.published),
        "source": source, "warc": capture and capture.warc, "offset": capture and capture.offset,
        "length": capture and capture.length, "stored_at": now,
    }  # fmt: skip


def published_day(published: str | None) -> date | None:
    """The day of publication as printed by the outlet, in its own zone; None when it is not known or not ISO 8601."""
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


def read_article(conn: Connection, article_id: str) -> Article | None:
    """The article with its newest text, or None when there is none of this id."""
    row = conn.execute(_articles().where(article.c.id == article_id)).one_or_none()
    return None if row is None else _article(row._mapping)


def read_text(conn: Connection, text_sha256: str) -> str | None:
    """A text by its digest, older versions included; None when it was never stored."""
    return conn.execute(
        select(text_version.c.text).where(text_version.c.text_sha256 == text_sha256)
    ).scalar_one_or_none()


def find_article(conn: Connection, url: str) -> Article | None:
    """The article stored under a canonical URL or the URL that it was fetched from; None when there is none."""
    row = conn.execute(_articles().where((article.c.key == url) | (article.c.url == url)).limit(1)).one_or_none()
    return None if row is None else _article(row._mapping)


def iter_articles(conn: Connection, filters: Filters | None = None) -> Iterator[Article]:
    """Articles in the order in which they were first stored."""
    for _, found in iter_numbered(conn, filter_conditions(filters)):
        yield found


def iter_unread(conn: Connection, pipeline: str, after: int = 0) -> Iterator[tuple[int, Article]]:
    """Articles whose current record is not of the pipeline of this hash, as (number, article), in order of number."""
    return iter_numbered(conn, [_unread_by(pipeline)], after)


def iter_numbered(conn: Connection, conditions: list[Any], after: int = 0) -> Iterator[tuple[int, Article]]:
    """Articles that meet conditions on `article`, with their row numbers, from the one behind `after`, in order."""
    chosen = select(article.c.number).where(*conditions).order_by(article.c.number).limit(_NUMBERED)
    while numbers := conn.execute(chosen.where(article.c.number > after)).scalars().all():
        for i in range(0, len(numbers), _PAGE_ROWS):
            page = article.c.number.in_(numbers[i : i + _PAGE_ROWS])
            for row in conn.execute(_articles().where(page).order_by(article.c.number)).all():
                yield row.number, _article(row._mapping)
        after = numbers[-1]


def count_articles(conn: Connection, filters: Filters | None = None) -> int:
    """How many articles `iter_articles` would give."""
    return _count(conn, filter_conditions(filters))


def count_unread(conn: Connection, pipeline: str) -> int:
    """How many articles `iter_unread` would give."""
    return _count(conn, [_unread_by(pipeline)])


def _count(conn: Connection, conditions: list[Any]) -> int:
    return conn.execute(select(func.count()).select_from(article).where(*conditions)).scalar_one()


def _unread_by(pipeline: str) -> ColumnElement[bool]:
    same = (record.c.article_id == article.c.id, record.c.current, record.c.pipeline == pipeline)
    return ~exists().where(*same)


def _articles() -> Select[Any]:
    return select(article, text_version.c.text).join(text_version, article.c.text_sha256 == text_version.c.text_sha256)


def _article(row: Any) -> Article:
    capture = None
    if row["warc"] is not None:
        capture = Capture(warc=row["warc"], offset=row["offset"], length=row["length"])
    names = (name for name in Article.__struct_fields__ if name != "capture")
    return Article(**{name: row[name] for name in names}, capture=capture)
