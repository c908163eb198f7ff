"""Press texts made fit for files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from monitor.plain import plain_text, shorten, web_link


@given(st.text())
def test_plain_text_is_one_line_that_xml_takes(text: str) -> None:
    plain = plain_text(text)
    assert plain == plain_text(plain)
    assert len(plain.splitlines()) <= 1
    etree.Element("a").text = plain


def test_direction_marks_go() -> None:
    assert plain_text("Kota\u202e\u2066 Solok\x00\n") == "Kota Solok"
    assert plain_text(None) == ""


@given(st.text(), st.integers(1, 50))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= max(limit, 1)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://contoh.id/a?b=1", True),
        ("http://127.0.0.1:80/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//contoh.id/a", False),
        ("https:///a", False),
        ("http://[::1", False),
        ("https://contoh.id/a b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert web_link(url) == (url if kept else None)
