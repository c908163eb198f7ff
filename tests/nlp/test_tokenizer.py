"""Tokens give the text back, whatever it is, and split what news text glues together."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from nlp.doc import TEXT_KEY
from nlp.tokenizer import NewsTokenizer

TOKENIZER = NewsTokenizer(spacy.blank("id").vocab)


@given(st.text(max_size=200))
def test_the_doc_has_the_text(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == doc.user_data[TEXT_KEY] == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("50 KOTA,-Kabupaten", ["50", "KOTA", ",", "-", "Kabupaten"]),
        ("No.50DCAI", ["No", ".", "50", "DCAI"]),
        ("Rabu  (19/1)\n\nIa", ["Rabu", " ", "(", "19", "/", "1", ")", "\n\n", "Ia"]),
        (" Kota", [" ", "Kota"]),
        ("", []),
    ],
    ids=["glued", "number", "blanks", "leading blank", "empty"],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == tokens
