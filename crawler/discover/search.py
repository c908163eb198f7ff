"""Links out of a site's own search, asked for the source's keywords."""

from __future__ import annotations

import json
from urllib.parse import quote_plus

from corpus.errors import PageChanged
from crawler.discover.link import FoundLink
from crawler.discover.listing import parse_listing
from crawler.extract.tree import parse_tree, read_text
from crawler.sources.source import Search


def make_search_url(search: Search, query: str) -> str:
    """Puts a query into the search's address."""
    return search.url.replace("{query}", quote_plus(query))


def parse_search(data: bytes, url: str, search: Search) -> tuple[FoundLink, ...]:
    """Returns the results of a search page or of WordPress' `wp-json/wp/v2/posts`; none found is an empty tuple.

    Raises:
        PageChanged: the answer is not of the declared kind.
    """
    if search.kind == "wordpress":
        return _parse_wordpress(data, url)
    try:
        return parse_listing(data, url, search.links)
    except PageChanged:
        return ()


def _parse_wordpress(data: bytes, url: str) -> tuple[FoundLink, ...]:
    try:
        posts = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PageChanged(url, "search results (wp-json)") from error
    if not isinstance(posts, list):
        raise PageChanged(url, "search results (wp-json)")
    return tuple(
        FoundLink(url=post["link"], title=_title(post), published=_text(post.get("date_gmt"), "+00:00"))
        for post in posts
        if isinstance(post, dict) and isinstance(post.get("link"), str)
    )


def _title(post: dict[str, object]) -> str | None:
    title = post.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    tree = parse_tree(f"<p>{rendered}</p>") if isinstance(rendered, str) else None
    return read_text(tree) if tree is not None else None


def _text(value: object, suffix: str) -> str | None:
    return value + suffix if isinstance(value, str) and value else None
