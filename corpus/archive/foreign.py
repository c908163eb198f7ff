"""WARC files that others wrote: their HTML answers as pages, what cannot be read by name."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from corpus.archive.page import FetchedPage
from corpus.errors import UnreadableInput

# As the fetcher's bound: no article page is that long, and a packed record could unpack to anything.
_MAX_BYTES = 10_000_000
# Headers that describe the packed body only.
_UNPACKED = {"content-encoding", "transfer-encoding", "content-length"}


def iter_warc_pages(path: Path) -> Iterator[FetchedPage | UnreadableInput]:
    """Yields the successful answers of a WARC or ARC file, packed or not, encodings taken off.

    A record that cannot be used comes as its error, and the walk goes on; after damage to the file itself it ends.
    Revisit records are passed over: their payload stands elsewhere.

    Raises:
        UnreadableInput: the file cannot be opened.
    """
    try:
        warc = path.open("rb")
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be read: {error.strerror or error}; check the path") from error
    with warc:
        number = 0
        try:
            for number, record in enumerate(ArchiveIterator(warc, arc2warc=True), start=1):
                if record.rec_type == "response":
                    yield from _pages(record, f"{path}, record {number}")
        except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
            where = f"{path}, after record {number}"
            # warcio quotes the bytes that it did not understand; a terminal should not get them.
            reason = "".join(char for char in str(error).partition(", first line")[0] if char.isprintable())
            yield UnreadableInput(where, f"damaged from here on ({reason}); what came before counts")


def _pages(record: ArcWarcRecord, where: str) -> Iterator[FetchedPage | UnreadableInput]:
    head, url = record.http_headers, record.rec_headers.get_header("WARC-Target-URI") or ""
    if head is None or not url.lower().startswith(("http://", "https://")):
        return
    status = head.get_statuscode()
    if not status.isdigit() or not 200 <= int(status) < 300:
        return
    try:
        body = record.content_stream().read(_MAX_BYTES + 1)
        fetched = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).astimezone(UTC)
    except (EOFError, OSError, TypeError, ValueError, zlib.error) as error:
        yield UnreadableInput(where, f"the answer of {url} cannot be unpacked ({error})")
        return
    if len(body) > _MAX_BYTES:
        yield UnreadableInput(where, f"the answer of {url} has more than {_MAX_BYTES:,} bytes")
        return
    kept = [(name, value) for name, value in head.headers if name.lower() not in _UNPACKED]
    yield FetchedPage(url=url.strip("<>"), status=int(status), body=body, headers=tuple(kept), fetched=fetched)
