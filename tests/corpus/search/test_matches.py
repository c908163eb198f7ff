"""Matches and snippets: what is marked is what the query asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.search.matches import iter_matches, make_snippet
from corpus.search.query import iter_terms, parse_query
from corpus.words import iter_words

TEXT = "Wali kota menandatangani nota kesepahaman. Kota cerdas dimulai dari kelurahan, kata wali kota."


def marked(query: str, text: str = TEXT, size: int = 40) -> list[str]:
    """What a snippet marks."""
    snippet = make_snippet(text, tuple(iter_terms(parse_query(query))), size)
    return [snippet.text[start:end] for start, end in snippet.marks]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        pytest.param("penandatanganan", ["menandatangani"], id="stem"),
        pytest.param('"kota cerdas"', ["Kota cerdas"], id="phrase"),
        pytest.param('"wali kota"', ["Wali kota", "wali kota"], id="phrase-twice"),
        pytest.param("kesep*", ["kesepahaman"], id="prefix"),
        pytest.param('kota OR "kota cerdas"', ["kota", "Kota cerdas", "kota"], id="the-longest-wins"),
        pytest.param("nota-kesepahaman", ["nota kesepahaman"], id="hyphen"),
        pytest.param("padi", [], id="none"),
        pytest.param("-kota", [], id="not"),
    ],
)
def test_marks(query: str, marks: list[str]) -> None:
    assert marked(query) == marks


def test_a_snippet_shows_where_most_words_meet_and_that_it_was_cut() -> None:
    text = "kota " + "lain " * 60 + "\nnota kesepahaman kota cerdas diteken " + "lain " * 60
    snippet = make_snippet(text, tuple(iter_terms(parse_query("kota cerdas kesepahaman"))), 12)
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert "\n" not in snippet.text
    assert [snippet.text[a:b] for a, b in snippet.marks] == ["kesepahaman", "kota", "cerdas"]


def test_a_short_text_is_shown_whole() -> None:
    assert make_snippet(TEXT, ()).text == TEXT


@given(st.text(max_size=200), st.text(alphabet='abk "*OR', max_size=20), st.integers(1, 40))
def test_marks_lie_in_order_inside_the_snippet(text: str, query: str, size: int) -> None:
    terms = tuple(iter_terms(parse_query(query)))
    snippet = make_snippet(text, terms, size)
    ends = [0, *(end for _, end in snippet.marks)]
    assert all(previous <= a < b <= len(snippet.text) for previous, (a, b) in zip(ends, snippet.marks, strict=False))


def test_a_long_text_of_matches_is_scanned_quickly() -> None:
    words = list(iter_words("kota cerdas " * 20_000))
    assert sum(1 for _ in iter_matches(words, tuple(iter_terms(parse_query('kota "kota cerdas"'))))) == 20_000
    assert make_snippet("kota cerdas " * 20_000, tuple(iter_terms(parse_query("kota")))).marks
