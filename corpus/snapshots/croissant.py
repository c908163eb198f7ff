"""`croissant.json`: the corpus described for machines (MLCommons Croissant 1.0, https://docs.mlcommons.org/croissant)."""

from __future__ import annotations

import json
from typing import Any

from corpus.snapshots.manifest import Manifest

# The context that the specification (1.0, appendix) asks every file to carry in full.
_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/", "equivalentProperty": "cr:equivalentProperty",
    "samplingRate": "cr:samplingRate", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet",
    "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
}  # fmt: skip
# Name, column of the record, JSON path below it, type, meaning.
_FIELDS = (
    ("id", "id", None, "sc:Text", "id of the article"),
    ("url", "article", "canonical_url", "sc:URL", "address of the article"),
    ("outlet", "article", "outlet", "sc:Text", "who published it"),
    ("published", "article", "published", "sc:Text", "ISO 8601 as the page gave it"),
    ("text_sha256", "article", "text_sha256", "sc:Text", "SHA-256 of the text that the offsets refer to"),
    ("relevant", "relevance", "relevant", "sc:Boolean", "is it about the national programme"),
)


def render_croissant(manifest: Manifest) -> str:
    """The file's text."""
    data = [file for file in manifest.files if file.path.startswith("data/")]
    document = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": manifest.name,
        "description": "Records of Indonesian news about the national smart-city programme, with evidence.",
        "citeAs": f"{manifest.name}, a corpus frozen by pantau {manifest.pantau}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "license": "https://choosealicense.com/no-permission/" if manifest.with_text else "see README.md",
        "inLanguage": "id",
        "isLiveDataset": False,
        "version": "1.0.0",
        "datePublished": manifest.as_of.date().isoformat() if manifest.as_of else None,
        "distribution": [
            {
                "@type": "cr:FileObject", "@id": _name(file.path), "name": file.path.rsplit("/", 1)[-1],
                "contentUrl": file.path, "contentSize": f"{file.size_bytes} B", "sha256": file.sha256,
                "encodingFormat": "application/jsonlines",
            }
            for file in data
        ],
        "recordSet": [_record_set(_name(file.path)) for file in data],
    }  # fmt: skip
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _name(path: str) -> str:
    return path.removeprefix("data/").removesuffix(".jsonl")


def _record_set(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet", "@id": f"{name}-records", "name": f"{name}-records",
        "field": [
            {
                "@type": "cr:Field", "@id": f"{name}-records/{field}", "name": field, "description": meaning,
                "dataType": kind,
                "source": {"fileObject": {"@id": name}, "extract": {"column": column}}
                | ({"transform": {"jsonPath": path}} if path else {}),
            }
            for field, column, path, kind, meaning in _FIELDS
        ],
    }  # fmt: skip
