"""A source: one outlet or government site, described by one TOML file."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from crawler.extract.profile import ExtractProfile

SourceType = Literal["ministry", "government", "agency", "portal", "daily", "broadcaster"]
Zone = Literal["WIB", "WITA", "WIT"]


class Listing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page that lists articles.

    `url` may hold `{page}` (1, 2, … up to `pages`) and `{date}` with a format, as `{date:%Y-%m-%d}`, for dated index
    pages. `links` is the CSS selector of the articles' links.
    """

    url: str
    links: str = "a[href]"
    pages: int = 1


class Search(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The site's own search. `kind`: `html` pages with links, or `wordpress` (`wp-json`). `url` holds `{query}`."""

    kind: Literal["html", "wordpress"]
    url: str
    links: str = "a[href]"


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a healthy source shows; outside these ranges a check warns. A week's new links and the shortest body."""

    links_a_week_min: int = 0
    links_a_week_max: int = 100_000
    body_chars_min: int = 200


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One outlet or government site.

    `name` is the file's name; `region` a Kemendagri code, None for national outlets; `zone` its clock, None only for
    sites of which we have no file. `pause_s` is the least pause between two requests to one host, in seconds. `include`
    and `exclude` are regular expressions over whole addresses: only included and not excluded links are read.
    `whole_page` is the query that shows all pages of an article at once (`page=all`). `verified` None: nobody has tried
    the source yet; else the day on which somebody did.
    """

    name: str
    outlet: str
    type: SourceType
    home: str
    zone: Zone | None
    region: str | None = None
    verified: date | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    search: Search | None = None
    robots_sitemaps: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    whole_page: str = ""
    pause_s: float = 5.0
    max_pages: int = 200
    keywords: tuple[str, ...] = ()
    expected: Expected = Expected()
    extract: tuple[ExtractProfile, ...] = ()
    note: str = ""
