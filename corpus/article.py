"""The readable document and the text form that all offsets refer to."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime

import msgspec

_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
# Soft hyphens, zero-width characters and NULs carry no meaning in news text and break words apart.
_INVISIBLE = dict.fromkeys([0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """Where the response that an article came from lies in the archive.

    `warc` is a file name below the archive folder; `offset` and `length` are bytes of the compressed record.
    """

    warc: str
    offset: int
    length: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One readable document. Offsets of records refer to `text`.

    None means that the page did not say it. `published` is ISO 8601 with the zone that the page gave, or a bare day
    (`2022-04-21`) when it gave no time; `fetched` is UTC.
    """

    id: str
    text: str
    text_sha256: str
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    fetched: datetime | None = None
    language: str | None = None
    capture: Capture | None = None


def normalise_text(text: str) -> str:
    """Brings a text into its stored form: NFC, `\\n` line ends, no NULs, soft hyphens or zero-width characters."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).translate(_INVISIBLE))


def text_digest(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a stored text, in lower-case hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
