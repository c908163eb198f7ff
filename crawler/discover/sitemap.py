"""Links out of sitemaps, news sitemaps and sitemap indexes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from lxml import etree

from corpus.errors import PageChanged
from crawler.canonical import resolve_url
from crawler.discover.link import FoundLink
from crawler.fetch.decoding import BodyTooLarge, DamagedBody, decode_body

# The protocol allows 50,000 addresses a file (sitemaps.org).
_MAX_ENTRIES = 50_000
_MAX_BYTES = 52_428_800


class Sitemap(msgspec.Struct, frozen=True):
    """One file: the pages that it names, or, for an index, the further files with their last change."""

    links: tuple[FoundLink, ...] = ()
    children: tuple[FoundLink, ...] = ()


def parse_sitemap(data: bytes, url: str) -> Sitemap:
    """Parses a sitemap: XML or plain text, gzipped or not.

    Entities are not expanded and nothing is fetched. A cut-off file gives what it holds.

    Raises:
        PageChanged: it is no sitemap, or larger than the protocol allows.
    """
    if data[:2] == b"\x1f\x8b":
        try:
            data = decode_body(data, "gzip", _MAX_BYTES)
        except (BodyTooLarge, DamagedBody, zlib.error) as error:
            raise PageChanged(url, f"sitemap that can be unpacked ({error})") from error
    if data.lstrip()[:4].lower() == b"http":
        lines = data.decode("utf-8", "replace").split()[:_MAX_ENTRIES]
        return Sitemap(links=tuple(FoundLink(url=line) for line in lines if line.startswith("http")))
    return _parse_xml(data, url)


def _parse_xml(data: bytes, url: str) -> Sitemap:
    links: list[FoundLink] = []
    children: list[FoundLink] = []
    known = False
    for tag, fields in _iter_entries(data, url):
        known = True
        entry = _entry(fields, url)
        if entry is not None:
            (links if tag == "url" else children).append(entry)
        if len(links) + len(children) >= _MAX_ENTRIES:
            break
    if not known and b"<urlset" not in data[:2000] and b"<sitemapindex" not in data[:2000]:
        raise PageChanged(url, "sitemap")
    return Sitemap(tuple(links), tuple(children))


def _iter_entries(data: bytes, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields (`url` or `sitemap`, field name to text) for each entry, freeing what was read."""
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": True}
    try:
        for _, element in etree.iterparse(io.BytesIO(data), events=("end",), **options):
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if tag not in {"url", "sitemap"}:
                continue
            fields: dict[str, str] = {}
            for child in element.iter():
                if isinstance(child.tag, str) and isinstance(child.text, str):
                    fields.setdefault(etree.QName(child).localname, " ".join(child.text.split()))
            yield tag, fields
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return  # recovered as far as possible; what came before counts


def _entry(fields: dict[str, str], url: str) -> FoundLink | None:
    address = resolve_url(url, fields.get("loc", ""))
    if address is None or address == url:
        return None
    return FoundLink(
        url=address,
        title=fields.get("title") or None,
        published=fields.get("publication_date") or None,
        lastmod=_time(fields.get("lastmod", "")),
    )


def _time(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
