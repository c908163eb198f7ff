"""Clusters of near-duplicates: found as articles come, in any order, and left again when a text changes."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import Connection, func, select

from corpus.article import Article
from corpus.store import Filters, Store
from corpus.store.articles import write_article
from corpus.store.duplicates import (
    DuplicateCluster,
    iter_clusters,
    iter_uncompared,
    published_moment,
    write_duplicate,
)
from corpus.store.tables import duplicate, duplicate_key
from tests.corpus.store.articles import make_article
from tests.corpus.store.conftest import NOW

RELEASE = (
    "Pemerintah Kabupaten Tanah Laut menyerahkan dokumen rencana induk kepada tim penilai di Pelaihari. Asisten "
    "bidang administrasi umum Gusti Ramlan menuturkan, berkas setebal tiga ratus halaman itu disusun sembilan "
    "perangkat daerah sejak musim tanam. Menurut dia, nelayan Tabanio sudah bisa memeriksa harga ikan lewat "
    "gawai. “Kalau harga di pelelangan terbuka, tengkulak tidak bisa seenaknya,” ujarnya. Penilaian lapangan "
    "dijadwalkan bulan depan."
)
REWORKED = (
    "Berkas setebal tiga ratus halaman itu disusun sembilan perangkat daerah. Begitu kata Asisten Gusti Ramlan "
    "saat Pemkab Tanah Laut mengantar rencana induknya ke tim penilai. Nelayan Tabanio sudah bisa memeriksa harga "
    "ikan lewat gawai, katanya. “Kalau harga di pelelangan terbuka, tengkulak tidak bisa seenaknya,” ujar Ramlan. "
    "Tim akan datang melihat sendiri dermaga, tempat pelelangan, dan gudang es yang baru dicat."
)
OTHER = (
    "Tim penilai kota cerdas menerima rencana induk Kabupaten Tanah Laut pada hari terakhir pengumpulan. Petugas "
    "loket mencatat delapan belas daerah datang bersamaan sehingga antrean mengular sampai halaman. Ketua tim "
    "berharap tahun depan pengiriman cukup lewat aplikasi supaya tidak ada lagi pegawai yang menginap di teras "
    "kantor."
)


def add(conn: Connection, *articles: Article) -> None:
    """Stores and compares articles in this order."""
    for article in articles:
        write_article(conn, article, NOW)
    for number, article in list(iter_uncompared(conn)):
        write_duplicate(conn, number, article)


def release(number: int, text: str = RELEASE, **changes: object) -> Article:
    """One outlet's print of the release."""
    return make_article(number, text=text, outlet=f"Koran {number}", **changes)


def ids(cluster: DuplicateCluster) -> tuple[str, ...]:
    """Head first."""
    return (cluster.head.article_id, *(copy.article_id for copy in cluster.copies))


PRINTS = (
    release(1, published="2022-04-23T08:00:00+07:00"),
    release(2, REWORKED, published="2022-04-22"),
    release(3, "Iklan.\n" + RELEASE, published="2022-04-22T09:00:00+07:00"),
    release(4, OTHER),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_copies_cluster_in_any_order_and_another_report_stays_apart(store: Store, order: tuple[int, ...]) -> None:
    with store.begin() as conn:
        for i in order:
            add(conn, PRINTS[i])
        (cluster,) = iter_clusters(conn)
    assert cluster.head.article_id == "a3"
    assert {copy.article_id for copy in cluster.copies} == {"a1", "a2"}
    shares = {copy.article_id: copy.share_copied for copy in cluster.copies}
    assert shares["a1"] == 1
    assert 0.4 < shares["a2"] < 0.8


def test_a_new_text_leaves_its_cluster_and_comes_back(store: Store) -> None:
    with store.begin() as conn:
        add(conn, release(1), release(2, published="2022-04-22"))
        assert [ids(cluster) for cluster in iter_clusters(conn)] == [("a1", "a2")]
        add(conn, release(1, OTHER))
        assert list(iter_clusters(conn)) == []
        add(conn, release(1))
        assert [ids(cluster) for cluster in iter_clusters(conn)] == [("a1", "a2")]
        assert conn.execute(select(func.count()).select_from(duplicate)).scalar_one() == 2


def test_the_text_compared_once_is_not_compared_again(store: Store) -> None:
    with store.begin() as conn:
        add(conn, *PRINTS)
        assert list(iter_uncompared(conn)) == []
        keys = conn.execute(select(func.count()).select_from(duplicate_key)).scalar_one()
        first = write_duplicate(conn, 1, PRINTS[0])
        assert first == write_duplicate(conn, 1, PRINTS[0])
        assert conn.execute(select(func.count()).select_from(duplicate_key)).scalar_one() == keys


def test_clusters_that_a_newcomer_connects_become_one(store: Store) -> None:
    first, second = RELEASE[:215], RELEASE[215:]
    with store.begin() as conn:
        add(conn, release(1, first), release(2, first), release(3, second), release(4, second))
        assert len(list(iter_clusters(conn))) == 2
        add(conn, release(5))
        (cluster,) = iter_clusters(conn)
    assert len(ids(cluster)) == 5


def test_a_look_alike_of_another_season_is_not_a_copy_but_the_same_text_is(store: Store) -> None:
    with store.begin() as conn:
        add(conn, release(1), release(2, REWORKED, published="2023-04-22"))
        assert list(iter_clusters(conn)) == []
        add(conn, release(3, REWORKED, published=None))
        assert len(ids(next(iter_clusters(conn)))) == 3


def test_an_outlet_s_standing_text_is_no_copy(store: Store) -> None:
    standing = " Dapatkan berita pilihan setiap hari di saluran kami, pasang aplikasinya dan nyalakan pemberitahuan."
    standing *= 2
    with store.begin() as conn:
        add(conn, make_article(1, text=RELEASE + standing), make_article(2, text=OTHER + standing))
        assert list(iter_clusters(conn)) == []
        add(conn, make_article(3, text=RELEASE + " Berita ini diperbarui." + standing))
        assert [ids(cluster) for cluster in iter_clusters(conn)] == [("a1", "a3")]


def test_clusters_are_narrowed_by_one_of_their_articles(store: Store) -> None:
    with store.begin() as conn:
        add(conn, *PRINTS)
        assert len(list(iter_clusters(conn, Filters(outlet="Koran 2")))) == 1
        assert list(iter_clusters(conn, Filters(outlet="Koran 4"))) == []


@pytest.mark.parametrize("text", ["", "Satu dua.", "…"], ids=["empty", "two-words", "no-word"])
def test_texts_too_short_to_compare_stand_alone(store: Store, text: str) -> None:
    with store.begin() as conn:
        add(conn, release(1, text), release(2, RELEASE))
        assert list(iter_clusters(conn)) == []


def test_moments_of_publication_can_be_compared() -> None:
    order = ["2022-04-21T23:00:00+00:00", "2022-04-22T08:00:00+07:00", "2022-04-22", "2022-04-22T14:00:00", None]
    assert sorted({*order}, key=published_moment) == order
    assert published_moment("kemarin") == published_moment(None)
