"""Which payloads an archive holds already, so that an unchanged page costs a few hundred bytes.

`captures.sqlite` beside the WARC files is only a memory: without it, unchanged pages are stored in full again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from corpus.article import Capture
from corpus.errors import StoreError

_BUSY_TIMEOUT_S = 30.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS capture (
    url TEXT NOT NULL, digest TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
    record_id TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (url, digest)
) WITHOUT ROWID
"""


class Earlier(msgspec.Struct, frozen=True):
    """The full record of a payload: where it lies, its WARC-Record-ID and its WARC-Date."""

    capture: Capture
    record_id: str
    date: str


class CaptureIndex:
    """One connection to the memory of an archive folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "captures.sqlite"
        try:
            self._connection = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(str(self._path), f"{error}; delete this file, it is only an index") from error

    def find(self, url: str, digest: str) -> Earlier | None:
        """The full record of this payload at this URL; None when the archive does not hold one (any more)."""
        query = "SELECT warc, offset, length, record_id, date FROM capture WHERE url = ? AND digest = ?"
        row = self._connection.execute(query, (url, digest)).fetchone()
        if row is None or not self._is_held(row[0], row[1] + row[2]):
            return None
        return Earlier(Capture(warc=row[0], offset=row[1], length=row[2]), row[3], row[4])

    def newest(self, url: str) -> Earlier | None:
        """The newest full record of an address, whatever its payload; None when the archive does not hold one."""
        query = "SELECT warc, offset, length, record_id, date FROM capture WHERE url = ? ORDER BY date DESC LIMIT 1"
        row = self._connection.execute(query, (url,)).fetchone()
        if row is None or not self._is_held(row[0], row[1] + row[2]):
            return None
        return Earlier(Capture(warc=row[0], offset=row[1], length=row[2]), row[3], row[4])

    def _is_held(self, warc: str, end: int) -> bool:
        """Says whether the file is still there and long enough: files may be moved away, and a lost disk cuts them."""
        path = self._path.with_name(warc)
        return path.is_file() and path.stat().st_size >= end

    def add(self, url: str, digest: str, earlier: Earlier) -> None:
        """Remembers a full record."""
        place = earlier.capture
        row = (url, digest, place.warc, place.offset, place.length, earlier.record_id, earlier.date)
        self._connection.execute("INSERT OR REPLACE INTO capture VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, urls: Iterable[str]) -> None:
        """Forgets all records of these addresses."""
        self._connection.executemany("DELETE FROM capture WHERE url = ?", [(url,) for url in urls])

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()
