"""Comparing two texts: symmetric, bounded, and right about what is a copy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.duplicates import KEYS_PER_TEXT, compare_texts, make_keys, make_runs
from corpus.duplicates.pair import COPIED_WORDS
from corpus.duplicates.weights import load_weights
from corpus.words import split_words

TEXT = (
    "Pengrajin rotan Trangsan kini menjual kursi lewat lapak bersama yang dikelola koperasi desa. Ongkos kirim dibagi "
    "rata, keluhan pembeli dijawab bergiliran, dan tiap sore catatan penjualan ditempel di papan balai."
)
WORDS = st.lists(st.sampled_from(["kota", "di", "rotan", "koperasi", "solok", "lapak", "gubuk"]), max_size=40)


def words(text: str) -> list[str]:
    """The words of a text."""
    return split_words(text)


def test_a_text_is_a_copy_of_itself() -> None:
    reuse = compare_texts(make_runs(words(TEXT)), make_runs(words(TEXT)))
    assert (reuse.score, reuse.share_of_first, reuse.share_of_second) == (1.0, 1.0, 1.0)
    assert reuse.is_copy()
    assert reuse.is_copy(same_outlet=True)


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        pytest.param("Berita lain. " + TEXT + " Redaksi menerima tulisan pembaca.", True, id="framed"),
        pytest.param(TEXT[:160] + " Kabar itu tersebar cepat di pasar.", True, id="half-kept"),
        pytest.param("Keluhan pembeli dijawab bergiliran, begitu pesan ketua koperasi batik.", False, id="few-words"),
        pytest.param("Hujan deras mengguyur lereng sejak subuh sehingga jalur pendakian ditutup.", False, id="other"),
        pytest.param("", False, id="empty"),
    ],
)
def test_copies(other: str, copied: bool) -> None:
    assert compare_texts(make_runs(words(TEXT)), make_runs(words(other))).is_copy() is copied


RELEASE = (
    "Wakil Bupati Tarsisius Lema menutup pelatihan operator sensor pasang surut di aula kantor camat Wolojita, Kamis. "
    'Selama empat hari 32 nelayan belajar membaca grafik gelombang. "Laut tidak menunggu tanda tangan," katanya. '
    "Kepala BPBD Yuliana Peni menyebut sembilan sensor akan dipasang sebelum musim barat, masing-masing dijaga satu "
    "kelompok nelayan. Biayanya Rp 410 juta dari dana desa."
)
RETOLD = (
    "Tiga puluh dua nelayan Wolojita kini sanggup membaca grafik gelombang. Pelatihan operator sensor pasang surut "
    'bagi mereka berakhir Kamis di kantor camat, ditutup Wabup Tarsisius Lema. "Laut tidak menunggu tanda tangan," '
    "pesannya disambut tawa. BPBD, kata kepalanya Yuliana Peni, hendak memasang 9 sensor; tiap sensor dititipkan "
    "pada satu kelompok nelayan sebelum musim barat. Desa-desa menanggung Rp 410 juta."
)
APART = (
    'Nelayan di Paga mengeluhkan solar yang langka. "Laut tidak menunggu tanda tangan," ujar Wabup Tarsisius Lema '
    "ketika ditanya soal surat rekomendasi yang belum diteken dinas perikanan. Pengurus pangkalan mengaku jatahnya "
    "dipotong sejak awal bulan, sementara kapal dari luar tetap terlayani pada malam hari."
)


def test_a_release_in_an_editors_own_words_is_a_copy_and_another_story_with_its_quote_is_none() -> None:
    release, retold, apart = (make_runs(words(text)) for text in (RELEASE, RETOLD, APART))
    found = compare_texts(release, retold)
    assert found.words < COPIED_WORDS
    assert found.is_copy()
    assert not compare_texts(release, apart).is_copy()
    assert found.likeness > 2 * compare_texts(release, apart).likeness


@settings(max_examples=60)
@given(WORDS, WORDS)
def test_order_does_not_matter_and_values_are_bounded(first: list[str], second: list[str]) -> None:
    one = compare_texts(make_runs(first), make_runs(second))
    two = compare_texts(make_runs(second), make_runs(first))
    assert (one.score, one.share_of_first, one.words) == (two.score, two.share_of_second, two.words)
    assert 0 <= one.score <= 1 + 1e-9
    assert 0 <= one.likeness <= 1
    assert one.likeness == pytest.approx(two.likeness)
    assert one.is_copy() == two.is_copy()


def test_keys_are_the_same_in_every_run_and_fit_the_database() -> None:
    keys = make_keys(words(TEXT))
    assert len(keys) == KEYS_PER_TEXT
    assert all(0 <= key < 2**63 for key in keys)
    # Written into stores: a change of the keys needs a migration that makes them anew.
    assert keys[:2] == PINNED
    assert make_keys(["satu", "dua"]) == []


PINNED = [131624062767089931, 2902274664051456469]


def test_common_words_weigh_less() -> None:
    weights, unlisted = load_weights()
    assert weights["di"] < weights["menandatangani"] < unlisted
    assert min(weights.values()) >= 0


def test_long_texts_are_compared_quickly() -> None:
    long = words(TEXT) * 1000
    assert compare_texts(make_runs(long), make_runs(long)).is_copy()
    assert len(make_keys(long)) == KEYS_PER_TEXT
