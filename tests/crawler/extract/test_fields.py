from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.byline import choose_byline, find_dateline, split_signature
from crawler.extract.jsonld import parse_jsonld
from crawler.extract.lines import filter_lines, is_boilerplate
from crawler.extract.metadata import PageMeta
from crawler.extract.moment import is_date_line, parse_moment
from crawler.extract.published import DateClues, choose_published
from crawler.extract.title import choose_title

T = "Wali Kota Buka Bimtek Smart City"
URL = "https://www.kabarkota.example/berita/1"


@pytest.mark.parametrize(
    ("title_tag", "og", "headings", "url"),
    [
        pytest.param(f"{T} - Kompas.com", "", (), URL, id="known-outlet"),
        pytest.param(f"{T} - Halaman 2 - Kompas.com", "", (), URL, id="page-number"),
        pytest.param(f"{T} Halaman all - Kompas.com", T, (T,), URL, id="heading-repeated"),
        pytest.param(f"{T} | Kabar Kota", "", (), URL, id="own-host"),
        pytest.param(f"{T} – Portal Berita Kabupaten Siak", "", (), URL, id="portal"),
        pytest.param(f"Pemerintah Kota Padang | {T}", "", (), URL, id="outlet-in-front"),
        pytest.param(f"{T} - ANTARA News Sumatera Barat", "", (), URL, id="bureau"),
        pytest.param("Kabar Kota", T, ("Kabar Kota", T), URL, id="logo-heading"),
        pytest.param(f"{T} « Kabar Kota", f"{T} - Kabar Kota", (), URL, id="two-suffixes"),
        pytest.param("", "", (T,), URL, id="heading-only"),
        pytest.param(f"{T} - Bisnis Liputan6.com", "", (), URL, id="channel-and-outlet"),
        pytest.param(f"{T} : Okezone Nasional", "", (), URL, id="colon"),
        pytest.param(f"detikNews: {T}", "", (), URL, id="colon-in-front"),
        pytest.param(f"{T} | Daerah Kabarkota", "", (), URL, id="channel-and-own-host"),
        pytest.param(T, "", ("Terpopuler",), URL, id="heading-of-a-box"),
    ],
)
def test_title_has_no_outlet_in_it(title_tag: str, og: str, headings: tuple[str, ...], url: str) -> None:
    meta = PageMeta(title_tag=title_tag, og_title=og, headings=headings)
    found = choose_title(meta, url) or ""
    assert found.removesuffix(" Halaman all") == T


def test_title_with_a_dash_of_its_own_is_whole() -> None:
    title = "Smart City: 50 Daerah - 25 Kota Besar - Ikut Tahun Ini"
    assert choose_title(PageMeta(title_tag=title), URL) == title


def test_page_without_title_has_none() -> None:
    assert choose_title(PageMeta(), URL) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-04-21T10:33:00+07:00", "2022-04-21T10:33:00+07:00"),
        ("2022-04-21T03:33:00Z", "2022-04-21T03:33:00+00:00"),
        ("2022-04-21 10:33:00", "2022-04-21"),
        ("2022/04/21 10:33:00", "2022-04-21"),
        ("Kamis, 21 April 2022 | 10:33 WIB", "2022-04-21T10:33:00+07:00"),
        ("Kamis, 21 Apr 2022 10.33 WITA", "2022-04-21T10:33:00+08:00"),
        ("21/04/2022, 19:05 WIT", "2022-04-21T19:05:00+09:00"),
        ("Kompas.com - 21/04/2022, 10:33 WIB", "2022-04-21T10:33:00+07:00"),
        ("Jum'at, 05 Nopember 2021", "2021-11-05"),
        ("April 21, 2022 10:33 pm WIB", "2022-04-21T22:33:00+07:00"),
        ("Thu, 21 Apr 2022 10:33:00 +0700", "2022-04-21T10:33:00+07:00"),
        ("10:33 WIB, 21 April 2022", "2022-04-21T10:33:00+07:00"),
        ("31 Februari 2022", None), ("99/99/2022", None), ("kemarin", None), ("", None),
    ],
)  # fmt: skip
def test_dates_for_machines_and_readers_are_read(text: str, expected: str | None) -> None:
    found = parse_moment(text)
    assert (found.isoformat() if found else None) == expected


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_moment(text)
    assert found is None or found.isoformat()[:10] == found.day.isoformat()
    is_date_line(text)


def published(stated: tuple[str, ...], *lines: str, zone: str | None = None, indonesian: bool = True) -> str | None:
    clues = DateClues(stated=stated, lines=[T, *lines], title=T, url=URL, page="<html></html>")
    return choose_published(clues, zone=zone, indonesian=indonesian, latest=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("stated", "lines", "zone", "expected"),
    [
        pytest.param(("2022-04-21T10:33:00+07:00",), (), None, "2022-04-21T10:33:00+07:00", id="machine"),
        pytest.param(("2022-04-21T10:33:00",), ("Kamis, 21 April 2022 10:33 WIT",), None,
                     "2022-04-21T10:33:00+09:00", id="zone-as-shown"),
        pytest.param(("2022-04-21T10:33:00",), (), "WITA", "2022-04-21T10:33:00+08:00", id="zone-of-the-source"),
        pytest.param(("2022-04-21T10:33:00",), (), None, "2022-04-21", id="time-without-zone-is-a-day"),
        pytest.param(("2022-04-20T20:10:00Z",), (), None, "2022-04-21T03:10:00+07:00", id="utc-is-brought-home"),
        pytest.param(("2022-04-20T20:10:00+00:00",), (), "WIT", "2022-04-21T05:10:00+09:00", id="utc-to-the-source"),
        pytest.param((), ("Diperbarui: 23 April 2022 08:00 WIB", "Kamis, 21 April 2022 10:33 WIB"), None,
                     "2022-04-21T10:33:00+07:00", id="published-before-updated"),
        pytest.param((), ("Rapat pada 3 Maret 2022 itu dihadiri oleh seluruh kepala dinas dan camat di kabupaten.",),
                     None, None, id="sentence-is-no-date-line"),
        pytest.param(("2029-01-01T00:00:00Z",), (), None, None, id="future-is-a-mistake"),
        pytest.param(("0001-01-01",), ("21/04/2022",), None, "2022-04-21", id="year-one-is-a-mistake"),
    ],
)  # fmt: skip
def test_published_moment_is_chosen(
    stated: tuple[str, ...], lines: tuple[str, ...], zone: str | None, expected: str | None
) -> None:
    assert published(stated, *lines, zone=zone) == expected


def test_utc_on_foreign_pages_stays() -> None:
    assert published(("2022-04-20T20:10:00Z",), indonesian=False) == "2022-04-20T20:10:00+00:00"


@pytest.mark.parametrize(
    "line",
    ["Baca juga: Jalan Poros Ditutup", "BACA JUGA : Harga Beras", "(Baca juga: Pasar Ikan)", "Editor: Rahmat Hidayat",
     "Penulis : Sinta", "Ikuti berita terbaru kami di Google News", "Simak juga video: Peresmian Pasar",
     "Dapatkan update berita pilihan setiap hari di kanal WhatsApp Channel kami", "Copyright © 2024 Kabar", "Share:",
     "Artikel ini telah tayang di Kabar Kota dengan judul Pasar Ikan", "Facebook", "1 2 3 Selanjutnya", "ADVERTISEMENT",
     "Laporan Wartawan Kabar Kota, Sinta Maharani", "Cek Berita dan Artikel yang lain di Google News",
     "Tags: pasar, ikan",
     "Ikuti akun Instagram kami @kabarkota", "Yuk, cek berita terbaru lainnya di aplikasi Kabar Kota ini",
     "Hak Cipta © 2019 Dinas Kominfo", "Copyright 2024 Kabar Kota",
     "SCROLL TO CONTINUE WITH CONTENT", "Halaman 2 dari 3", "Baca Selengkapnya"],
)  # fmt: skip
def test_appeals_and_credits_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    ["Bacaan warga di taman itu bertambah.", "Editor senior itu hadir.", "Video mapping menghiasi balai kota semalam.",
     "Penulis buku itu, Sinta, memuji pemerintah kota atas taman baca.", "Ikuti aturan, kata wali kota kepada warga.",
     "Komentar wali kota disambut tepuk tangan.", "Line 112 siaga setiap hari.",
     "Cek status layanan lewat aplikasi Sapawarga, warga tidak perlu antre.", "Hak cipta motif itu milik perajin.",
     "Pantau banjir lewat aplikasi, gubernur minta warga tetap waspada.", "Copyright masih asing bagi perajin batik.",
     "Dilarang merokok di balai kota, kata camat."],
)  # fmt: skip
def test_sentences_are_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_related_list_at_the_end_goes_and_one_in_the_middle_of_text_stays_readable() -> None:
    sentence = (
        "Pemerintah kota membuka pasar ikan yang baru di tepi sungai dan mengundang seluruh pedagang lama"
        " untuk menempati kios tanpa biaya sewa selama enam bulan pertama."
    )
    text = "\n".join([sentence] * 4 + ["Berita Terkait", "Harga Cabai Naik", "Jalan Poros Ditutup"])
    assert filter_lines(text) == "\n".join([sentence] * 4)
    inserted = "\n".join([sentence] * 3 + ["Berita Terkait", "Harga Cabai Naik"] + [sentence] * 4)
    assert filter_lines(inserted).count(sentence) == 7


def test_inline_reference_is_cut_out_of_its_sentence() -> None:
    assert filter_lines("Pasar dibuka (Baca juga: Pasar Ikan Ramai) pada Senin.") == "Pasar dibuka pada Senin."


@given(st.text(alphabet="abc BACAJUGA:()[]\n.", max_size=200))
def test_filter_only_removes(text: str) -> None:
    kept = filter_lines(text)
    assert len(kept) <= len(text)
    assert filter_lines(kept) == kept


@pytest.mark.parametrize(
    ("text", "body", "signature"),
    [
        ("Rapat ditutup sore hari. (IKP Diskominfo/Adju)", "Rapat ditutup sore hari.", "IKP Diskominfo/Adju"),
        ("Rapat ditutup.” (fyk/ash)", "Rapat ditutup.”", "fyk/ash"),
        ("Rapat ditutup.\n(ANTARA)", "Rapat ditutup.", "ANTARA"),
        ("Rapat ditutup. (*)", "Rapat ditutup.", None),
        ("Rapat ditutup. [sm]", "Rapat ditutup.", "sm"),
        ("Ia menjabat sekretaris daerah (Sekda)", "Ia menjabat sekretaris daerah (Sekda)", None),
        ("Rapat ditutup.", "Rapat ditutup.", None),
    ],
)
def test_signature_is_kept_apart(text: str, body: str, signature: str | None) -> None:
    assert split_signature(text) == (body, signature)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("BUKITTINGGI, KOMPAS.com - Pemerintah kota", "BUKITTINGGI"),
        ("Pariaman (ANTARA) - Pemerintah kota", "Pariaman"),
        ("TRIBUNNEWS.COM, JAKARTA – Kementerian", "JAKARTA"),
        ("Liputan6.com, Jakarta - Kementerian", "Jakarta"),
        ("Lombok Utara, 9/10 (Kominfo) – Bupati", "Lombok Utara"),
        ("Kab. Bandung Barat - Bupati", "Kab. Bandung Barat"),
        ("Wali kota membuka pasar - yang baru - hari ini", None),
        ("Pemerintah kota membuka pasar.", None),
        ("Kamis, 21 April 2022 - Rapat", None),
    ],
)
def test_dateline_place_is_found(line: str, place: str | None) -> None:
    assert find_dateline(line + "\nParagraf kedua.") == place


@pytest.mark.parametrize(
    "block",
    ['{"@type":"NewsArticle","headline":"H","articleBody":"B","author":{"name":"A"},}',
     '[{"@graph":[{"@type":["Article"],"headline":"H","articleBody":"B","author":["A"]}]}]', '<!-- {"@type":"http://schema.org/NewsArticle","headline":"H",'
     '"articleBody":"B","author":[{"name":"A"}]} -->'],
    ids=["trailing-comma", "graph", "comment"],
)  # fmt: skip
def test_jsonld_of_many_makes_is_read(block: str) -> None:
    stated = parse_jsonld([block])
    assert (stated.headline, stated.body, stated.authors) == ("H", "B", ("A",))


@given(st.lists(st.text(max_size=60), max_size=3))
def test_any_jsonld_is_read_or_passed_over(blocks: list[str]) -> None:
    parse_jsonld(blocks)


def test_date_survives_broken_jsonld() -> None:
    assert (
        parse_jsonld(['{"@type":"NewsArticle" "datePublished":"2022-04-21T10:00:00+07:00"']).published[:10]
        == "2022-04-21"
    )


@pytest.mark.parametrize(
    ("authors", "lines", "signature", "byline"),
    [
        pytest.param(("Sinta Maharani",), (), None, "Sinta Maharani", id="stated"),
        pytest.param(("Sinta Maharani", "Sinta Maharani", "Budi"), (), None, "Sinta Maharani, Budi", id="each-once"),
        pytest.param(("By Sinta Maharani - 2024-03-01",), (), None, "Sinta Maharani", id="date-beside"),
        pytest.param(("admin",), ("Penulis: Sinta Maharani | Editor: Budi",), None, "Sinta Maharani", id="printed"),
        pytest.param(("Redaksi",), (), "sm/bd", "sm/bd", id="signature-before-desk"),
        pytest.param(("Redaksi",), (), None, "Redaksi", id="desk-if-nothing-else"),
        pytest.param(("https://facebook.example/kabar",), (), None, None, id="address-is-no-name"),
        pytest.param((), (), None, None, id="nobody"),
    ],
)
def test_byline_names_people_before_desks(
    authors: tuple[str, ...], lines: tuple[str, ...], signature: str | None, byline: str | None
) -> None:
    assert choose_byline(PageMeta(authors=authors), list(lines), signature) == byline
