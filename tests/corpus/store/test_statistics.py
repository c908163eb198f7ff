"""Counts and words that stand out, over the articles that a query and filters choose."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from corpus.record import PillarMention
from corpus.search.query import parse_query
from corpus.store import Filters, Store
from corpus.store.articles import write_article
from corpus.store.records import write_record
from corpus.store.statistics import Dimension, count_by, find_collocations, find_keyness
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.records import make_record


@pytest.fixture
def filled(store: Store) -> Store:
    record = make_record()
    pillars = tuple(PillarMention(pillar=name, mentions=()) for name in ("economy", "living"))
    with store.begin() as conn:
        write_article(conn, make_article(text=record.article.text), NOW)
        write_article(conn, make_article(2, outlet="Lain", published="2022-05-02"), NOW)
        write_article(conn, make_article(3, published=None), NOW)
        write_record(conn, "a1", msgspec.structs.replace(record, pillars=pillars))
    return store


@pytest.mark.parametrize(
    ("dimension", "shares"),
    [
        pytest.param("outlet", [("Contoh", 2), ("Lain", 1)], id="outlet"),
        pytest.param("month", [("2022-04", 1), ("2022-05", 1), (None, 1)], id="month"),
        pytest.param("region", [("13.72", 1)], id="region"),
        pytest.param("event", [("mou_signing", 1)], id="event"),
        pytest.param("pillar", [("economy", 1), ("living", 1)], id="pillar"),
    ],
)
def test_counts(filled: Store, dimension: Dimension, shares: list[tuple[str | None, int]]) -> None:
    with filled.read() as conn:
        assert [(share.value, share.articles) for share in count_by(conn, dimension)] == shares


def test_counts_of_a_choice(filled: Store) -> None:
    with filled.read() as conn:
        assert [s.value for s in count_by(conn, "outlet", parse_query("berita"))] == ["Contoh", "Lain"]
        assert [s.articles for s in count_by(conn, "outlet", parse_query("berita"))] == [1, 1]
        assert count_by(conn, "event", parse_query("region:13.75")) == ()
        assert [s.value for s in count_by(conn, "region", filters=Filters(since=date(2022, 4, 1)))] == ["13.72"]


def test_only_the_current_record_counts(filled: Store) -> None:
    with filled.begin() as conn:
        write_article(conn, make_article(text="Teks lain."), NOW)
        assert count_by(conn, "region") == ()


def test_keyness_and_collocations(store: Store) -> None:
    with store.begin() as conn:
        for number in range(12):
            text = f"Sensor banjir dipasang di kali. {'Warga lega sekali. ' * 3} Nomor {number}."
            write_article(conn, make_article(number, text=text), NOW)
        for number in range(20, 60):
            write_article(conn, make_article(number, text=f"Warga panen padi raya di kali. Nomor {number}."), NOW)
        words = [each.word for each in find_keyness(conn, parse_query("sensor"))]
        assert words[:2] == ["lega", "sekali"]
        assert "padi" not in words
        assert find_keyness(conn, None) == ()
        near = [each.word for each in find_collocations(conn, parse_query("sensor") or pytest.fail("no query"))]
    assert set(near) <= {"banjir", "dipasang", "di", "kali", "warga"}
    assert "banjir" in near
