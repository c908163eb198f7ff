"""Which regions an article is about."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.focus import find_focus
from nlp.layout import parse_layout
from nlp.mentions import Context
from nlp.regions import find_regions
from registry.registry import load_registry

REGIONS = load_registry().regions
CASES = tomllib.loads((Path(__file__).parent / "focus_cases.toml").read_text(encoding="utf-8"))["cases"]


def focus(text: str) -> tuple[str, ...]:
    layout = parse_layout(text, Context())
    return find_focus(layout, find_regions(layout, Context()))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_focus(case: dict[str, Any]) -> None:
    assert {REGIONS[code].name for code in focus(case["text"])} == set(case["focus"])


def test_weightiest_first() -> None:
    text = (
        "Gandeng Sleman, Pemkab Klaten Bangun Pusat Data\n\nKLATEN - Pemkab Klaten dan Pemkab Sleman sepakat membangun "
        "pusat data bersama. Bupati Klaten meneken naskahnya di Pendopo Klaten, Senin siang kemarin."
    )
    assert focus(text) == ("33.10", "34.04")


def test_component_sets_focus() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("pantau_regions")
    nlp.add_pipe("pantau_focus")
    assert nlp(CASES[0]["text"])._.focus == ("19.06",)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([case["text"] for case in CASES]), max_size=4).map("\n".join))
def test_focus_is_a_subset_of_the_regions(text: str) -> None:
    layout = parse_layout(text, Context())
    mentions = find_regions(layout, Context())
    assert set(find_focus(layout, mentions)) <= {mention.code for mention in mentions}
