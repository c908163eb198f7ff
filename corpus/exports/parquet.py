"""Export as Parquet for pandas, polars, DuckDB and the like (extra `parquet`): one row a record, parts as lists."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from corpus.exports.extras import load_extra
from corpus.exports.marks import iter_marks
from corpus.exports.standoff import stand_off
from corpus.record import Record

# Records a row group: few enough to hold, many enough to compress.
_GROUP = 1_000


def write_parquet(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes row group after row group and returns the number of records. `text` is null unless `with_text`.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    pa, pq = load_extra("pyarrow", "parquet"), load_extra("pyarrow.parquet", "parquet")
    schema, count = _schema(pa), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        remaining = stand_off(records, with_text)
        while group := list(islice(remaining, _GROUP)):
            count += len(group)
            writer.write_table(pa.Table.from_pylist([_row(record, with_text) for record in group], schema=schema))
    return count


def _schema(pa: Any) -> Any:
    text, number = pa.string(), pa.float64()
    region = pa.struct([("code", text), ("name", text), ("level", text), ("focus", pa.bool_()), ("score", number)])
    official = pa.struct([("name", text), ("role", text), ("role_text", text), ("office", text), ("region_code", text),
                          ("acting", pa.bool_()), ("former", pa.bool_())])  # fmt: skip
    event = pa.struct([("type", text), ("date", text), ("region_codes", pa.list_(text)), ("place", text),
                       ("mode", text), ("cohort", pa.int32()), ("status", text), ("score", number),
                       ("registry_status", text), ("registry_membership", text)])  # fmt: skip
    mark = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("label", text), ("value", text), ("text", text)])
    return pa.schema([
        ("id", text), ("url", text), ("outlet", text), ("title", text), ("byline", text), ("published", text),
        ("language", text), ("relevant", pa.bool_()), ("relevance_score", number), ("regions", pa.list_(region)),
        ("officials", pa.list_(official)), ("dates", pa.list_(text)), ("pillars", pa.list_(text)),
        ("events", pa.list_(event)), ("marks", pa.list_(mark)), ("headline_tone", text), ("body_tone", text),
        ("pipeline", text), ("text_sha256", text), ("text", text),
    ])  # fmt: skip


def _row(record: Record, with_text: bool) -> dict[str, Any]:
    article = record.article
    return {
        "id": record.id, "url": article.canonical_url or article.url, "outlet": article.outlet, "title": article.title,
        "byline": article.byline, "published": article.published, "language": article.language,
        "relevant": record.relevance.relevant, "relevance_score": record.relevance.score,
        "regions": [_picked(region, "code", "name", "level", "focus", "score") for region in record.regions],
        "officials": [
            _picked(o, "name", "role", "role_text", "office", "region_code", "acting", "former")
            for o in record.officials
        ],
        "dates": [day.value for day in record.dates], "pillars": [pillar.pillar for pillar in record.pillars],
        "events": [
            _picked(event, "type", "date", "region_codes", "place", "mode", "cohort", "status", "score")
            | {"registry_status": event.registry.status, "registry_membership": event.registry.membership}
            for event in record.events
        ],
        "marks": [
            {"start": m.span.start, "end": m.span.end, "label": m.label, "value": m.value, "text": m.span.text}
            for m in iter_marks(record)
        ],
        "headline_tone": record.tone.headline, "body_tone": record.tone.body, "pipeline": record.provenance.pipeline,
        "text_sha256": article.text_sha256, "text": article.text if with_text else None,
    }  # fmt: skip


def _picked(part: object, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}
