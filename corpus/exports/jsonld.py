"""Export as JSON-LD: schema.org articles and events, Web Annotation selectors as evidence, PROV for who made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.exports.marks import Mark, iter_marks
from corpus.exports.standoff import is_cut, stand_off
from corpus.record import Event, Record

# Given in full, so that a reader needs no network. Vocabularies: https://schema.org, https://www.w3.org/TR/annotation-vocab/,
# https://www.w3.org/TR/prov-o/
CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "pantau": "urn:pantau:",
}  # fmt: skip
_CONTEXT_CHARS = 32


def write_jsonld(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one document with a `@graph` as records come and returns their number.

    `with_text` adds `schema:articleBody`; without it, quote selectors carry the mark's words and no neighbours, and
    marks of more than 60 characters have a position alone.
    """
    count, nodes = 0, 0
    file.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',\n"@graph":[')
    for record in stand_off(records, with_text):
        count += 1
        for node in _nodes(record, with_text):
            file.write((b"," if nodes else b"") + b"\n" + msgspec.json.encode(node))
            nodes += 1
    file.write(b"\n]}\n")
    return count


def _nodes(record: Record, with_text: bool) -> Iterator[dict[str, Any]]:
    article_id, run = f"urn:pantau:article:{record.id}", f"urn:pantau:reading:{record.id}"
    agent = f"urn:pantau:pipeline:{record.provenance.pipeline}"
    yield _article(record, article_id, with_text)
    yield {
        "@id": agent, "@type": "prov:SoftwareAgent", "schema:name": "pantau",
        "schema:softwareVersion": record.provenance.pantau,
    }  # fmt: skip
    yield {
        "@id": run, "@type": "prov:Activity", "prov:used": {"@id": article_id},
        "prov:wasAssociatedWith": {"@id": agent},
        "prov:endedAtTime": {"@type": "xsd:dateTime", "@value": record.provenance.created.isoformat()},
    }  # fmt: skip
    for note in record.provenance.judgements:
        yield {
            "@id": f"{run}:{note.claim}", "@type": "prov:Entity", "schema:name": note.claim,
            "pantau:verdict": note.verdict, "prov:wasAttributedTo": {"schema:name": note.who, "@type": "prov:Person"},
            "prov:generatedAtTime": {"@type": "xsd:dateTime", "@value": note.at.isoformat()},
        }  # fmt: skip
    names = {region.code: region.name for region in record.regions}
    for number, event in enumerate(record.events):
        yield _event(event, f"{article_id}:event:{number}", article_id, run, names)
    text = record.article.text if with_text else None
    for number, mark in enumerate(iter_marks(record)):
        yield _annotation(mark, f"{article_id}:mark:{number}", article_id, run, text)


def _article(record: Record, article_id: str, with_text: bool) -> dict[str, Any]:
    article = record.article
    url = article.canonical_url or article.url
    node = {
        "@id": article_id, "@type": "schema:NewsArticle", "schema:headline": article.title,
        "schema:url": url and {"@id": url}, "schema:datePublished": article.published,
        "schema:inLanguage": article.language, "schema:sha256": article.text_sha256,
        "schema:publisher": article.outlet and {"@type": "schema:Organization", "schema:name": article.outlet},
        "schema:author": article.byline and {"@type": "schema:Person", "schema:name": article.byline},
        "schema:spatialCoverage": [_place(r.code, r.name) for r in record.regions if r.focus],
        "schema:about": [{"@id": f"{article_id}:event:{number}"} for number in range(len(record.events))],
        "schema:articleBody": article.text if with_text else None,
    }  # fmt: skip
    return {name: value for name, value in node.items() if value}


def _place(code: str, name: str) -> dict[str, Any]:
    return {
        "@id": f"urn:pantau:region:{code}", "@type": "schema:AdministrativeArea", "schema:name": name,
        "schema:identifier": code,
    }  # fmt: skip


def _event(event: Event, event_id: str, article_id: str, run: str, names: dict[str, str]) -> dict[str, Any]:
    start, _, end = (event.date or "").partition("/")
    node = {
        "@id": event_id, "@type": "schema:Event", "schema:additionalType": f"urn:pantau:event-type:{event.type}",
        "schema:startDate": start, "schema:endDate": end, "schema:subjectOf": {"@id": article_id},
        "schema:location": event.place and {"@type": "schema:Place", "schema:name": event.place},
        "schema:about": [_place(code, names.get(code, code)) for code in event.region_codes],
        "schema:participant": [
            {"@type": "schema:Role", "schema:roleName": p.part,
             "schema:participant": {"@type": "schema:Person", "schema:name": p.name}}
            for p in event.participants
        ],
        "prov:wasDerivedFrom": {"@id": article_id}, "prov:wasGeneratedBy": {"@id": run},
        "pantau:registryStatus": event.registry.status, "pantau:score": event.score,
    }  # fmt: skip
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _annotation(mark: Mark, mark_id: str, article_id: str, run: str, text: str | None) -> dict[str, Any]:
    start, end = mark.span.start, mark.span.end
    quote = {"@type": "oa:TextQuoteSelector", "oa:exact": mark.span.text}
    if text is not None:
        quote["oa:prefix"] = text[max(0, start - _CONTEXT_CHARS) : start]
        quote["oa:suffix"] = text[end : end + _CONTEXT_CHARS]
    selectors: list[dict[str, Any]] = [{"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}]
    if not is_cut(mark.span):  # a quote selector names all of the words or none
        selectors.append(quote)
    body = {"@type": "oa:TextualBody", "schema:additionalType": mark.label, "rdf:value": mark.value or mark.label}
    return {
        "@id": mark_id, "@type": "oa:Annotation", "oa:motivatedBy": {"@id": "oa:identifying"}, "oa:hasBody": body,
        "oa:hasTarget": {"oa:hasSource": {"@id": article_id}, "oa:hasSelector": selectors},
        "prov:wasGeneratedBy": {"@id": run},
    }  # fmt: skip
