"""Records: immutable per article, text and pipeline; the newest reading of each article is its current one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, func, select, update

from corpus.errors import StoreError
from corpus.record import Record, decode_record, encode_record
from corpus.store.filters import Filters, filter_conditions, part_numbers
from corpus.store.part_tables import PARTS, article_event, article_pillar, article_region
from corpus.store.tables import article, record, text_version

_PAGE_ROWS = 200
# Built once: putting a statement together costs more than running it.
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_HELD = (
    select(article.c.id, article.c.number, article.c.text_sha256, record.c.number.label("current"))
    .outerjoin(record, (record.c.article_id == article.c.id) & record.c.current)
    .where(article.c.id.in_(_IDS))
)
_READ = select(record.c.number, record.c.article_id, record.c.text_sha256, record.c.pipeline).where(
    record.c.article_id.in_(_IDS)
)
_SET_CURRENT = update(record).where(record.c.number == bindparam("held")).values(current=bindparam("is_current"))
_SET_RELEVANT = update(article).where(article.c.number == bindparam("held")).values(relevant=bindparam("is_relevant"))
_DROP_PARTS = tuple(delete(table).where(table.c.article_number == bindparam("held")) for table in PARTS)


def write_record(conn: Connection, article_id: str, found: Record) -> bool:
    """Stores a record and makes it the article's current one; False when this reading is stored already.

    The article must be stored (`write_article`), and the record must be of its newest text to become current. A reading
    that is stored becomes current again: a page may go back to an earlier text.
    """
    return write_records(conn, [(article_id, found)])[0]


def write_records(conn: Connection, records: Sequence[tuple[str, Record]]) -> list[bool]:
    """Stores records of articles as `write_record` does, one after the other; some hundreds together are quicker."""
    ids = {article_id for article_id, _ in records}
    if len(ids) < len(records):
        return [written for pair in records for written in write_records(conn, [pair])]
    held = {row.id: row for row in conn.execute(_HELD, {"ids": list(ids)})}
    read = {tuple(row)[1:]: int(row.number) for row in conn.execute(_READ, {"ids": list(ids)})}
    current, rows, new = [], [], []
    for article_id, found in records:
        known, row = held[article_id], _row(article_id, found, held[article_id].text_sha256)
        number = read.get((article_id, row["text_sha256"], row["pipeline"]))
        new.append(number is None)
        if number is None:
            rows.append(row)
        if row["current"] and (number is None or number != known.current):
            current.append((known.number, found if number is None else _stored(conn, number)))
            _replace(conn, known, number)
    if rows:
        conn.execute(record.insert(), rows)
    write_parts(conn, current)
    return new


def _replace(conn: Connection, known: Any, number: int | None) -> None:
    """Makes room for an article's new current record, or gives its place to a stored one."""
    if known.current is not None:
        conn.execute(_SET_CURRENT, {"held": known.current, "is_current": False})
        drop_parts(conn, known.number)
    if number is not None:
        conn.execute(_SET_CURRENT, {"held": number, "is_current": True})


def _stored(conn: Connection, number: int) -> Record:
    return _record(conn.execute(_records().where(record.c.number == number)).one()._mapping)


def _row(article_id: str, found: Record, newest: str) -> dict[str, Any]:
    digest = found.article.text_sha256
    return {
        "article_id": article_id, "text_sha256": digest, "pipeline": found.provenance.pipeline,
        "record_id": found.id, "json": _json(found), "relevant": found.relevance.relevant, "current": digest == newest,
        "created": found.provenance.created,
    }  # fmt: skip


def _json(found: Record) -> str:
    # The text lies in text_version once, however many pipelines have read it.
    head = msgspec.structs.replace(found.article, text="")
    return encode_record(msgspec.structs.replace(found, article=head)).decode()


def drop_parts(conn: Connection, number: int) -> None:
    """Forgets what an article's record said, for filters and counts; by the article's number."""
    for statement in _DROP_PARTS:
        conn.execute(statement, {"held": number})


def write_parts(conn: Connection, records: Sequence[tuple[int, Record]]) -> None:
    """Stores what filters and counts look at, for articles that have none of it yet; by the articles' numbers."""
    if not records:
        return
    relevant = [{"held": number, "is_relevant": found.relevance.relevant} for number, found in records]
    conn.execute(_SET_RELEVANT, relevant)
    for table, rows in (
        (article_region, _regions), (article_pillar, _pillars), (article_event, _events),
    ):  # fmt: skip
        if parts := [{"article_number": number, **row} for number, found in records for row in rows(found)]:
            conn.execute(table.insert(), parts)


def _regions(found: Record) -> Iterator[dict[str, Any]]:
    regions = {region.code: region.focus for region in found.regions}
    for event in found.events:
        for code in event.region_codes:
            regions.setdefault(code, False)
    for code, focus in regions.items():
        yield {"region_code": code, "focus": focus}


def _pillars(found: Record) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys(pillar.pillar for pillar in found.pillars):
        yield {"pillar": name}


def _events(found: Record) -> Iterator[dict[str, Any]]:
    for i, event in enumerate(found.events):
        yield {
            "position": i, "type": event.type, "date": event.date, "cohort": event.cohort,
            "registry_status": event.registry.status,
        }  # fmt: skip


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
    query = _records().where(record.c.current, *filter_conditions(filters)).order_by(article.c.number)
    last = 0
    while rows := conn.execute(query.where(article.c.number > last).limit(_PAGE_ROWS)).all():
        for row in rows:
            yield row.article_id, _record(row._mapping)
        last = rows[-1].article_number


def count_records(conn: Connection, filters: Filters | None = None) -> int:
    """How many records `iter_records` would give."""
    given = (
        {}
        if filters is None
        else {name: value for name, value in msgspec.structs.asdict(filters).items() if value is not None}
    )
    if given and given.keys() <= {"region_code", "event_type"}:
        numbers = part_numbers(given.get("region_code"), given.get("event_type")).distinct().subquery()
        return int(conn.execute(select(func.count()).select_from(numbers)).scalar_one())
    conditions = [article.c.relevant.is_not(None), *filter_conditions(filters)]
    return int(conn.execute(select(func.count()).select_from(article).where(*conditions)).scalar_one())


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
            f"it is damaged ({error}); `pantau check` names all such; restore a backup, or move the file away and run"
            " `pantau process --from-archive`",
        ) from error
    return msgspec.structs.replace(found, article=msgspec.structs.replace(found.article, text=row["text"]))
