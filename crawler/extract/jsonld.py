"""What a page says about itself in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from crawler.extract.tree import MAX_CHARS

_ARTICLE_TYPES = {
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
    "report", "liveblogposting", "backgroundnewsarticle", "socialmediaposting", "techarticle",
    "advertisercontentarticle",
}  # fmt: skip
_MEDIA_TYPES = {"imagegallery": "photo", "photograph": "photo", "videoobject": "video"}
_LOOSE_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{6,60})"')
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_MAX_NODES = 5000


class StatedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """The first article that the JSON-LD of a page describes; empty fields were not stated."""

    headline: str = ""
    body: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    kind: str = ""


def parse_jsonld(blocks: list[str]) -> StatedArticle:
    """Reads the JSON-LD blocks of a page. Broken JSON is passed over, except for a publication date in clear sight."""
    nodes = [node for block in blocks for node in _iter_nodes(_load(block))]
    articles = [node for node in nodes if _types(node) & _ARTICLE_TYPES]
    media = [_MEDIA_TYPES[kind] for node in nodes for kind in sorted(_types(node)) if kind in _MEDIA_TYPES]
    if not articles:
        loose = [found.group(1) for block in blocks if (found := _LOOSE_DATE.search(block))]
        return StatedArticle(kind=media[0] if media else "", published=loose[0] if loose else "")
    bodies = [text for node in articles if (text := _text(node.get("articleBody")))]
    authors = next((names for node in articles if (names := _names(node.get("author")))), ())
    return StatedArticle(
        headline=_first(articles, "headline") or _first(articles, "name"),
        body=max(bodies, key=len, default="")[:MAX_CHARS],
        published=_first(articles, "datePublished") or _first(articles, "dateCreated"),
        authors=authors,
        publisher=next((name for node in articles for name in _names(node.get("publisher"))), ""),
        url=_first(articles, "url") or _first(articles, "mainEntityOfPage"),
        kind="article",
    )


def _load(block: str) -> Any:
    text = block.strip().removeprefix("<!--").removesuffix("-->").strip().removeprefix("//<![CDATA[")
    text = text.removesuffix("//]]>").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _iter_nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yields every object, outer ones first, at most `_MAX_NODES`."""
    queue, seen = [value], 0
    while queue and seen < _MAX_NODES:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            queue.extend(child for child in item.values() if isinstance(child, (dict, list)))
        elif isinstance(item, list):
            queue.extend(child for child in item if isinstance(child, (dict, list)))


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1].lower() for kind in listed if isinstance(kind, str)}


def _text(value: Any) -> str:
    """Reads a string; of a list the strings joined; of an object its `@id` or `@value`."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(part.strip() for part in value if isinstance(part, str))
    if isinstance(value, dict):
        return _text(value.get("@id") or value.get("@value") or "")
    return ""


def _first(nodes: list[dict[str, Any]], key: str) -> str:
    return next((text for node in nodes if (text := _text(node.get(key)))), "")


def _names(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    names = (item.get("name") if isinstance(item, dict) else item for item in listed)
    return tuple(text for name in names if (text := _text(name)))
