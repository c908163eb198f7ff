"""Pillars named as such: English, Indonesian, short lists and misspellings; topics alone are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.layout import parse_layout
from nlp.mentions import Context
from nlp.pillars import find_pillars
from nlp.pillars.lexicon import load_pillar_words
from tests.nlp.pillar_cases import NAMED, NOT_NAMED, PIECES_OF_TEXT


def read(text: str) -> list[tuple[str, str]]:
    return [(m.span.text, m.pillar) for m in find_pillars(text, parse_layout(text, Context()))]


def pillars(text: str) -> list[str]:
    return [pillar for _, pillar in read(text)]


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_finds_pillars_named_as_such(text: str, expected: list[str]) -> None:
    assert pillars(text) == expected


@pytest.mark.parametrize("text", NOT_NAMED)
def test_topics_alone_are_no_pillars(text: str) -> None:
    assert pillars(text) == []


def test_span_holds_the_word_smart_in_the_first_and_the_bare_word_in_the_next() -> None:
    assert read("Ada smart living, economy.") == [("smart living", "living"), ("economy", "economy")]


def test_pillars_in_ignored_stretches_are_left_out() -> None:
    text = "Baca juga: Smart Living di Kota Lama\n\nCapaian smart economy naik."
    layout = parse_layout(text, Context())
    layout = type(layout)(text, layout.paragraphs, layout.sentences, None, None, ((0, text.index("\n")),))
    assert [mention.pillar for mention in find_pillars(text, layout)] == ["economy"]


@pytest.mark.parametrize(
    "word", ["governor", "service", "lighting", "giving", "healthy", "system", "solution", "parking"]
)
def test_near_spellings_stop_short_of_other_words(word: str) -> None:
    assert load_pillar_words().english_pillar(word) is None


PIECES = st.sampled_from(PIECES_OF_TEXT)


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_never_raises_and_spans_read_their_text(text: str) -> None:
    for mention in find_pillars(text, parse_layout(text, Context())):
        mention.span.check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "smart economy, ",
        "economy, ",
        "smart ",
        "tata kelola ",
        "masyarakat cerdas ",
        "(",
        "smart living (a) dan ",
        "dimensi ",
        "pilar ekonomi, ",
        "ekonomi ",
    ],
)
def test_long_runs_are_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for mention in find_pillars(text, parse_layout(text, Context())):
        mention.span.check(text)
