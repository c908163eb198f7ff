"""Concordance lines: in order, with offsets that read the match, sorted as asked."""

from __future__ import annotations

import pytest

from corpus.search.query import Query, parse_query
from corpus.store import Filters, Store, articles
from corpus.store.articles import read_article, write_article
from corpus.store.concordance import Line, Sorting, iter_lines, sort_lines
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW

TEXTS = {
    1: "Program kota cerdas dimulai.\nBupati menilai kota lain sudah bergerak.",
    2: "Ia memuji Kota Cerdas itu, bukan kota tua.",
    3: "Panen padi di sawah.",
}


@pytest.fixture
def filled(store: Store) -> Store:
    days = {1: "2022-05-01", 2: "2022-04-01", 3: None}
    with store.begin() as conn:
        for number, text in TEXTS.items():
            write_article(
                conn, make_article(number, text=text, outlet=f"{'BAC'[number - 1]} Pos", published=days[number]), NOW
            )
    return store


def query(text: str) -> Query:
    """A query that holds something."""
    parsed = parse_query(text)
    assert parsed is not None
    return parsed


def lines(store: Store, text: str, context_words: int = 2, filters: Filters | None = None) -> list[Line]:
    """All lines of a query."""
    with store.read() as conn:
        return list(iter_lines(conn, query(text), context_words=context_words, filters=filters))


def test_lines_read_from_the_texts(filled: Store) -> None:
    found = lines(filled, "kota")
    assert [(line.left, line.match, line.right) for line in found] == [
        ("Program ", "kota", " cerdas dimulai"),
        ("Bupati menilai ", "kota", " lain sudah"),
        ("Ia memuji ", "Kota", " Cerdas itu"),
        ("itu, bukan ", "kota", " tua"),
    ]
    with filled.read() as conn:
        for line in found:
            article = read_article(conn, line.article_id)
            assert article is not None
            assert article.text[line.start : line.end] == line.match


def test_line_ends_become_blanks_and_no_context_is_none(filled: Store) -> None:
    assert lines(filled, "dimulai", 3)[0].right == ". Bupati menilai kota"
    assert (lines(filled, "dimulai", 0)[0].left, lines(filled, "dimulai", 0)[0].right) == ("", "")


@pytest.mark.parametrize(
    ("by", "rights"),
    [
        pytest.param("right", [" cerdas", " Cerdas", " lain", " tua"], id="right"),
        pytest.param("left", [" tua", " Cerdas", " lain", " cerdas"], id="left"),
        pytest.param("outlet", [" Cerdas", " tua", " cerdas", " lain"], id="outlet"),
        pytest.param("date", [" Cerdas", " tua", " cerdas", " lain"], id="date"),
    ],
)
def test_sorting(filled: Store, by: Sorting, rights: list[str]) -> None:
    assert [line.right for line in sort_lines(lines(filled, "kota", 1), by)] == rights


def test_phrases_conditions_and_filters(filled: Store) -> None:
    assert [line.match for line in lines(filled, '"kota cerdas"')] == ["kota cerdas", "Kota Cerdas"]
    assert len(lines(filled, "kota -memuji")) == 2
    assert len(lines(filled, "kota", filters=Filters(outlet="A Pos"))) == 2
    assert lines(filled, "outlet:Lain") == []


def test_articles_are_read_page_by_page(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "_PAGE_ROWS", 1)
    assert len(lines(filled, "kota")) == 4
