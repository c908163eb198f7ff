"""Export as FollowTheMoney entities (NDJSON) for Aleph, OpenSanctions' tools and the like.

Schemas and properties as of https://github.com/alephdata/followthemoney: Article, Event, PublicBody, Person, Position,
Occupancy, Mention, Documentation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import msgspec

from corpus.exports.standoff import stand_off
from corpus.record import Event, Official, Record

_Entity = dict[str, Any]


def write_ftm(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one entity a line, each article's own after it, and returns the number of records.

    Regions and positions come once for each article that names them, under the same id; merging is what readers of
    such files do. A person is not merged over articles: equal names are not equal people. `with_text` adds `bodyText`.
    """
    count = 0
    for record in stand_off(records, with_text):
        count += 1
        for entity in _entities(record, with_text):
            file.write(msgspec.json.encode(entity) + b"\n")
    return count


def _entities(record: Record, with_text: bool) -> Iterator[_Entity]:
    article, url = record.article, record.article.canonical_url or record.article.url
    article_id = _id("article", record.id)
    yield _entity(article_id, "Article", {
        "fileName": [f"{record.id}.txt"], "title": [article.title], "author": [article.byline],
        "publishedAt": [article.published and article.published[:10]], "sourceUrl": [url],
        "publisher": [article.outlet],
        "language": ["ind" if article.language == "id" else article.language],
        # `contentHash` would be a SHA-1 and name a file in the reader's own archive.
        "notes": [f"SHA-256 of the text: {article.text_sha256}"],
        "processingAgent": [f"pantau {record.provenance.pantau} {record.provenance.pipeline}"],
        "bodyText": [article.text if with_text else None],
    })  # fmt: skip
    names = {region.code: region.name for region in record.regions}
    codes = dict.fromkeys([*names, *(code for event in record.events for code in event.region_codes)])
    for code in codes:
        yield _entity(_id("region", code), "PublicBody", {
            "name": [f"Pemerintah {names.get(code, code)}"], "country": ["id"], "registrationNumber": [code],
            "jurisdiction": ["id"],
        })  # fmt: skip
    for official in record.officials:
        yield from _person(official, record.id, article_id, names)
    people = {official.name: _id("person", record.id, official.name) for official in record.officials}
    for number, event in enumerate(record.events):
        yield from _event(event, _id("event", record.id, str(number)), article_id, names, people, url)


def _person(official: Official, record_id: str, article_id: str, names: dict[str, str]) -> Iterator[_Entity]:
    person, post = _id("person", record_id, official.name), _id("post", official.role, official.region_code or "")
    area = names.get(official.region_code or "", official.region_code)
    yield _entity(person, "Person", {
        "name": [official.name], "position": [official.role_text], "country": ["id"], "proof": [article_id],
    })  # fmt: skip
    yield _entity(post, "Position", {
        "name": [" ".join(filter(None, (official.role_text, area)))], "country": ["id"], "subnationalArea": [area],
        "organization": [_id("region", official.region_code) if official.region_code else None],
    })  # fmt: skip
    status = "former" if official.former else "acting" if official.acting else None
    yield _entity(_id("occupancy", record_id, official.name, official.role), "Occupancy", {
        "holder": [person], "post": [post], "status": [status],
    })  # fmt: skip
    for span in official.mentions:
        yield _entity(_id("mention", record_id, official.name, str(span.start)), "Mention", {
            "document": [article_id], "name": [span.text], "resolved": [person], "detectedSchema": ["Person"],
        })  # fmt: skip


def _event(
    event: Event, event_id: str, article_id: str, names: dict[str, str], people: dict[str, str], url: str | None
) -> Iterator[_Entity]:  # fmt: skip
    start, _, end = (event.date or "").partition("/")
    where = ", ".join(names.get(code, code) for code in event.region_codes)
    yield _entity(event_id, "Event", {
        "name": [" · ".join(filter(None, (event.type, where, event.date)))], "date": [None if end else start],
        "startDate": [start if end else None], "endDate": [end], "location": [event.place], "country": ["id"],
        "involved": [_id("region", code) for code in event.region_codes]
        + [people[part.name] for part in event.participants if part.name in people],
        "summary": [span.text for span in event.evidence], "proof": [article_id], "sourceUrl": [url],
    })  # fmt: skip
    yield _entity(_id("documentation", event_id), "Documentation", {
        "document": [article_id], "entity": [event_id], "role": ["evidence"],
    })  # fmt: skip


def _entity(entity_id: str, schema: str, properties: Mapping[str, Sequence[str | None]]) -> _Entity:
    given = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": entity_id, "schema": schema, "properties": {name: values for name, values in given.items() if values}}


def _id(kind: str, *parts: str) -> str:
    return f"pantau-{kind}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}"
