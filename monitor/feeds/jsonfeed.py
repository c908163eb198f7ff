"""Events as a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from monitor.feeds.entry import Entry
from monitor.feeds.wording import Feed, content_html, headline, lines, tags


def render_jsonfeed(feed: Feed) -> bytes:
    """The feed as JSON, UTF-8. `_pantau` in each item holds the event's fields as codes."""
    head: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "language": feed.language,
        "authors": [{"name": feed.author}],
    }  # fmt: skip
    if feed.address:
        head["feed_url"] = feed.address
    head["items"] = [_item(entry, feed) for entry in feed.entries]
    return msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n"


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.uid.urn, "title": headline(entry, feed.language),
        "content_html": content_html(entry, feed.language), "content_text": "\n".join(lines(entry, feed.language)),
        "date_published": _time(entry.published), "date_modified": _time(entry.updated),
        "tags": tags(entry, feed.language),
        "_pantau": {
            "event": entry.event_id, "type": entry.type, "date": entry.date, "status": entry.status,
            "region_codes": entry.region_codes, "cohort": entry.cohort, "place": entry.place or None,
            "registry": {"status": entry.registry, "membership": entry.membership}, "evidence": entry.evidence,
            "articles": entry.sources,
        },
    }  # fmt: skip
    if entry.url:
        item["url"] = entry.url
    return item


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
