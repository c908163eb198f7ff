"""Explanations cover the text exactly, and the page shows untrusted text as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.explain import Explained, iter_segments, to_html

TEXT = "Kabupaten Solok <b>meneken</b> MoU."
CLAIMS = [
    Explained("event", 0, 35, "mou_signing", "title"),
    Explained("region", 0, 15, "Kabupaten Solok", "typed"),
    Explained("official", 10, 20, "x", "crosses the region's end"),
]


def test_segments_nest_and_cross() -> None:
    pieces = [(TEXT[a:b], [c.group for c in covering]) for a, b, covering in iter_segments(TEXT, CLAIMS)]
    assert pieces[0] == ("Kabupaten ", ["event", "region"])
    assert pieces[1][0] == "Solok"
    assert set(pieces[1][1]) == {"event", "region", "official"}


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_segments_join_up_to_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    claims = [Explained("date", a, b, "", "") for a, b in ranges if a < b <= len(text)]
    segments = list(iter_segments(text, claims))
    assert "".join(text[a:b] for a, b, _ in segments) == text
    for claim in claims:
        assert "".join(text[a:b] for a, b, covering in segments if claim in covering) == text[claim.start : claim.end]


def test_page_escapes_what_the_article_says() -> None:
    page = to_html(TEXT, '"><script>', CLAIMS, "id")
    assert "<script>" not in page
    assert "<b>meneken" not in page
    assert "Penjelasan rekaman" in page
