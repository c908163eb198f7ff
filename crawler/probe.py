"""Finding out how a site names its articles, and writing the source file for it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from corpus.errors import ContentError, NotAnArticle, RemoteError
from crawler.asking import Asker
from crawler.canonical import is_same_site, resolve_url
from crawler.discover import FoundLink, make_search_url, parse_feed, parse_search, parse_sitemap
from crawler.extract.charset import decode_html
from crawler.extract.metadata import read_metadata
from crawler.extract.title import site_names, strip_suffix
from crawler.extract.tree import parse_tree
from crawler.sources.source import Search, SourceType, Zone

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
# Where content systems that Indonesian outlets use keep theirs, when the pages do not say it.
_FEED_PATHS = ("feed/", "rss", "rss.xml", "feed.xml", "index.php?format=feed&type=rss")
_SITEMAP_PATHS = ("sitemap-news.xml", "sitemap_news.xml", "news-sitemap.xml", "sitemap.xml", "wp-sitemap.xml")
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

    def __init__(self, asker: Asker, home: str, pause_s: float = 2.0) -> None:
        self._asker = asker
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
        search = await self._try_search()
        toml = _write(outlet, kind, self._home, zone, region, feeds, sitemaps, search) if feeds or sitemaps else ""
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
                self._findings.append(Finding(kind, url, 0, str(error)))
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

    async def _try_search(self) -> Search | None:
        """Accepts WordPress' search when two words find different posts and nonsense finds none."""
        base = resolve_url(self._home, "wp-json/wp/v2/posts") or ""
        search = Search(kind="wordpress", url=base + "?search={query}&per_page=50")
        results: list[frozenset[str]] = []
        try:
            for query in (*_QUERIES, _NONSENSE):
                page = await self._asker.ask(make_search_url(search, query), self._pause_s)
                results.append(frozenset(link.url for link in parse_search(page.body, page.url, search)))
        except (RemoteError, ContentError) as error:
            self._findings.append(Finding("search", search.url, 0, str(error)))
            return None
        works = bool(results[0] and results[1] and results[0] != results[1] and not results[2])
        reason = "" if works else "it does not filter by the word"
        self._findings.append(Finding("search", search.url, len(results[0]), reason))
        return search if works else None


def _write(
    outlet: str,
    kind: SourceType,
    home: str,
    zone: Zone,
    region: str | None,
    feeds: list[str],
    sitemaps: list[str],
    search: Search | None,
) -> str:
    """Writes the source file; JSON strings and arrays are TOML too."""
    rows: dict[str, object] = {"outlet": outlet, "type": kind, "home": home, "region": region, "zone": zone}
    rows |= {"feeds": feeds, "sitemaps": sitemaps, "keywords": ["smart city", "kota cerdas"] if search else []}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value]
    lines.append("verified = false")
    if search is not None:
        lines += ["", "[search]", f'kind = "{search.kind}"', f"url = {json.dumps(search.url)}"]
    return "\n".join(lines) + "\n"
