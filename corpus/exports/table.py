"""All export formats by name. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from corpus.exports.csv import write_csv
from corpus.exports.jsonl import write_jsonl
from corpus.record import Record


class Exporter(Protocol):
    """Writes records to a file opened for bytes and returns how many it wrote."""

    def __call__(self, records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
        """Streams; never holds all records."""


EXPORTERS: dict[str, Exporter] = {"jsonl": write_jsonl, "csv": write_csv}
