"""The published schema is the one that the types make, and records fit it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from corpus.record import encode_record
from corpus.schema import build_schema, load_schema, render_schema
from tests.records import make_record


def _instance() -> Any:
    return json.loads(encode_record(make_record()))


def test_the_published_schema_is_the_generated_one() -> None:
    assert load_schema() == render_schema()


def test_the_schema_is_a_schema() -> None:
    schema = build_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:pantau:schema:record-1"
    assert all(part["description"] for part in schema["$defs"].values())


def test_a_record_fits() -> None:
    assert list(Draft202012Validator(build_schema()).iter_errors(_instance())) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(["schema"], 2, id="other-schema"),
        pytest.param(["regions", 0, "level"], "city", id="foreign-level"),
        pytest.param(["events", 0, "type"], "party", id="foreign-event"),
        pytest.param(["regions", 0, "mentions", 0, "start"], "0", id="offset-as-text"),
        pytest.param(["events", 0, "registry", "status"], None, id="no-status"),
    ],
)
def test_what_is_no_record_does_not_fit(path: list[Any], value: object) -> None:
    instance = _instance()
    place = instance
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not Draft202012Validator(build_schema()).is_valid(instance)


@pytest.mark.parametrize("field", ["schema", "id", "article", "regions", "events", "quotes", "provenance"])
def test_every_field_is_required(field: str) -> None:
    instance = _instance()
    del instance[field]
    assert not Draft202012Validator(build_schema()).is_valid(instance)
