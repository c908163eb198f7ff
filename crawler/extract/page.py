"""What was read from one page."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["article", "photo", "video"]


class ExtractedPage(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an article as one page shows them.

    `text` is normalised, one paragraph a line, title and boilerplate left out. `published` is ISO 8601 with the zone
    that the page gave, or a bare day. `confidence` is 0..1, the likeness of the chosen reading to the others; `reasons`
    say how each field was found. `next_pages` are further pages of the same article, in order. None: the page did not
    say it.
    """

    url: str
    text: str
    confidence: float
    reasons: tuple[str, ...]
    kind: Kind = "article"
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    language: str | None = None
    next_pages: tuple[str, ...] = ()
