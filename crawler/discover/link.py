"""A page that a source named, with what it said about it."""

from __future__ import annotations

from datetime import datetime

import msgspec


class FoundLink(msgspec.Struct, frozen=True, kw_only=True):
    """`url` as given, made absolute; `published` ISO 8601 text; `lastmod` an aware time. None: not said."""

    url: str
    title: str | None = None
    published: str | None = None
    lastmod: datetime | None = None
