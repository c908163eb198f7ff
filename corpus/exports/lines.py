"""Formats of lines: texts written line by line, JSON objects read one a line or as one array."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.marks import require_text
from corpus.record import Record


def write_texts(
    records: Iterable[Record], file: BinaryIO, name: str, with_text: bool, lines: Callable[[Record, str], Iterable[str]]
) -> int:
    """Writes the lines that a format makes of each record and its text, and returns the number of records.

    Raises:
        SettingsError: `with_text` is False; the format `name` is made of text.
    """
    count = 0
    for record in records:
        text = require_text(record, name, with_text)
        count += 1
        file.writelines(line.encode() + b"\n" for line in lines(record, text))
    return count


def iter_objects(file: BinaryIO, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file with the place of each (`file, line 3`); empty lines are passed over.

    Raises:
        UnreadableInput: a line is no JSON object.
    """
    for number, line in enumerate(file, 1):
        if line.strip():
            place = f"{name}, line {number}"
            yield place, _object(_decode(line, place), place)


def iter_array(file: BinaryIO, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file that is one JSON array, with the place of each.

    Raises:
        UnreadableInput: the file is no JSON array of objects.
    """
    values = _decode(file.read(), name)
    if not isinstance(values, list):
        raise UnreadableInput(name, "is no JSON array; export the project as JSON")
    for number, value in enumerate(values, 1):
        place = f"{name}, task {number}"
        yield place, _object(value, place)


def _decode(content: bytes, place: str) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(place, f"is no JSON: {error}") from error


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UnreadableInput(place, "is no JSON object")
    return value
