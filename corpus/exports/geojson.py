"""Export as GeoJSON (RFC 7946): one point for each region of each event, for QGIS, Leaflet and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from corpus.exports.standoff import stand_off
from corpus.record import Event, Record


def write_geojson(
    records: Iterable[Record],
    file: BinaryIO,
    *,
    with_text: bool,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> int:
    """Writes one FeatureCollection as records come and returns the number of records.

    Args:
        with_text: adds the article's text to each feature.
        places: region code to longitude and latitude in degrees (WGS 84). A region that is not there, and an event of
            no region, gets no geometry, which GeoJSON allows.
    """
    count, features = 0, 0
    file.write(b'{"type":"FeatureCollection","features":[')
    for record in stand_off(records, with_text):
        count += 1
        for feature in _features(record, with_text, places or {}):
            file.write((b"," if features else b"") + b"\n" + msgspec.json.encode(feature))
            features += 1
    file.write(b"\n]}\n")
    return count


def _features(record: Record, with_text: bool, places: Mapping[str, tuple[float, float]]) -> Iterator[dict[str, Any]]:
    names = {region.code: region.name for region in record.regions}
    for number, event in enumerate(record.events):
        for code in event.region_codes or (None,):
            place = places.get(code) if code else None
            yield {
                "type": "Feature",
                "id": f"{record.id}-{number}-{code or 'none'}",
                "geometry": None if place is None else {"type": "Point", "coordinates": place},
                "properties": _properties(record, event, code, names, with_text),
            }


def _properties(
    record: Record, event: Event, code: str | None, names: Mapping[str, str], with_text: bool
) -> dict[str, Any]:  # fmt: skip
    article = record.article
    found = {
        "article": record.id, "outlet": article.outlet, "title": article.title,
        "url": article.canonical_url or article.url, "published": article.published, "region_code": code,
        "region": names.get(code) if code else None, "event": event.type, "date": event.date, "place": event.place,
        "mode": event.mode, "cohort": event.cohort, "status": event.status, "score": event.score,
        "registry": event.registry.status, "evidence": [span.text for span in event.evidence],
        "text_sha256": article.text_sha256,
    }  # fmt: skip
    return found | {"text": article.text} if with_text else found
