"""Exports as commands want them: the corpus' formats, filled up with what only the registry and the archive know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corpus.archive import FetchedPage, read_capture
from corpus.article import Capture, text_digest
from corpus.errors import ContentError
from corpus.exports.geojson import write_geojson
from corpus.exports.table import EXPORTERS, Exporter
from corpus.record import ArticleHead
from crawler.canonical import is_same_site
from crawler.reading import Refused, extract_page, make_article
from crawler.sources import Source
from registry.registry import Registry


def find_exporter(name: str, registry: Registry) -> Exporter:
    """The exporter of a format; GeoJSON gets the regions' places from the registry."""
    if name != "geojson":
        return EXPORTERS[name]
    places = {code: (region.lon, region.lat) for code, region in registry.regions.items()}
    return partial(write_geojson, places=places)


def rebuild_text(archive: Path, article: ArticleHead, sources: Sequence[Source]) -> str | None:
    """The article's text, extracted again from its capture; None when the archive does not give the one recorded.

    Args:
        sources: for the selectors of the article's site. Pages change sources, and sources change: the text is tried
            with each that fits and without.

    An article over several pages does not come back so; `pantau process --from-archive` joins them.
    """
    if article.capture is None or not archive.is_dir():
        return None
    try:
        page = read_capture(archive, article.capture)
    except ContentError:
        return None
    fitting = [source for source in sources if is_same_site(page.url, source.home)]
    for source in (*fitting, None):
        text = _extracted(page, article.capture, source)
        if text is not None and text_digest(text) == article.text_sha256:
            return text
    return None


def _extracted(page: FetchedPage, capture: Capture, source: Source | None) -> str | None:
    try:
        found = extract_page(page, source, None)
    except ContentError:
        return None
    return None if isinstance(found, Refused) else make_article(found, capture, page.fetched, None).text
