"""Officials in the prose of regional dailies: odd agencies, offices behind names, appositions. Invented persons."""

from __future__ import annotations

from functools import lru_cache

import pytest
import spacy
from spacy.language import Language

from nlp.doc import read_mentions, register_extensions
from nlp.mentions import Context, OfficialMention
from nlp.officials.blend import is_blend

SENTENCES = [
    # id, text, {(name, role, region)}
    ("hubkominfo",
     "\"Kami siap,\" seloroh Kadis Hubkominfo Halsel Arman Tolangara.",
     {("Arman Tolangara", "kepala_dinas", "82.04")}),
    ("inftek",
     "Hal itu dibenarkan Desi Masuara, Kabid Inftek Pemkab Pulau Morotai.",
     {("Desi Masuara", "kepala_bidang", "82.07")}),
    ("infotik",
     "Tiang mencatat saja, aku I Wayan Sudarta, Kabid Infotik Klungkung.",
     {("I Wayan Sudarta", "kepala_bidang", "51.05")}),
    ("orpeg",
     "Kabag Orpeg Kaimana Martha Wariori menyiapkan genset.",
     {("Martha Wariori", "kepala_bagian", "92.08")}),
    ("umpeg", "Kasubag Umpeg Diskominfo Klaten Rini Astuti tertawa.", {("Rini Astuti", "kepala_seksi", "33.10")}),
    ("renkeu",
     "Kasubag Renkeu Dinas Kominfo Klaten, Rini Astuti, tertawa.",
     {("Rini Astuti", "kepala_seksi", "33.10")}),
    ("ekbang", "Asisten Ekbang Dairi Togar Sinaga tiga kali berdiri.", {("Togar Sinaga", "asisten", "12.11")}),
    ("asisten-adpem",
     "Asisten Adpem Setda Dairi, Togar Sinaga, tiga kali berdiri.",
     {("Togar Sinaga", "asisten", "12.11")}),
    ("perindagkop",
     "Kadis Perindagkop Dompu Nurhayati Ismail manggut-manggut.",
     {("Nurhayati Ismail", "kepala_dinas", "52.05")}),
    ("distanbun",
     "Menurut Kadis Distanbun Dompu, Nurhayati Ismail, panen aman.",
     {("Nurhayati Ismail", "kepala_dinas", "52.05")}),
    ("kominfostandi",
     "Plt Kadis Kominfostandi Lamandau Yulius Tinus angkat bicara.",
     {("Yulius Tinus", "kepala_dinas", "62.09")}),
    ("one-of-the-evaluators",
     "\"Jangan ditulis dulu,\" pesan Ratna Kusumawati, salah seorang evaluator, kepada wartawan.",
     {("Ratna Kusumawati", "tenaga_ahli", None)}),
    ("host",
     "Kabid Lalin Dishub tuan rumah, Fadli Rahman, menerangkan 43 simpang.",
     {("Fadli Rahman", "kepala_bidang", None)}),
    ("apposition",
     "Bupati perempuan pertama di kabupaten itu, Hartati Lasoma, tersenyum. Pemkab Boalemo sibuk.",
     {("Hartati Lasoma", "bupati", "75.02")}),
    ("no-apposition", "Bupati menyambut tamu itu, Hartono Wibowo, di pendopo Klaten.", set()),
    ("camat-two-words",
     "Camat Sungai Raya Halimah Basri khawatir. Banjir melanda Kubu Raya.",
     {("Halimah Basri", "camat", "61.12")}),
    ("camat-apostrophe",
     "Camat Alla', Hasbi Tandean, ikut hadir. Warga Enrekang senang.",
     {("Hasbi Tandean", "camat", "73.16")}),
    ("ustaz-is-no-office",
     "Kabag Kesra Setda Kota Cirebon, Ustaz Maman Fathoni, mengusulkan zakat digital.",
     {("Maman Fathoni", "kepala_bagian", "32.74")}),
    ("persidangan",
     "Kabag Persidangan Setwan Lutra Hj. Rosmini Patang mencatat biaya.",
     {("Rosmini Patang", "kepala_bagian", "73.22")}),
    ("former-points-back",
     "Bupati Boalemo Hartati Lasoma meneken. \"Pelan saja,\" kata Hartati. Mantan wakil bupati itu menolak libur.",
     {("Hartati Lasoma", "bupati", "75.02")}),
    ("abbreviated",
     "\"Remedial,\" seru Mhd. Yusril Panjaitan, Kabid e-Government Asahan, lewat telepon.",
     {("Mhd. Yusril Panjaitan", "kepala_bidang", "12.09")}),
    ("region-behind-the-name",
     "KLATEN - Pemkab Klaten dan Pemkab Demak meneken. Plt Kadis Kominfo Rudi Hartono dari Demak mengungkap rahasia.",
     {("Rudi Hartono", "kepala_dinas", "33.21")}),
    ("seat-behind-the-name",
     "SAMPIT - Pemkab Kotawaringin Timur dan Lamandau meneken. Kadis Kominfo Yulius Tinus di Nanga Bulik lega.",
     {("Yulius Tinus", "kepala_dinas", "62.09")}),
    ("sentence-opens-with-a-seat",
     "SAMPIT - Pemkab Kotawaringin Timur dan Lamandau meneken. Dari Nanga Bulik, Kadis Kominfo Yulius Tinus lega.",
     {("Yulius Tinus", "kepala_dinas", "62.09")}),
    ("dateline-seat",
     "KALABAHI - Rombongan Alor bertamu ke Ngada. Tuan rumah di Ngada menyambut tamunya sejak pagi dengan kopi "
     "panas. Sekda Yakob Maro lega.",
     {("Yakob Maro", "sekretaris_daerah", "53.05")}),
    ("blend-of-one-region",
     "Diskominfosantik Provinsi Sulawesi Tengah mengundang Banggai, Poso dan Poso lagi. Kadis Kominfosantik Rizal "
     "Tandaju kecewa.",
     {("Rizal Tandaju", "kepala_dinas", "72")}),
    ("through-a-person",
     "GORONTALO - Pemkab Bone Bolango meneken. Sesudah itu Parepare mengangkat map lewat Andi Tenri Mappa, staf ahli "
     "wali kota.",
     {("Andi Tenri Mappa", "staf_ahli", "73.72")}),
    ("host-of-a-visit",
     "SIBOLGA - Dewan Kota Sibolga bertandang. DPRD Kota Sibolga melihat kamera milik Dishub Kota Dumai.\n"
     "Kabid Lalin Dishub tuan rumah, Fadli Rahman, menerangkan.",
     {("Fadli Rahman", "kepala_bidang", "14.72")}),
    ("kapolda",
     "TIMIKA - Warga Kabupaten Mimika menunggu. Kapolda Papua Tengah hadir. Kapolda Anton Mofu meminta warga tenang.",
     {("Anton Mofu", "other_official", "94")}),
]  # fmt: skip


@lru_cache(maxsize=1)
def pipeline() -> Language:
    register_extensions()
    nlp = spacy.blank("id")
    for name in ("pantau_layout", "pantau_regions", "pantau_names", "pantau_officials"):
        nlp.add_pipe(name)
    return nlp


def officials(text: str) -> set[tuple[str, str, str | None]]:
    doc = pipeline().make_doc(text)
    doc._.context = Context()
    mentions = read_mentions(pipeline()(doc), "officials", OfficialMention)
    return {(mention.name, mention.role, mention.region_code) for mention in mentions}


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_officials(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert officials(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hubkominfo", True), ("infotik", True), ("dispertaru", True), ("disnakertrans", True), ("umpeg", True),
        ("bangbang", False), ("kompol", False), ("kominfo2", False), ("budi", False), ("sandi", False), ("", False),
        ("kom" * 9, False),
    ],
)  # fmt: skip
def test_blends(word: str, expected: bool) -> None:
    assert is_blend(word) is expected
