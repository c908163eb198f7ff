"""Export as CSV for spreadsheets: one row an event, and one row for an article without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from corpus.exports.standoff import stand_off
from corpus.record import Event, Record

COLUMNS = (
    "id", "published", "outlet", "title", "url", "relevant", "relevance_score", "event_type", "event_date",
    "event_region_codes", "event_regions", "event_status", "event_mode", "event_cohort", "event_place", "event_score",
    "registry_status", "registry_membership", "registry_reason", "evidence", "focus_regions", "officials", "pillars",
    "quotes", "headline_tone", "body_tone", "text_sha256",
)  # fmt: skip
# A spreadsheet would run these as formulas: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: object) -> str:
    """Writes a value so that no spreadsheet takes it for a formula; None becomes the empty cell."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_csv(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes a header and the rows, UTF-8 with byte-order mark (spreadsheets need it); returns the number of records.

    `with_text` adds a last column `text`.
    """
    wrapper = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(wrapper)
        writer.writerow((*COLUMNS, "text") if with_text else COLUMNS)
        count = 0
        for record in stand_off(records, with_text):
            count += 1
            tail = (record.article.text or "",) if with_text else ()
            for row in iter_rows(record):
                writer.writerow([safe_cell(cell) for cell in (*row, *tail)])
        return count
    finally:
        wrapper.detach()


def iter_rows(record: Record) -> Iterator[tuple[object, ...]]:
    """The cells of `COLUMNS`: one row an event, one for a record without any."""
    article, names = record.article, {region.code: region.name for region in record.regions}
    head = (record.id, article.published, article.outlet, article.title, article.canonical_url or article.url,
            record.relevance.relevant, record.relevance.score)  # fmt: skip
    tail = (
        "; ".join(region.name for region in record.regions if region.focus),
        "; ".join(f"{official.name} ({official.role_text})" for official in record.officials),
        "; ".join(pillar.pillar for pillar in record.pillars),
        len(record.quotes), record.tone.headline, record.tone.body, article.text_sha256,
    )  # fmt: skip
    for event in record.events or (None,):
        yield (*head, *_event_cells(event, names), *tail)


def _event_cells(event: Event | None, names: dict[str, str]) -> tuple[object, ...]:
    if event is None:
        return ("",) * 13
    return (
        event.type, event.date, "; ".join(event.region_codes),
        "; ".join(names.get(code, code) for code in event.region_codes), event.status, event.mode, event.cohort,
        event.place, event.score, event.registry.status, event.registry.membership, event.registry.reason,
        " … ".join(span.text.strip() for span in event.evidence),
    )  # fmt: skip
