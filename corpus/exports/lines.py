"""Reading files of JSON objects: one a line, or one array."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.errors import UnreadableInput


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
