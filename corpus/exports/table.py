"""All export formats by name. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from corpus.exports.brat import write_brat
from corpus.exports.conllu import write_conllu
from corpus.exports.csv import write_csv
from corpus.exports.docbin import write_docbin
from corpus.exports.doccano import iter_doccano, write_doccano
from corpus.exports.ftm import write_ftm
from corpus.exports.geojson import write_geojson
from corpus.exports.iob import write_iob
from corpus.exports.jsonl import write_jsonl
from corpus.exports.jsonld import write_jsonld
from corpus.exports.labelstudio import iter_labelstudio, write_labelstudio
from corpus.exports.parquet import write_parquet
from corpus.exports.prodigy import iter_prodigy, write_prodigy
from corpus.exports.task import Task
from corpus.exports.tei import write_tei
from corpus.exports.vertical import write_vertical
from corpus.exports.xlsx import write_xlsx
from corpus.record import Record


class Exporter(Protocol):
    """Writes records to a file opened for bytes and returns how many it wrote."""

    def __call__(self, records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
        """Streams; never holds all records."""


EXPORTERS: dict[str, Exporter] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "parquet": write_parquet,
    "geojson": write_geojson,
    "jsonld": write_jsonld,
    "ftm": write_ftm,
    "docbin": write_docbin,
    "conllu": write_conllu,
    "iob": write_iob,
    "brat": write_brat,
    "doccano": write_doccano,
    "labelstudio": write_labelstudio,
    "prodigy": write_prodigy,
    "vertical": write_vertical,
    "tei": write_tei,
}
# These hold the articles' text by their nature and refuse to run without `with_text`.
NEEDS_TEXT = frozenset(
    {"docbin", "conllu", "iob", "brat", "doccano", "labelstudio", "prodigy", "vertical", "tei"}
)  # fmt: skip
# Formats that bring a person's annotations back.
READERS: dict[str, Callable[[BinaryIO, str], Iterator[Task]]] = {
    "doccano": iter_doccano,
    "labelstudio": iter_labelstudio,
    "prodigy": iter_prodigy,
}
