"""Writing captures: one WARC 1.1 file a day (UTC), one gzip member a record, safe to append to by several processes."""

from __future__ import annotations

import fcntl
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from corpus.archive.index import CaptureIndex, Earlier
from corpus.archive.members import cut_torn_tail
from corpus.archive.page import FetchedPage, Headers
from corpus.article import Capture
from corpus.errors import StoreError
from corpus.version import __version__

# warcio packs at level 9, which takes two thirds longer on real pages and saves one byte in 160.
_LEVEL = 6
PAGES, DISCOVERY = "pantau", "pantau-discovery"
# The stored body is decoded, so these headers no longer describe it; their values are kept under another name.
_NO_LONGER_TRUE = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class Archive:
    """An open archive folder. Close it, or use it in a `with` block."""

    def __init__(self, folder: Path, index: CaptureIndex) -> None:
        self.folder = folder
        self.index = index
        # Where our own last record ended, by file: a file that still ends there has no torn tail to look for.
        self.ends: dict[str, int] = {}

    def close(self) -> None:
        """Closes the index; the WARC files are never held open."""
        self.index.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_archive(folder: Path) -> Archive:
    """Opens an archive folder, made when it is missing.

    Raises:
        StoreError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(folder), f"cannot be made ({error.strerror}); name another archive folder") from error
    return Archive(folder, CaptureIndex(folder))


def write_capture(archive: Archive, page: FetchedPage, series: str = PAGES) -> Capture:
    """Appends a response and its request to the file of the day on which it was fetched.

    `series` begins the file's name: pages apart from what names them (`DISCOVERY`: feeds, sitemaps, listings).

    A payload that this archive holds for the same URL is not stored again: a revisit record points at the full one, and
    `read_capture` follows it.

    Returns:
        Where the response (or revisit) record lies.

    Raises:
        StoreError: the file cannot be written, or is damaged in the middle.
    """
    name = f"{series}-{page.fetched.astimezone(UTC):%Y%m%d}.warc.gz"
    digest = _payload_digest(page.body)
    earlier = archive.index.find(page.url, digest)
    record, date = _response(page) if earlier is None else _revisit(page, digest, earlier)
    try:
        stored = _packed(record)
        request = _packed(_request(page, record, date))
        with _appending(archive.folder / name, archive.ends.get(name)) as warc:
            start = warc.tell()
            if start == 0:
                start += warc.write(_packed(_warcinfo(name, date)))
            warc.write(stored + request)
    except OSError as error:
        raise StoreError(
            str(archive.folder / name),
            f"cannot be written ({error.strerror}); free some space or check the permissions, then run again",
        ) from error
    archive.ends[name] = start + len(stored) + len(request)
    capture = Capture(warc=name, offset=start, length=len(stored))
    if earlier is None:
        record_id = record.rec_headers.get_header("WARC-Record-ID")
        archive.index.add(page.url, digest, Earlier(capture, record_id, date))
    return capture


@contextmanager
def _appending(path: Path, known_end: int | None) -> Iterator[BinaryIO]:
    """The file at its end, locked, half records cut off; what the block could not write whole is taken back.

    `known_end` is where a whole record is known to end; a file of just that length is not looked through.
    """
    with path.open("a+b") as warc:
        fcntl.flock(warc, fcntl.LOCK_EX)
        end = known_end if known_end == warc.seek(0, io.SEEK_END) else cut_torn_tail(warc)
        assert end is not None
        warc.seek(end)
        try:
            yield warc
            warc.flush()
        except OSError:
            warc.truncate(end)
            raise


def _packed(record: ArcWarcRecord) -> bytes:
    out = io.BytesIO()
    WARCWriter(out, gzip=False, warc_version="1.1").write_record(record)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(out.getvalue()) + packer.flush()


@cache
def _builder() -> WARCWriter:
    """Makes records, writes none; a new one asks the system for the machine's name each time."""
    return WARCWriter(io.BytesIO(), gzip=False, warc_version="1.1")


def _payload_digest(body: bytes) -> str:
    digester = Digester("sha1")
    digester.update(body)
    return str(digester)


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _warc_headers(page: FetchedPage) -> dict[str, str]:
    headers = {"WARC-Date": _warc_date(page.fetched)}
    if page.ip is not None:
        headers["WARC-IP-Address"] = page.ip
    return headers


def _response(page: FetchedPage) -> tuple[ArcWarcRecord, str]:
    headers = _warc_headers(page)
    record = _builder().create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=_http_headers(page),
        warc_headers_dict=headers,
    )
    return record, headers["WARC-Date"]


def _revisit(page: FetchedPage, digest: str, earlier: Earlier) -> tuple[ArcWarcRecord, str]:
    headers = _warc_headers(page) | {
        "WARC-Refers-To": earlier.record_id,
        # Not in the standard, ignored by other tools: finds the full record without an index.
        "WARC-Refers-To-Filename": earlier.capture.warc,
        "WARC-Refers-To-File-Offset": str(earlier.capture.offset),
        "WARC-Refers-To-File-Length": str(earlier.capture.length),
    }
    record = _builder().create_revisit_record(
        page.url, digest, page.url, earlier.date, http_headers=_http_headers(page), warc_headers_dict=headers
    )
    return record, headers["WARC-Date"]


def _request(page: FetchedPage, response: ArcWarcRecord, date: str) -> ArcWarcRecord:
    parts = urlsplit(page.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = list(_clean(page.request_headers))
    if not any(name.lower() == "host" for name, _ in headers):
        headers.insert(0, ("Host", parts.netloc))
    lines = StatusAndHeaders(f"{page.method} {target} HTTP/1.1", headers, is_http_request=True)
    linked = {"WARC-Date": date, "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    return _builder().create_warc_record(page.url, "request", http_headers=lines, warc_headers_dict=linked)


def _warcinfo(name: str, date: str) -> ArcWarcRecord:
    info = {"software": f"pantau/{__version__}", "format": "WARC File Format 1.1"}
    record = _builder().create_warcinfo_record(name, info)
    record.rec_headers.replace_header("WARC-Date", date)
    return record


def _http_headers(page: FetchedPage) -> StatusAndHeaders:
    headers = []
    for name, value in _clean(page.headers):
        headers.append((f"X-Archive-Orig-{name}" if name.lower() in _NO_LONGER_TRUE else name, value))
    headers.append(("Content-Length", str(len(page.body))))
    # HTTP/2 has no status line of its own; WARC readers know the form of HTTP/1.1 only.
    return StatusAndHeaders(f"{page.status} {page.reason}".strip(), headers, protocol="HTTP/1.1")


def _clean(headers: Headers) -> Iterator[tuple[str, str]]:
    """Header lines as one line each: a server's stray line end must not make a second header."""
    for name, value in headers:
        yield name, " ".join(value.split("\r\n")).replace("\n", " ").replace("\r", " ")
