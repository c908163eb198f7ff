"""The published JSON Schema of the record, generated from the types in `corpus.record`.

`record-1.json` is what users get; `python -m corpus.schema` writes it anew after a change of the types, and a test
fails until that is done.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from corpus.record import Record

FILE = Path(__file__).parent / "record-1.json"
_ID = "urn:pantau:schema:record-1"


def build_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one record, from the types."""
    (root,), parts = msgspec.json.schema_components([Record], ref_template="#/$defs/{name}")
    # Decoding forgives a missing number; what we publish always bears it.
    del parts["Record"]["properties"]["schema"]["default"]
    parts["Record"]["required"].insert(0, "schema")
    for part in parts.values():
        # Docstrings are wrapped for reading code; in a schema a description is one line.
        part["description"] = " ".join(part["description"].split())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "Pantau record, version 1",
        "description": (
            "What pantau claims about one article. Offsets are half-open ranges of code points into article.text "
            "(NFC, \\n line ends). Regions carry Kemendagri codes, dates are ISO 8601 at their own precision. "
            "Null means that the text does not decide."
        ),
        **root,
        "$defs": parts,
    }


def render_schema() -> str:
    """The text of `record-1.json`."""
    return json.dumps(build_schema(), indent=2, ensure_ascii=False) + "\n"


def load_schema() -> str:
    """The published schema as it stands in the package."""
    return FILE.read_text(encoding="utf-8")
