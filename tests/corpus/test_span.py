"""Spans check their own text; overlaps resolve to the longest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import normalise_text
from corpus.errors import EvidenceMismatch
from corpus.span import Span, drop_overlaps


def test_span_of_cuts_code_points() -> None:
    assert Span.of("Kota 🏙 Solok", 7, 12) == Span(7, 12, "Solok")


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 2), (2, 2), (3, 1), (0, 99)], ids=["negative", "empty", "reversed", "past"]
)
def test_span_of_refuses_bad_ranges(start: int, end: int) -> None:
    with pytest.raises(EvidenceMismatch):
        Span.of("Solok", start, end)


@pytest.mark.parametrize(
    "span", [Span(0, 4, "Agam"), Span(-5, 0, "Solok"), Span(0, 0, "")], ids=["other text", "negative", "empty"]
)
def test_check_refuses_a_span_of_another_text(span: Span) -> None:
    with pytest.raises(EvidenceMismatch):
        span.check("Solok")


@given(st.text(min_size=1), st.data())
def test_a_span_made_from_a_text_passes_its_check(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    Span.of(text, start, end).check(text)


def test_drop_overlaps_keeps_the_longest() -> None:
    text = "Kabupaten Solok Selatan"
    long, short, apart = Span.of(text, 0, 23), Span.of(text, 10, 15), Span.of(text + " Agam", 24, 28)
    assert drop_overlaps([short, apart, long]) == [long, apart]


@pytest.mark.parametrize(
    ("raw", "stored"),
    [("a\r\nb\rc", "a\nb\nc"), ("ko\u00adta", "kota"), ("e\u0301", "é"), ("a\u2028b", "a\nb"), ("\ufeffx\x00", "x")],
    ids=["line ends", "soft hyphen", "NFC", "line separator", "BOM and NUL"],
)
def test_normalise_text(raw: str, stored: str) -> None:
    assert normalise_text(raw) == stored


@given(st.text())
def test_normalise_text_is_idempotent(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once
