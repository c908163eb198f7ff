"""Events as an Atom feed (RFC 4287)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from corpus.version import __version__
from monitor.feeds.entry import Entry
from monitor.feeds.wording import Feed, content_html, headline, tags

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def render_atom(feed: Feed) -> bytes:
    """The feed as XML, UTF-8. An entry's id never changes; `updated` moves only when the event changed."""
    root = etree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: feed.language}, nsmap={None: _ATOM})
    _add(root, "title", feed.title)
    _add(root, "id", feed.address or uuid.uuid5(uuid.NAMESPACE_OID, f"pantau/feed/{feed.title}").urn)
    _add(root, "updated", _time(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "generator", "Pantau", version=__version__)
    if feed.address:
        _add(root, "link", rel="self", href=feed.address, type="application/atom+xml")
    for entry in feed.entries:
        _entry(root, entry, feed)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _entry(root: Any, entry: Entry, feed: Feed) -> None:
    element = _add(root, "entry")
    _add(element, "title", headline(entry, feed.language))
    _add(element, "id", entry.uid.urn)
    _add(element, "published", _time(entry.published))
    _add(element, "updated", _time(entry.updated))
    if entry.url:
        _add(element, "link", rel="alternate", href=entry.url, type="text/html")
    for source in entry.sources:
        if source.url and source.url != entry.url:
            _add(element, "link", rel="related", href=source.url, title=source.title or source.outlet)
    for term, label in zip((entry.type, *entry.region_codes), tags(entry, feed.language), strict=True):
        _add(element, "category", term=term, label=label)
    _add(element, "content", content_html(entry, feed.language), type="html")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
