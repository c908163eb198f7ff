"""Similar articles: those about the same matter come first, and say why."""

from __future__ import annotations

import pytest

from corpus.store import Filters, Store
from corpus.store.articles import write_article
from corpus.store.similar import find_similar
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW
from tests.corpus.store.test_duplicates import OTHER, RELEASE, REWORKED

BEACH = "Warga Lovina membersihkan pantai dari sampah plastik bersama anak sekolah dan kelompok penyelam."


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as conn:
        for number, text in enumerate((RELEASE, REWORKED, OTHER, BEACH), 1):
            write_article(conn, make_article(number, text=text, outlet=f"Koran {number}"), NOW)
    return store


def test_the_nearest_come_first_with_the_stems_they_share(filled: Store) -> None:
    with filled.read() as conn:
        found = find_similar(conn, RELEASE)
        weaker = find_similar(conn, "Tim penilai menerima rencana induk pada hari terakhir pengumpulan di Pelaihari.")
    assert [each.article_id for each in found] == ["a1", "a2"]
    assert found[0].score == pytest.approx(1, abs=0.01)
    assert {"lelang", "ramlan"} <= set(found[1].shared)
    assert weaker[0].article_id == "a3"
    assert weaker[0].score > weaker[1].score


def test_limits_filters_and_the_article_itself(filled: Store) -> None:
    with filled.read() as conn:
        assert [each.article_id for each in find_similar(conn, RELEASE, limit=1, leave_out="a1")] == ["a2"]
        found = find_similar(conn, RELEASE, filters=Filters(outlet="Koran 2"))
        assert [each.article_id for each in found] == ["a2"]


@pytest.mark.parametrize("text", ["", "…", "xyzzy plugh kwxq"], ids=["empty", "no-word", "unknown-words"])
def test_texts_without_a_telling_word_find_nothing(filled: Store, text: str) -> None:
    with filled.read() as conn:
        assert find_similar(conn, text) == ()


def test_an_empty_store_has_nothing_alike(store: Store) -> None:
    with store.read() as conn:
        assert find_similar(conn, RELEASE) == ()


def test_a_sample_that_misjudges_how_frequent_a_stem_is_costs_no_result(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for database in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"corpus.store.{database}_index.RANKED", 1)
    monkeypatch.setattr("corpus.store.similar._SAMPLED", 1)
    with filled.read() as conn:
        assert find_similar(conn, RELEASE)
