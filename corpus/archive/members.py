"""The gzip members of a WARC file: one holds one record. A run killed in the middle of a record leaves half of one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from corpus.errors import StoreError

_MAGIC = b"\x1f\x8b\x08"
_GZIP = 31
_CHUNK_BYTES = 1 << 20
# The last record is looked for within this much; a longer one makes the whole file be walked, which is only slower.
_WINDOW_BYTES = 1 << 23


class Member(msgspec.Struct, frozen=True):
    """One member: its place in the file, `[start, end)` in bytes, and its content, unpacked."""

    start: int
    end: int
    content: bytes


def iter_members(warc: BinaryIO) -> Iterator[Member]:
    """The whole members of an open file in order; half a member at the end is left out.

    Raises:
        zlib.error: a member is damaged; the ones before it have been yielded.
    """
    start = 0
    while (member := _member_at(warc, start)) is not None:
        yield member
        start = member.end


def _member_at(warc: BinaryIO, start: int) -> Member | None:
    """The member that begins at `start`; None when the file ends first."""
    unpacker, parts, position = zlib.decompressobj(_GZIP), [], start
    warc.seek(start)
    while chunk := warc.read(_CHUNK_BYTES):
        position += len(chunk)
        parts.append(unpacker.decompress(chunk))
        if unpacker.eof:
            return Member(start, position - len(unpacker.unused_data), b"".join(parts))
    return None


def cut_torn_tail(warc: BinaryIO) -> int:
    """Cuts half a record off the end of an open file; returns the length that remains in bytes.

    Raises:
        StoreError: a record in the middle is damaged, which no interrupted run does.
    """
    size = warc.seek(0, 2)
    if size == 0 or _ends_whole(warc, size):
        return size
    end = 0
    try:
        for member in iter_members(warc):
            end = member.end
    except zlib.error as error:
        if _holds_record(warc, end + 1):
            raise StoreError(str(warc.name), f"damaged at byte {end}; move the file away and run again") from error
    warc.truncate(end)
    return end


def _ends_whole(warc: BinaryIO, size: int) -> bool:
    """Says whether the file's last bytes are the end of a record, without walking the file."""
    warc.seek(max(0, size - _WINDOW_BYTES))
    window = warc.read()
    at = window.rfind(_MAGIC)
    while at >= 0:
        unpacker = zlib.decompressobj(_GZIP)
        if _is_record(window[at : at + _CHUNK_BYTES]):
            try:
                unpacker.decompress(window[at:])
            except zlib.error:
                return False
            return unpacker.eof and not unpacker.unused_data
        at = window.rfind(_MAGIC, 0, at)
    return False


def _holds_record(warc: BinaryIO, start: int) -> bool:
    warc.seek(start)
    rest = warc.read()
    at = rest.find(_MAGIC)
    while at >= 0:
        if _is_record(rest[at : at + _CHUNK_BYTES]):
            return True
        at = rest.find(_MAGIC, at + 1)
    return False


def _is_record(packed: bytes) -> bool:
    """Says whether bytes begin as a packed record; three bytes that only look like one do not unpack to `WARC/`."""
    try:
        return zlib.decompressobj(_GZIP).decompress(packed, 5) == b"WARC/"
    except zlib.error:
        return False
