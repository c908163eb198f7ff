"""Records: immutable per article, text and pipeline; the newest reading of each article is its current one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select, update

from corpus.errors import StoreError
from corpus.record import Record, decode_record, encode_record
from corpus.store.filters import Filters, article_conditions, record_conditions
from corpus.store.tables import article, record, record_event, record_pillar, record_region, text_version
from corpus.store.upsert import insert_keyed

_PAGE_ROWS = 200
# Built once: putting a statement together costs more than running it.
_HELD = (
    select(article.c.text_sha256, record.c.number)
    .outerjoin(record, (record.c.article_id == article.c.id) & record.c.current)
    .where(article.c.id == bindparam("held_id"))
)
_SET_CURRENT = update(record).where(record.c.number == bindparam("held")).values(current=bindparam("is_current"))
_INSERT_REGIONS, _INSERT_PILLARS, _INSERT_EVENTS = (
    table.insert() for table in (record_region, record_pillar, record_event)
)  # fmt: skip


def write_record(conn: Connection, article_id: str, found: Record) -> bool:
    """Stores a record and makes it the article's current one; False when this reading is stored already.

    The article must be stored (`write_article`), and the record must be of its newest text to become current.
    """
    newest, held = conn.execute(_HELD, {"held_id": article_id}).one()
    current = newest == found.article.text_sha256
    row = {
        "article_id": article_id, "text_sha256": found.article.text_sha256, "pipeline": found.provenance.pipeline,
        "record_id": found.id, "json": _json(found), "relevant": found.relevance.relevant,
        "current": False, "created": found.provenance.created,
    }  # fmt: skip
    key = insert_keyed(conn, record, row)
    if key is None:
        return False
    if current:
        if held is not None:
            conn.execute(_SET_CURRENT, {"held": held, "is_current": False})
        conn.execute(_SET_CURRENT, {"held": key.number, "is_current": True})
    write_parts(conn, key.number, found)
    return True


def _json(found: Record) -> str:
    # The text lies in text_version once, however many pipelines have read it.
    head = msgspec.structs.replace(found.article, text="")
    return encode_record(msgspec.structs.replace(found, article=head)).decode()


def write_parts(conn: Connection, number: int, found: Record) -> None:
    """Stores what filters and counts look at, for a record that has none of it yet."""
    regions = {region.code: region.focus for region in found.regions}
    for event in found.events:
        for code in event.region_codes:
            regions.setdefault(code, False)
    if regions:
        rows = [{"record_number": number, "region_code": code, "focus": focus} for code, focus in regions.items()]
        conn.execute(_INSERT_REGIONS, rows)
    if found.pillars:
        pillars = dict.fromkeys(pillar.pillar for pillar in found.pillars)
        conn.execute(_INSERT_PILLARS, [{"record_number": number, "pillar": name} for name in pillars])
    if found.events:
        events = [
            {"record_number": number, "position": i, "type": event.type, "date": event.date, "cohort": event.cohort,
             "registry_status": event.registry.status}
            for i, event in enumerate(found.events)
        ]  # fmt: skip
        conn.execute(_INSERT_EVENTS, events)


def read_record(conn: Connection, article_id: str, pipeline: str | None = None) -> Record | None:
    """An article's current record, or the one of a pipeline over its newest text; None when there is none."""
    query = _records().where(record.c.article_id == article_id)
    if pipeline is None:
        query = query.where(record.c.current)
    else:
        query = query.where(record.c.pipeline == pipeline, record.c.text_sha256 == article.c.text_sha256)
    row = conn.execute(query).one_or_none()
    return None if row is None else _record(row._mapping)


def iter_records(conn: Connection, filters: Filters | None = None) -> Iterator[Record]:
    """The current records in the order in which their articles were first stored."""
    for _, found in iter_numbered_records(conn, filters):
        yield found


def iter_numbered_records(conn: Connection, filters: Filters | None = None) -> Iterator[tuple[str, Record]]:
    """As `iter_records`, each with its article's id."""
    query = _records().where(record.c.current, *_conditions(filters or Filters())).order_by(article.c.number)
    last = 0
    while rows := conn.execute(query.where(article.c.number > last).limit(_PAGE_ROWS)).all():
        for row in rows:
            yield row.article_id, _record(row._mapping)
        last = rows[-1].article_number


def count_records(conn: Connection, filters: Filters | None = None) -> int:
    """How many records `iter_records` would give."""
    query = select(func.count()).select_from(record).join(article, record.c.article_id == article.c.id)
    return conn.execute(query.where(record.c.current, *_conditions(filters or Filters()))).scalar_one()


def _conditions(filters: Filters) -> list[Any]:
    return [*article_conditions(filters), *record_conditions(filters)]


def _records() -> Select[Any]:
    columns = (record.c.json, record.c.article_id, text_version.c.text, article.c.number.label("article_number"))
    joined = select(*columns).join(article, record.c.article_id == article.c.id)
    return joined.join(text_version, record.c.text_sha256 == text_version.c.text_sha256)


def _record(row: Any) -> Record:
    try:
        found = decode_record(row["json"])
    except msgspec.DecodeError as error:
        raise StoreError(
            f"record of article {row['article_id']}",
            f"it is damaged ({error}); `pantau check` names all such; restore a backup, or move the file away and crawl"
            " again",
        ) from error
    return msgspec.structs.replace(found, article=msgspec.structs.replace(found.article, text=row["text"]))
