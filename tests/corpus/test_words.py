"""Words and stems: one family of words meets under one stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words import fold, iter_words, split_words, stem, stem_text


@pytest.mark.parametrize(
    "family",
    [
        "tandatangan menandatangani penandatanganan ditandatangani",
        "nilai menilai penilaian dinilai",
        "tetap menetapkan penetapan ditetapkan",
        "damping mendampingi pendampingan didampingi",
        "serah menyerahkan penyerahan diserahkan",
        "anggaran menganggarkan dianggarkan",
        "kesepahaman kesepahamannya",
        "layanan pelayanan melayani",
    ],
)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({stem(form) for form in family.split()}) == 1


@pytest.mark.parametrize("pair", ["kota data", "menteri mental", "solok siak", "masterplan master"])
def test_other_words_stay_apart(pair: str) -> None:
    first, second = pair.split()
    assert stem(first) != stem(second)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Kota-Kabupaten se-Indonesia", ["kota", "kabupaten", "se", "indonesia"], id="hyphens"),
        pytest.param("Café, CAFÉ", ["cafe", "cafe"], id="accents"),
        pytest.param("No.50DCAI_x (21/4)", ["no", "50dcai", "x", "21", "4"], id="digits"),
        pytest.param("…", [], id="none"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words
    assert [word.form for word in iter_words(text)] == words


@given(st.text(max_size=80))
def test_words_are_where_they_say(text: str) -> None:
    words = list(iter_words(text))
    assert [word.form for word in words] == split_words(text)
    assert all(fold(text[word.start : word.end]) == word.form for word in words)
    assert isinstance(stem_text(text), str)
