from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import NotAnArticle
from crawler.extract import parse_article
from crawler.extract.lead import restore_lead
from crawler.extract.medoid import choose_medoid, count_shingles, shingle_f1
from crawler.extract.paging import find_next_pages
from crawler.extract.tree import parse_tree
from crawler.extract.voters import vote_trafilatura

A = "satu dua tiga empat lima enam tujuh delapan"
WORDS = st.lists(st.sampled_from("abcdefg"), max_size=30).map(" ".join)


def test_reading_most_like_the_others_wins_and_says_how_like() -> None:
    verdict = choose_medoid({"x": A + " iklan iklan iklan iklan", "y": A, "z": A + " sembilan"})
    assert verdict is not None
    assert verdict.voter == "y"
    assert 0.5 < verdict.confidence < 1.0


@pytest.mark.parametrize(
    ("votes", "voter", "confidence"),
    [
        ({"x": A, "y": A}, "x", 1.0), ({"x": A}, "x", 0.5), ({"x": "a b c d", "y": "e f g h"}, "x", 0.0),
        ({"x": "", "y": A}, "y", 0.5),
    ],
)  # fmt: skip
def test_ties_go_to_the_first_and_lone_voters_are_half_trusted(
    votes: dict[str, str], voter: str, confidence: float
) -> None:
    verdict = choose_medoid(votes)
    assert verdict is not None
    assert (verdict.voter, verdict.confidence) == (voter, confidence)


def test_nobody_voted() -> None:
    assert choose_medoid({"x": " "}) is None


def test_trusted_voter_wins_though_it_stands_alone() -> None:
    verdict = choose_medoid({"profile": "lain sama sekali dari yang lain", "y": A, "z": A}, trusted="profile")
    assert verdict is not None
    assert (verdict.voter, verdict.confidence) == ("profile", 0.0)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    a, b = count_shingles(one), count_shingles(other)
    assert shingle_f1(a, b) == shingle_f1(b, a)
    assert 0.0 <= shingle_f1(a, b) <= 1.0
    assert not one or shingle_f1(a, a) == 1.0


LEAD = "Pemerintah kota menyalakan jaringan internet gratis di seluruh kelurahan pesisir mulai pekan depan."


@pytest.mark.parametrize(
    ("others", "description", "restored"),
    [
        pytest.param([f"{LEAD}\n{A}", f"{LEAD}\n{A}"], "", True, id="two-agree"),
        pytest.param([f"{LEAD}\n{A}", A], LEAD, True, id="one-and-the-description"),
        pytest.param([f"{LEAD}\n{A}", A], "", False, id="one-alone"),
        pytest.param([f"Pendek\n{A}", f"Pendek\n{A}"], "", False, id="too-short"),
    ],
)
def test_lost_lead_comes_back_when_others_have_it(others: list[str], description: str, restored: bool) -> None:
    assert restore_lead(A, others, description, None) == (f"{LEAD}\n{A}" if restored else A)


def test_tables_and_lists_come_without_marks() -> None:
    rows = "<tr><th>Kelurahan</th><th>Warga</th></tr><tr><td>Aur Kuning</td><td>3.412</td></tr>"
    body = f"<p>{LEAD}</p><table>{rows}</table><p>{LEAD}</p><ul><li>Taman baca di Aur</li></ul><p>{LEAD}</p>"
    found = vote_trafilatura(f"<html><body><article>{body * 3}</article></body></html>")
    assert "Aur Kuning, 3.412" in found
    assert not any(line.startswith(("|", "-")) for line in found.split("\n"))


TAGS = ["<div>", "</p>", "<p>", "<a href=x>", "kata ", "<table>", "<h1>", "<br>", "&#0;", "<![CDATA["]
P = "https://www.kota.example/read/1/pasar"


@pytest.mark.parametrize(
    ("links", "url", "expected"),
    [
        pytest.param('<a href="?page=2">2</a><a href="?page=3">3</a>', P, (P + "?page=2", P + "?page=3"), id="query"),
        pytest.param(f'<a href="{P}/2">2</a><a href="{P}/3">3</a>', P, (P + "/2", P + "/3"), id="path"),
        pytest.param('<a href="?page=2">2</a><a href="?page=all">Semua</a>', P, (P + "?page=all",), id="whole"),
        pytest.param('<a href="?page=2">2</a><a href="?page=all">Semua</a>', P + "?page=all", (), id="whole-is-here"),
        pytest.param(f'<link rel="next" href="{P}?page=2">', P, (P + "?page=2",), id="rel-next"),
        pytest.param('<a href="?page=1">1</a><a href="?page=2">2</a>', P + "?page=2", (), id="last-page"),
        pytest.param('<a href="/read/2/lain?page=2">2</a>', P, (), id="other-article"),
        pytest.param('<a href="https://lain.example/read/1/pasar?page=2">2</a>', P, (), id="other-host"),
        pytest.param('<a rel="next" href="/read/2/berita-berikutnya">Berikutnya</a>', P, (), id="next-article"),
        pytest.param('<a href="?page=²">2</a><a href="javascript:x">x</a><a href="http://[">y</a>', P, (), id="odd"),
    ],
)
def test_further_pages_are_those_of_the_same_article(links: str, url: str, expected: tuple[str, ...]) -> None:
    root = parse_tree(f"<html><body>{links}</body></html>")
    assert root is not None
    assert find_next_pages(root, url) == expected


def read_or_reason(data: bytes, url: str) -> str:
    try:
        return parse_article(data, url).text
    except NotAnArticle as error:
        return error.reason


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=400), st.sampled_from(["", "https://kota.example/a", "http://[", "bukan alamat"]))
def test_any_bytes_give_an_article_or_a_reason(data: bytes, url: str) -> None:
    assert read_or_reason(data, url)


@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</p>", "<p>", "<a href=x>", "kata ", "<table>", "<h1>", "<br>", "&#0;", "<![CDATA["]
        ),
        max_size=60,
    )
)
def test_any_tags_give_an_article_or_a_reason(tags: list[str]) -> None:
    assert read_or_reason("".join(tags).encode(), "https://kota.example/a")
