"""Pages that are no articles, each with the reason."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from corpus.errors import NotAnArticle, WrongLanguage
from crawler.extract.lexicon import load_pattern
from crawler.extract.metadata import PageMeta
from crawler.extract.page import ExtractedPage, Kind

_WORD = re.compile(r"\w+")
# The shortest items of real news (a notice on a government site) still have this many words.
_MIN_WORDS = 15
_SHORT_WORDS = 120
_ARTICLE_WORDS = 150
_LOOKED_AT_CHARS = 2000
_MIN_CONFIDENCE = 0.15


def refuse_page(url: str, meta: PageMeta, lines: list[str], body: str) -> None:
    """Checks that a page holds running text that is no error page and no wall.

    Raises:
        NotAnArticle: with the reason.
    """
    words = len(_WORD.findall(body))
    shown = " ".join([meta.title_tag, *meta.headings]).strip()
    told = body if words >= _MIN_WORDS else " ".join(lines)[:_LOOKED_AT_CHARS]
    if not lines:
        raise NotAnArticle(url, "the page has no text")
    if words < _SHORT_WORDS and load_pattern("refusals", "not_found").search(shown):
        raise NotAnArticle(url, "the page says that the article was not found")
    if words < _SHORT_WORDS and load_pattern("refusals", "walls").search(told):
        raise NotAnArticle(url, "the page is a login, cookie or robot wall")
    if words < _MIN_WORDS:
        raise NotAnArticle(url, f"only {words} words of running text")


def tell_kind(url: str, meta: PageMeta) -> Kind:
    """Tells articles from photo stories and videos by what the page states, else by its path."""
    if meta.stated.kind in {"photo", "video"}:
        return "photo" if meta.stated.kind == "photo" else "video"
    if meta.og_type.startswith("video"):
        return "video"
    parts = urlsplit(url)
    place = f"//{parts.hostname or ''}{parts.path}"
    if load_pattern("refusals", "photo_paths").search(place):
        return "photo"
    return "video" if load_pattern("refusals", "video_paths").search(place) else "article"


def settle_kind(kind: Kind, body: str) -> Kind:
    """Takes a page that calls itself a video for an article when a whole article stands below the player."""
    return "article" if kind == "video" and len(_WORD.findall(body)) >= _ARTICLE_WORDS else kind


def require_article(page: ExtractedPage) -> None:
    """Lets only Indonesian articles pass, as the crawl wants them.

    Raises:
        NotAnArticle: a photo story, a video, or readings that have nothing in common.
        WrongLanguage: the text is in another language.
    """
    place = page.canonical_url or page.url
    if page.kind != "article":
        raise NotAnArticle(place, "a photo story" if page.kind == "photo" else "a video page")
    if page.confidence < _MIN_CONFIDENCE:
        raise NotAnArticle(place, f"the readers found different texts (agreement {page.confidence:.2f})")
    if page.language not in {"id", None}:
        raise WrongLanguage(place, page.language)
