"""Queries and words in PostgreSQL's types, as text; `tests/corpus/store/test_search.py` asks a server."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.query import holds_words, is_text, parse_query
from corpus.search.tsquery import to_tsquery, to_tsvector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("penandatanganan", "('~tandatang')", id="stem"),
        pytest.param('"kota cerdas"', "('kota' <-> 'cerdas')", id="phrase"),
        pytest.param("kesepah*", "('kesepah':*)", id="prefix"),
        pytest.param("nota-kesepah*", "('nota' <-> 'kesepah':*)", id="prefix-of-the-last"),
        pytest.param("title:mou", "('~mou':A)", id="title"),
        pytest.param("title:kesepah*", "('kesepah':*A)", id="prefix-in-the-title"),
        pytest.param("a -(b OR c)", "(('~a') & !(('~b') | ('~c')))", id="operators"),
        pytest.param("-a", "!('~a')", id="not-alone"),
    ],
)
def test_queries(text: str, expected: str) -> None:
    query = parse_query(text)
    assert query is not None
    assert to_tsquery(query) == expected


def test_words_stand_at_their_places_and_title_and_text_apart() -> None:
    assert to_tsvector("Kota Cerdas", "Kota") == "'kota':1A,12 '~kota':1A,12 'cerdas':2A '~cerdas':2A"
    assert to_tsvector("", "") == ""


def test_long_texts_and_words_stay_within_the_limits() -> None:
    found = to_tsvector("", "x" * 3000 + " kata" * 20_000)
    assert max(len(part.split("'")[1]) for part in found.split(" ")) <= 501
    assert max(int(place.rstrip("A")) for part in found.split(" ") for place in part.split(":")[1].split(",")) == 16_383


@given(st.text(max_size=60) | st.text(alphabet="\"'()-*:\\ ANDORNTab", max_size=60))
def test_any_text_can_be_put(text: str) -> None:
    query = parse_query(text)
    if query is not None and is_text(query):
        assert holds_words(query)
        assert to_tsquery(query).count("'") % 2 == 0
    assert "\\" not in to_tsvector(text, text)
