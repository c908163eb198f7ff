"""Export as JSON lines: one record a line, as `pantau schema` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from corpus.record import Record, encode_record


def write_jsonl(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes records as they come and returns their number.

    Without `with_text`, `article.text` is null: offsets, quotes and `text_sha256` stay.
    """
    count = 0
    for record in records:
        count += 1
        if not with_text:
            record = msgspec.structs.replace(record, article=msgspec.structs.replace(record.article, text=None))
        file.write(encode_record(record) + b"\n")
    return count
