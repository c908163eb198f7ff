"""Export as brat standoff: a zip with `.txt` and `.ann` for each article, and the configuration of labels."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from corpus.exports.marks import LABELS, Mark, iter_marks, require_text
from corpus.record import Record

# A zip holds a time for each file; a fixed one makes equal exports equal bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LINE = re.compile(r"[^\n]+")
_CONFIGURATION = "[entities]\n" + "\n".join(LABELS) + "\n\n[relations]\n\n[events]\n\n[attributes]\n"


def write_brat(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes the zip as records come and returns their number.

    Each mark is a text-bound annotation; a note carries its value. brat takes no line breaks inside a mark, so a mark
    over several lines has a fragment for each.

    Raises:
        SettingsError: `with_text` is False.
    """
    count, names = 0, set()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "annotation.conf", _CONFIGURATION)
        for record in records:
            text = require_text(record, "brat", with_text)
            count += 1
            name = _UNSAFE.sub("_", record.id).lstrip(".") or "article"
            if name in names:
                name = f"{name}-{count}"
            names.add(name)
            _add(archive, f"{name}.txt", text)
            _add(archive, f"{name}.ann", "".join(f"{line}\n" for line in _lines(iter_marks(record))))
    return count


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content.encode())


def _lines(marks: Iterable[Mark]) -> Iterator[str]:
    for number, mark in enumerate(marks, 1):
        pieces = [(m.start() + mark.span.start, m.end() + mark.span.start) for m in _LINE.finditer(mark.span.text)]
        if not pieces:
            continue
        ranges = ";".join(f"{start} {end}" for start, end in pieces)
        shown = " ".join(_LINE.findall(mark.span.text))
        yield f"T{number}\t{mark.label} {ranges}\t{shown}"
        if mark.value:
            yield f"#{number}\tAnnotatorNotes T{number}\t{' '.join(mark.value.split())}"
