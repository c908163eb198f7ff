"""Export as JSON lines: one record a line, as `pantau schema` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from corpus.exports.standoff import stand_off
from corpus.record import Record, encode_record


def write_jsonl(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes records as they come and returns their number.

    Without `with_text`, `article.text` is null and the words of long marks are cut; offsets and `text_sha256` stay.
    """
    count = 0
    for record in stand_off(records, with_text):
        count += 1
        file.write(encode_record(record) + b"\n")
    return count
