"""Finding out how a site names its articles, and writing the source file for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit

import msgspec

from corpus.archive import FetchedPage
from corpus.errors import ContentError, NotAnArticle, RemoteError
from crawler.asking import Asker
from crawler.canonical import is_same_site, resolve_url
from crawler.discover import FoundLink, make_search_url, parse_feed, parse_search, parse_sitemap
from crawler.extract.charset import decode_html
from crawler.extract.metadata import read_metadata
from crawler.extract.title import site_names, strip_suffix
from crawler.extract.tree import parse_tree
from crawler.fetch.retry import Clock
from crawler.guess import Guess, find_indexes, guess_links, guess_search, select_articles
from crawler.sources.source import Listing, Search, SourceType, Zone

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
# Where content systems that Indonesian outlets use keep theirs, when the pages do not say it.
_FEED_PATHS = ("feed/", "rss", "rss.xml", "feed.xml", "index.php?format=feed&type=rss")
_SITEMAP_PATHS = ("sitemap-news.xml", "sitemap_news.xml", "news-sitemap.xml", "sitemap.xml", "wp-sitemap.xml")
_INDEX_PATHS = ("indeks", "berita", "index.php/berita")
_MAX_INDEXES = 3
_LISTED_PAGES = 3
# Errors begin with the address that was asked, which a finding names already.
_OWN_ADDRESS = re.compile(r"^https?://\S+: ")
# The test of a search: two words of the news differ, and a word that no page holds finds nothing.
_QUERIES = ("pemerintah", "sekolah")
_NONSENSE = "qzxvkwjy"


class Finding(msgspec.Struct, frozen=True):
    """One address that was tried: what it is, how many links it gave, and why it was not taken ("" when it was)."""

    kind: str
    url: str
    links: int
    reason: str = ""


class Proposal(msgspec.Struct, frozen=True):
    """A source file as found; `toml` is "" when nothing names articles. `findings` is all that was tried."""

    outlet: str
    toml: str
    findings: tuple[Finding, ...]


class Prober:
    """Tries one site."""

    def __init__(self, asker: Asker, home: str, clock: Clock, pause_s: float = 2.0) -> None:
        self._asker, self._clock = asker, clock
        self._home = home if urlsplit(home).path else home + "/"
        self._pause_s = pause_s
        self._findings: list[Finding] = []

    async def probe(self, *, kind: SourceType, zone: Zone, region: str | None) -> Proposal:
        """Looks at the front page, the feeds and sitemaps that it and robots.txt name, and the usual places.

        Raises:
            RemoteError: the front page cannot be had.
            NotAnArticle: it is no web page.
        """
        page = await self._asker.ask(self._home, self._pause_s)
        root = parse_tree(decode_html(page.body))
        if root is None:
            raise NotAnArticle(self._home, "no web page")
        meta = read_metadata(root)
        names = site_names(meta, self._home)
        outlet = meta.site_name or strip_suffix(meta.title_tag, names) or urlsplit(self._home).hostname or ""
        stated = [
            url
            for link in root.iter("link")
            if (link.get("type") or "").lower() in _FEED_TYPES
            and (url := resolve_url(page.url, link.get("href") or ""))
        ]
        feeds = await self._try_all("feed", [*stated, *self._places(_FEED_PATHS)])
        named = (await self._asker.robots.rules(self._home, self._pause_s)).sitemaps
        sitemaps = await self._try_all("sitemap", [*named, *self._places(_SITEMAP_PATHS)])
        anchors = [url for link in root.iter("a") if (url := resolve_url(page.url, link.get("href") or ""))]
        listing = await self._try_listings(page, anchors, bool(feeds or sitemaps))
        search = await self._try_search()
        toml = ""
        if feeds or sitemaps or listing:
            toml = _write(outlet, kind, self._home, zone, region, feeds, sitemaps, listing, search)
        return Proposal(outlet, toml, tuple(self._findings))

    def _places(self, paths: Iterable[str]) -> list[str]:
        return [url for path in paths if (url := resolve_url(self._home, path))]

    async def _try_all(self, kind: str, urls: list[str]) -> list[str]:
        """Returns the addresses that give links of this site; a second one with the same links is not taken."""
        taken: list[str] = []
        known: set[frozenset[str]] = set()
        for url in dict.fromkeys(urls):
            try:
                links = await self._links(kind, url)
            except (RemoteError, ContentError) as error:
                self._note_failure(kind, url, error)
                continue
            own = frozenset(link.url for link in links if is_same_site(link.url, self._home))
            reason = "" if own and own not in known else "the same links as another" if own else "no links of this site"
            self._findings.append(Finding(kind, url, len(own), reason))
            if not reason:
                known.add(own)
                taken.append(url)
        return taken

    async def _links(self, kind: str, url: str) -> list[FoundLink]:
        page = await self._asker.ask(url, self._pause_s)
        if kind == "feed":
            return list(parse_feed(page.body, page.url))
        found = parse_sitemap(page.body, page.url)
        return [*found.links, *found.children]

    def _note_failure(self, kind: str, url: str, error: Exception) -> None:
        self._findings.append(Finding(kind, url, 0, _OWN_ADDRESS.sub("", str(error))))

    async def _try_listings(self, front: FetchedPage, anchors: list[str], is_named: bool) -> Listing | None:
        """Takes the first index page that lists articles, by days where it can; without any other way also the front
        page."""
        places = find_indexes(anchors, self._home) or ([] if is_named else self._places(_INDEX_PATHS))
        for url in places[:_MAX_INDEXES]:
            try:
                page = await self._asker.ask(url.replace("{page}", "1"), self._pause_s)
                guess = guess_links(page.body, page.url, self._home)
                if guess is not None:
                    place = url if "{page}" in url else await self._try_days(url, guess)
                    self._findings.append(Finding("listing", place, len(guess.links)))
                    return Listing(url=place, links=guess.selector, pages=_LISTED_PAGES if "{page}" in url else 1)
                self._findings.append(Finding("listing", url, 0, "lists no articles"))
            except (RemoteError, ContentError) as error:
                self._note_failure("listing", url, error)
        guess = None if is_named else guess_links(front.body, front.url, self._home)
        if guess is None:
            return None
        self._findings.append(Finding("listing", self._home, len(guess.links)))
        return Listing(url=self._home, links=guess.selector)

    async def _try_days(self, url: str, guess: Guess) -> str:
        """Returns the address with a date in it, when two days then list different articles; else as it is."""
        pattern = f"{url}{'&' if '?' in url else '?'}date={{date:%Y-%m-%d}}"
        today = self._clock().date()
        try:
            days = [await self._day_links(pattern, today - timedelta(days=back), guess) for back in (7, 14)]
        except (RemoteError, ContentError):
            return url
        return pattern if all(days) and not days[0] & days[1] else url

    async def _day_links(self, pattern: str, day: date, guess: Guess) -> frozenset[str]:
        page = await self._asker.ask(pattern.format(date=day), self._pause_s)
        found = select_articles(page.body, page.url, self._home, guess.selector)
        return frozenset(link.url for link in found[0]) if found else frozenset()

    async def _try_search(self) -> Search | None:
        """Takes WordPress' search, by its interface or else its page, when it finds what it is asked for."""
        base = resolve_url(self._home, "wp-json/wp/v2/posts") or ""
        for search in (
            Search(kind="wordpress", url=base + "?search={query}&per_page=50"),
            Search(kind="html", url=(resolve_url(self._home, "") or "") + "?s={query}"),
        ):
            try:
                asked = [
                    await self._asker.ask(make_search_url(search, q), self._pause_s) for q in (*_QUERIES, _NONSENSE)
                ]
                found = _judge_search(search, [page.body for page in asked], self._home)
            except (RemoteError, ContentError) as error:
                self._note_failure("search", search.url, error)
                continue
            reason = "" if found is not None else "it does not filter by the word"
            self._findings.append(Finding("search", search.url, found.count if found else 0, reason))
            if found is not None:
                return found.search
        return None


class _Searched(msgspec.Struct, frozen=True):
    search: Search
    count: int


def _judge_search(search: Search, pages: list[bytes], home: str) -> _Searched | None:
    """Accepts a search when two words find different articles that hold them and nonsense finds none."""
    *answers, nothing = pages
    if search.kind == "html":
        guess = guess_search(zip(_QUERIES, answers, strict=True), nothing, search.url, home)
        return _Searched(msgspec.structs.replace(search, links=guess.selector), len(guess.links)) if guess else None
    results = [frozenset(link.url for link in parse_search(page, search.url, search)) for page in pages]
    told = all(query.encode() in page.lower() for query, page in zip(_QUERIES, answers, strict=True))
    works = bool(results[0] and results[1] and results[0] != results[1] and not results[2])
    return _Searched(search, len(results[0])) if works and told else None


def _write(
    outlet: str,
    kind: SourceType,
    home: str,
    zone: Zone,
    region: str | None,
    feeds: list[str],
    sitemaps: list[str],
    listing: Listing | None,
    search: Search | None,
) -> str:
    """Writes the source file; JSON strings and arrays are TOML too."""
    rows: dict[str, object] = {"outlet": outlet, "type": kind, "home": home, "region": region, "zone": zone}
    rows |= {"feeds": feeds, "sitemaps": sitemaps, "keywords": ["smart city", "kota cerdas"] if search else []}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value]
    lines.append("verified = false")
    if listing is not None:
        lines += ["", "[[listings]]", f"url = {json.dumps(listing.url)}", f"links = {json.dumps(listing.links)}"]
    if listing is not None and listing.pages > 1:
        lines.append(f"pages = {listing.pages}")
    if search is not None:
        lines += ["", "[search]", f'kind = "{search.kind}"', f"url = {json.dumps(search.url)}"]
    if search is not None and search.kind == "html":
        lines.append(f"links = {json.dumps(search.links)}")
    return "\n".join(lines) + "\n"
