"""Patterns tried at known words find what a search at every character finds."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.keyed import NUMBER, KeyedPattern, key_of

MONTHS = ("mei", "juni", "jum'at", "kota pintar", "smart")
CASES = [
    pytest.param(rf"(?<!\w)(?:{'|'.join(MONTHS)})(?![^\W_])", MONTHS, id="words"),
    pytest.param(r"(?<![^\W_])(?:mei|juni)\s{1,2}\d{1,4}", ("mei", "juni"), id="word and number"),
    pytest.param(r"(?<![\w/])\d{1,2}(?:[/-]\d{1,2}){0,2}(?!\d)", (NUMBER,), id="numbers"),
    pytest.param(r"(?<![\w,])(?:\d{1,3}|(?:satu|dua)(?: puluh)?)\s?kota", (NUMBER, "satu", "dua"), id="both"),
]
WORDS = (*MONTHS, "MEI", "Juni", "JUN\u0130", "\u017fmart", "\u212aota", "Kota", "puluh", "pintar", "satu", "dua")
MARKS = ("2021", "3", "\u0663", "²", " ", "  ", "\n", "_", "-", "/", ",", ".", "'", "\u0301")
PIECES = st.sampled_from((*WORDS, *MARKS))


@pytest.mark.parametrize(("pattern", "phrases"), CASES)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_finds_what_a_search_finds(pattern: str, phrases: tuple[str, ...], text: str, start: int, end: int) -> None:
    keyed, plain = KeyedPattern(pattern, phrases), re.compile(pattern, re.IGNORECASE)
    assert _spans(keyed.finditer(text)) == _spans(plain.finditer(text))
    spans = _spans(plain.finditer(text, start, end))
    assert _spans(keyed.finditer(text, start, end)) == spans
    first = keyed.search(text, start, end)
    assert (first and first.span()) == (spans[0] if spans else None)


def _spans(matches: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


def test_matches_are_found_and_none_inside_another() -> None:
    keyed = KeyedPattern(r"(?<!\w)(?:mei|juni)(?: (?:mei|juni))*(?!\w)", ("mei", "juni"))
    assert [match[0] for match in keyed.finditer("Mei JUNI, juni; meian 3juni mei")] == ["Mei JUNI", "juni", "mei"]


@pytest.mark.parametrize(
    ("phrase", "key"),
    [("kota pintar", "kota"), ("Undang-Undang", "undang"), ("100 smart city", NUMBER), ("2021", NUMBER)],
)
def test_key_is_the_first_word(phrase: str, key: str) -> None:
    assert key_of(phrase) == key


@pytest.mark.parametrize("phrase", ["", "-", " kota", "© 2021"])
def test_a_phrase_without_a_first_word_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins with no word"):
        key_of(phrase)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_finds_glued_words(text: str) -> None:
    pattern = r"(?<![^\W_])smart[\s_-]{0,3}(?P<word>[^\W\d_]{3,16})"
    found = KeyedPattern(pattern, ("smart",), glued=True).finditer(text)
    assert _spans(found) == _spans(re.finditer(pattern, text, re.IGNORECASE))
