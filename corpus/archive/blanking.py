"""Taking a page out of the archive: its records become empty ones of the same length, so all others stay in place."""

from __future__ import annotations

import fcntl
import io
import struct
import zlib
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

from corpus.archive.index import CaptureIndex
from corpus.archive.members import Member, iter_members
from corpus.errors import StoreError

# A gzip header with a comment (RFC 1952: flag 16), no time, unknown system.
_HEADER = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"
_TARGET = b"\r\nWARC-Target-URI: "


def blank_pages(folder: Path, urls: Collection[str], now: datetime) -> int:
    """Blanks every record of these addresses, request and answer, in all files; returns how many.

    Reads the whole archive once. In place of a record stands one of type `metadata` that says when it was removed,
    padded by a gzip comment: readers of WARC see a sound file, and no other record moves.

    Raises:
        StoreError: a file is damaged or cannot be written.
    """
    if not folder.is_dir():
        return 0
    wanted = {url.encode() for url in urls}
    count = 0
    for path in sorted(folder.glob("*.warc.gz")):
        try:
            with path.open("r+b") as warc:
                fcntl.flock(warc, fcntl.LOCK_EX)
                found = [member for member in iter_members(warc) if _target(member) in wanted]
                for member in found:
                    _blank(warc, member, now)
                count += len(found)
        except (OSError, zlib.error) as error:
            raise StoreError(str(path), f"cannot be changed ({error}); check the archive and run again") from error
    index = CaptureIndex(folder)
    try:
        index.forget(urls)
    finally:
        index.close()
    return count


def _target(member: Member) -> bytes | None:
    head = member.content[: member.content.find(b"\r\n\r\n")]
    if b"WARC-Type: warcinfo" in head:
        return None
    _, found, rest = head.partition(_TARGET)
    return rest.split(b"\r\n", 1)[0].strip(b"<> ") if found else None


def _blank(warc: BinaryIO, member: Member, now: datetime) -> None:
    content = _record(now)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    tail = packed + struct.pack("<II", zlib.crc32(content), len(content))
    room = member.end - member.start - len(_HEADER) - len(tail) - 1
    if room < 0:
        raise StoreError(str(warc.name), f"the record at byte {member.start} is too short to be blanked")
    warc.seek(member.start)
    warc.write(_HEADER + b" " * room + b"\0" + tail)


def _record(now: datetime) -> bytes:
    """The least that a WARC record can be."""
    date = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    record = writer.create_warc_record(
        "urn:pantau:removed", "metadata", payload=io.BytesIO(b""), length=0, warc_headers_dict={"WARC-Date": date}
    )
    writer.write_record(record)
    return out.getvalue()
