"""Pages of national outlets over the years, to the word.

The files in `data/layouts` have the element and class names of the outlets' pages, as public scrapers name them; texts,
names and links are ours. Old layouts print the body as bare text between `<br>`, new ones as paragraphs or as a soup of
`<div>`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Template

import pytest

from crawler.extract import parse_article, require_article

LAYOUTS = Path(__file__).parents[1] / "data" / "layouts"
NAMES = sorted(path.stem for path in LAYOUTS.glob("*.html"))


@dataclass(frozen=True, slots=True)
class News:
    """An article; `paragraphs` are without dateline."""

    title: str
    place: str
    author: str
    paragraphs: tuple[str, ...]
    lead: str


LONG = News(
    "Kelurahan Pesisir di Padang Tersambung Internet Serat Optik", "Padang", "Sinta Maharani",
    (
        "Pemerintah Kota Padang menyambungkan dua belas kantor kelurahan di kawasan pesisir dengan jaringan serat optik"
        " sejak awal pekan ini. Sambungan itu menggantikan pemancar lama yang sering padam ketika hujan.",
        "Kepala Dinas Komunikasi dan Informatika Kota Padang mengatakan pekerjaan selesai dua bulan lebih cepat dari"
        " jadwal.",
        '"Dulu petugas harus menunggu sampai siang supaya bisa mencetak surat. Sekarang cukup lima menit," katanya di'
        " Balai Kota, Kamis (5/11).",
        "Ia menambahkan, jaringan itu juga dipakai oleh puskesmas dan sekolah dasar yang letaknya berdekatan dengan"
        " kantor kelurahan.",
        "Lurah Pasie Nan Tigo, Ermita, menyambut baik sambungan tersebut. Menurut dia, warga kini dapat mengurus surat"
        " pindah tanpa pergi ke pusat kota.",
        "Pada tahun depan, pemerintah kota berencana menyambungkan 20 kelurahan lain di daerah perbukitan.",
        "Anggaran yang disiapkan sebesar Rp3,4 miliar dan berasal dari APBD.",
    ),
    "Dua belas kantor kelurahan di pesisir Padang kini memakai serat optik.",
)  # fmt: skip
UNEVEN = News(
    "Bupati Maros: Semua Izin Usaha Lewat Satu Aplikasi", "Maros", "Labib Nugraha",
    (
        "Bupati Maros meminta seluruh dinas menghentikan layanan izin di loket mulai bulan depan.",
        "Semua permohonan harus masuk melalui satu aplikasi yang dibuat oleh pegawai daerah sendiri, bukan oleh pihak"
        " ketiga. Aplikasi itu sudah dicoba oleh 300 pedagang di Pasar Tramo selama enam pekan dan hanya dua orang yang"
        " mengeluhkan cara pengisiannya.",
        '"Kalau masih ada yang minta berkas kertas, laporkan kepada saya," ujar Bupati.',
        "Data pemohon disimpan di pusat data milik pemerintah provinsi.",
        "Sekretaris daerah menjelaskan bahwa petugas pendamping tetap ada di kantor kecamatan untuk warga lanjut usia."
        " Mereka bertugas setiap hari kerja dari pukul 08.00 sampai pukul 15.00.",
        "Sementara itu, ketua komisi yang membidangi perizinan mengingatkan agar pemerintah menyiapkan cadangan jika"
        " listrik padam. Ia mencontohkan pemadaman pada Agustus lalu yang membuat antrean mengular ke jalan raya.",
    ),
    "Bupati Maros menghentikan layanan izin di loket.",
)  # fmt: skip
SHORT = News(
    "Desa Wisata di Banyuwangi Jual Tiket Lewat Ponsel", "Banyuwangi", "Rahmat Hidayat",
    (
        "Pengunjung Desa Wisata Gombengsari kini membeli tiket dengan memindai kode di pintu masuk, tanpa uang tunai.",
        "Cara itu dimulai oleh kelompok pemuda desa yang dibantu oleh Dinas Pariwisata Kabupaten Banyuwangi.",
        "Ketua kelompok, Hariyono, bercerita bahwa pencatatan dengan tangan sering keliru. Dalam sehari selisihnya bisa"
        " mencapai Rp400 ribu.",
        "Setelah memakai kode, selisih itu hilang dan laporan keuangan dapat dilihat oleh semua warga.",
        "Menurut Hariyono, wisatawan asing juga tidak kesulitan karena petunjuknya tersedia dalam tiga bahasa.",
        "Kepala desa menargetkan 2.000 pengunjung pada musim libur akhir tahun. Tahun lalu hanya 1.250 orang.",
        "Sebagian hasil tiket dipakai untuk membeli tong sampah terpilah dan memperbaiki jalan setapak di kebun kopi.",
        "Bupati Banyuwangi berharap desa lain meniru langkah itu.",
    ),
    "Tiket desa wisata dibeli dengan ponsel.",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("news", [LONG, UNEVEN, SHORT], ids=["long", "uneven", "short"])
def test_page_of_a_national_outlet_is_read_to_the_word(name: str, news: News) -> None:
    layout = json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8"))
    first, second, *rest = news.paragraphs
    words = {"title": news.title, "place": news.place, "PLACE": news.place.upper(), "author": news.author}
    words |= {"AUTHOR": news.author.upper(), "lead": news.lead, "first": first, "second": second}
    words["rest"] = layout["between"].join(rest)
    html = Template((LAYOUTS / f"{name}.html").read_text(encoding="utf-8")).substitute(words)
    found = parse_article(html.encode(), layout["url"], fetched=datetime(2024, 1, 1, tzinfo=UTC))
    assert found.text.split("\n") == [Template(layout["before_first"]).substitute(words) + first, second, *rest]
    byline = Template(layout["byline"]).substitute(words)
    assert (found.title, found.published, found.byline) == (news.title, layout["published"], byline)
    require_article(found)
