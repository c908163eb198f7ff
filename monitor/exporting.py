"""Exports as commands want them: the corpus' formats, filled up with what only the registry and the archive know."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from corpus.archive import read_capture
from corpus.errors import ContentError
from corpus.exports.geojson import write_geojson
from corpus.exports.table import EXPORTERS, Exporter
from corpus.record import ArticleHead
from crawler.reading import Refused, extract_page, make_article
from registry.registry import Registry


def find_exporter(name: str, registry: Registry) -> Exporter:
    """The exporter of a format; GeoJSON gets the regions' places from the registry."""
    if name != "geojson":
        return EXPORTERS[name]
    places = {code: (region.lon, region.lat) for code, region in registry.regions.items()}
    return partial(write_geojson, places=places)


def rebuild_text(archive: Path, article: ArticleHead) -> str | None:
    """The article's text, extracted again from its capture; None when the archive does not give it.

    An article over several pages is only rebuilt as far as its first page; `pantau process --from-archive` reads all.
    """
    if article.capture is None or not archive.is_dir():
        return None
    try:
        page = read_capture(archive, article.capture)
        found = extract_page(page, None, None)
    except ContentError:
        return None
    return None if isinstance(found, Refused) else make_article(found, article.capture, page.fetched, None).text
