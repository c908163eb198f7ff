"""Reading captures back, and checking that they are what was written."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from corpus.archive.members import Member, iter_members
from corpus.archive.page import FetchedPage
from corpus.article import Capture
from corpus.errors import StoreError, UnreadableInput

_CHUNK_BYTES = 1 << 20
_ORIGINAL = "x-archive-orig-"


class StoredCapture(msgspec.Struct, frozen=True):
    """One response or revisit record in an archive."""

    capture: Capture
    url: str
    fetched: datetime
    kind: str


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with a WARC file at a byte."""

    warc: str
    offset: int
    reason: str


def read_capture(folder: Path, capture: Capture) -> FetchedPage:
    """The response at a place of the archive; a revisit gives the payload of the record that it points at.

    Raises:
        UnreadableInput: the file is missing or holds no response at that place.
    """
    record, body = _record_at(folder, capture)
    if record.rec_type == "revisit":
        _, body = _record_at(folder, _full_capture(folder, capture, record))
    headers = tuple(_restored(record))
    return FetchedPage(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(record.http_headers.get_statuscode()),
        reason=record.http_headers.statusline.partition(" ")[2],
        body=body,
        headers=headers,
        fetched=_time(record.rec_headers.get_header("WARC-Date")),
        ip=record.rec_headers.get_header("WARC-IP-Address"),
    )


def _record_at(folder: Path, capture: Capture) -> tuple[ArcWarcRecord, bytes]:
    path = folder / capture.warc
    try:
        with path.open("rb") as warc:
            warc.seek(capture.offset)
            content = gzip.decompress(warc.read(capture.length))
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(str(path), f"no record at byte {capture.offset}: {error}") from error
    record = _parsed(content)
    if record is None or record.rec_type not in ("response", "revisit") or record.http_headers is None:
        raise UnreadableInput(str(path), f"no response at byte {capture.offset}")
    return record, record.raw_stream.read()


def _full_capture(folder: Path, capture: Capture, record: ArcWarcRecord) -> Capture:
    name, offset, length = (
        record.rec_headers.get_header(f"WARC-Refers-To-{part}") for part in ("Filename", "File-Offset", "File-Length")
    )
    if name is None or offset is None or length is None:
        raise UnreadableInput(str(folder / capture.warc), f"the revisit at byte {capture.offset} names no full record")
    return Capture(warc=name, offset=int(offset), length=int(length))


def _restored(record: ArcWarcRecord) -> Iterator[tuple[str, str]]:
    """The headers as the server sent them, without those that described its encoding of the body."""
    for name, value in record.http_headers.headers:
        if not name.lower().startswith(_ORIGINAL):
            yield name, value


def iter_captures(folder: Path) -> Iterator[StoredCapture]:
    """Every response and revisit of an archive, file by file, in the order of writing.

    Half a record at the end of a file is left out.

    Raises:
        StoreError: a file is damaged; what comes before the damage has been yielded.
    """
    for path in sorted(folder.glob("*.warc.gz")):
        try:
            with path.open("rb") as warc:
                for member in iter_members(warc):
                    yield from _stored(path.name, member)
        except zlib.error as error:
            raise StoreError(str(path), f"cannot be read to its end ({error}); `verify_archive` says where") from error


def _stored(name: str, member: Member) -> Iterator[StoredCapture]:
    record = _parsed(member.content)
    if record is not None and record.rec_type in ("response", "revisit"):
        place = Capture(warc=name, offset=member.start, length=member.end - member.start)
        fetched = _time(record.rec_headers.get_header("WARC-Date"))
        yield StoredCapture(place, record.rec_headers.get_header("WARC-Target-URI"), fetched, record.rec_type)


def verify_archive(folder: Path) -> Iterator[Problem]:
    """Reads every record of an archive and yields what is wrong with it; nothing for a sound archive."""
    for path in sorted(folder.glob("*.warc.gz")):
        end = 0
        try:
            with path.open("rb") as warc:
                for member in iter_members(warc):
                    yield from _problems(path.name, member)
                    end = member.end
        except zlib.error as error:
            yield Problem(path.name, end, f"damaged; nothing can be read from here on ({error})")
            continue
        if end < path.stat().st_size:
            yield Problem(path.name, end, "half a record, as a killed run leaves it; the next run cuts it off")


def _problems(name: str, member: Member) -> Iterator[Problem]:
    record = _parsed(member.content)
    if record is None:
        yield Problem(name, member.start, "this is not a WARC record")
        return
    while record.raw_stream.read(_CHUNK_BYTES):
        pass  # the digests are taken while reading
    if record.digest_checker is not None and record.digest_checker.passed is False:
        yield Problem(name, member.start, "; ".join(record.digest_checker.problems))


def _parsed(content: bytes) -> ArcWarcRecord | None:
    try:
        return next(iter(ArchiveIterator(io.BytesIO(content), check_digests=True)), None)
    except ArchiveLoadFailed:
        return None


def _time(warc_date: str) -> datetime:
    return datetime.fromisoformat(warc_date).astimezone(UTC)
