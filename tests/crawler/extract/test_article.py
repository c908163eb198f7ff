from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from corpus.errors import NotAnArticle, WrongLanguage
from crawler.extract import ExtractProfile, join_pages, parse_article, require_article

PAGES = Path(__file__).parents[1] / "data" / "pages"
FETCHED = datetime(2024, 10, 1, tzinfo=UTC)
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
LEAD = "Wakil wali kota membuka pertemuan itu pada pagi hari di aula lantai dua bersama para kepala dinas."
BODY = f"<p>{LEAD}</p>" + "".join(
    f"<p>Rapat ke-{n} membahas jaringan serat optik untuk kantor kelurahan di pesisir yang belum tersambung dan dana"
    f" yang sudah disiapkan oleh pemerintah daerah untuk tahun anggaran mendatang.</p>"
    for n in range(1, 7)
)


def page(body: str = BODY, head: str = "<title>Rapat Jaringan Kelurahan Pesisir</title>", tail: str = "") -> bytes:
    return f"<html lang=id><head>{head}</head><body><article>{body}</article>{tail}</body></html>".encode()


@pytest.mark.parametrize("name", NAMES)
def test_golden_page_gives_its_expected_article(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    found = parse_article((PAGES / f"{name}.html").read_bytes(), expected["url"], fetched=FETCHED)
    fields = msgspec.to_builtins(found) | {"text": found.text.split("\n"), "next_pages": list(found.next_pages)}
    assert {key: fields[key] for key in expected} == expected
    assert found.confidence > 0.7
    require_article(found)


def test_pages_of_one_article_are_joined_once_each() -> None:
    one, two = (
        parse_article((PAGES / f"portal_{n}.html").read_bytes(), "https://www.wartapriangan.example/daerah/read/1/a")
        for n in (1, 2)
    )
    joined = join_pages(one, [two, two])
    assert joined.text.split("\n") == one.text.split("\n") + two.text.split("\n")
    assert joined.title == one.title
    assert joined.next_pages == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"   \n\t ", "empty", id="blank"),
        pytest.param(b"\x00" * 400, "empty", id="nulls"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary", id="binary"),
        pytest.param(b"<html><head><title>Judul</title></head></html>", "no text|words", id="no-body"),
        pytest.param(b"<html><body><script>var a = 'x'</script></body></html>", "no text", id="script-only"),
        pytest.param(page("<h1>404 - Halaman Tidak Ditemukan</h1><p>Kembali.</p>"), "not found", id="soft-404"),
        pytest.param(page("<h1>Masuk</h1><p>Silakan login untuk membaca artikel ini sampai selesai, gratis untuk semua"
                          " pembaca setia kami di seluruh Indonesia.</p>"), "wall", id="login-wall"),
        pytest.param(page("<h1>Privasi</h1><p>Kami menggunakan cookie agar situs ini bekerja dengan baik. Dengan"
                          " melanjutkan, Anda menyetujui kebijakan privasi kami dan mitra iklan kami.</p>"), "wall",
                     id="cookie-wall"),
        pytest.param(page("<h1>Konten Premium</h1><p>Artikel ini khusus pelanggan. Silakan berlangganan untuk"
                          " membaca lanjutannya mulai dari Rp25.000 setiap bulan di semua perangkat.</p>"), "wall",
                     id="paywall"),
        pytest.param(page("<p>Maaf, halaman yang Anda cari sudah dipindahkan atau dihapus oleh redaksi kami.</p>",
                          "<title>Halaman Tidak Ditemukan - Kabar Kota</title>"), "not found", id="soft-404-in-title"),
        pytest.param(page("<p>Judul singkat saja</p>"), "words", id="too-short"),
    ],
)  # fmt: skip
def test_page_without_article_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        parse_article(data, "https://kota.example/berita/1", fetched=FETCHED)


@pytest.mark.parametrize(
    ("url", "head", "reason"),
    [
        pytest.param("https://kota.example/foto/1/rapat", "", "photo", id="photo-path"),
        pytest.param("https://kota.example/video/1/rapat", "", "video", id="video-path"),
        pytest.param("https://kota.example/1", '<meta property=og:type content=video.other>', "video", id="og-type"),
        pytest.param("https://kota.example/1", '<script type="application/ld+json">{"@type":"ImageGallery"}</script>',
                     "photo", id="jsonld"),
    ],
)  # fmt: skip
def test_photo_stories_and_videos_are_told_and_refused_by_the_crawl(url: str, head: str, reason: str) -> None:
    short = BODY[: BODY.index("<p>Rapat ke-3")]
    found = parse_article(page(short, "<title>Rapat Jaringan</title>" + head), url, fetched=FETCHED)
    with pytest.raises(NotAnArticle, match=reason):
        require_article(found)


def test_article_with_a_video_on_top_is_an_article() -> None:
    head = '<title>Rapat Jaringan</title><script type="application/ld+json">{"@type":"VideoObject"}</script>'
    require_article(parse_article(page(BODY * 2, head), "https://kota.example/1", fetched=FETCHED))


def test_text_of_a_photo_story_is_its_caption() -> None:
    caption = (
        "Nelayan mengangkat keranjang ikan di dermaga Pelabuhan Muara Angke pada pagi hari, Senin. Tangkapan naik."
    )
    head = f'<title>Foto</title><meta name="description" content="{caption[:90]}">'
    others = "<ul>" + "<li>Foto lain dari galeri kami yang layak dilihat</li>" * 30 + "</ul>"
    data = page(f"<p>{caption}</p>", head, others)
    assert parse_article(data, "https://kota.example/foto-news/1/ikan", fetched=FETCHED).text == caption


def test_english_page_is_read_but_refused_by_the_crawl() -> None:
    text = (
        "<p>The mayor opened the meeting of the council this morning and said that the new network would serve all.</p>"
    )
    found = parse_article(
        page(text * 6, "<title>Mayor opens meeting</title>"), "https://city.example/1", fetched=FETCHED
    )
    assert found.language == "en"
    assert found.text.startswith("The mayor opened")
    with pytest.raises(WrongLanguage):
        require_article(found)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        pytest.param(page().replace(b"dana", b"dana \x93rahasia\x94"), "windows-1252", id="cp1252-declared"),
        pytest.param(page().replace(b"dana", b"dana \x93rahasia\x94"), None, id="cp1252-undeclared"),
        pytest.param(page().replace(b"dana", "dana “rahasia”".encode()), "iso-8859-1", id="utf-8-declared-latin-1"),
        pytest.param(page().decode().replace("dana", "dana “rahasia”").encode("utf-16"), None, id="utf-16-with-mark"),
        pytest.param(page().decode().replace("dana", "dana “rahasia”").encode("utf-16-le"), "utf-8", id="utf-16-bare"),
        pytest.param(
            page().replace(b"dana", "da\u00adna “raha\u200bsia”\x00".encode()), None, id="soft-hyphens-and-nulls"
        ),
        pytest.param(page().replace(b"dana", "dana “rahasia”".encode()), "no-such-charset", id="unknown-charset"),
    ],
)
def test_wrong_charsets_still_give_the_words(data: bytes, charset: str | None) -> None:
    found = parse_article(data, "https://kota.example/1", charset=charset, fetched=FETCHED)
    assert "dana “rahasia”" in found.text
    assert "\u00ad" not in found.text


@pytest.mark.parametrize("depth", [200, 1500, 2500, 50_000])
def test_deep_nesting_is_read(depth: int) -> None:
    found = parse_article(page("<div>" * depth + BODY + "</div>" * depth), "https://kota.example/1", fetched=FETCHED)
    assert LEAD in found.text


def test_endless_nesting_is_bounded() -> None:
    found = parse_article(page("<div><b>" * 100_000 + BODY), "https://kota.example/1", fetched=FETCHED)
    assert LEAD in found.text


def test_cut_off_page_gives_what_it_has() -> None:
    data = page()
    found = parse_article(data[: len(data) * 2 // 3], "https://kota.example/1", fetched=FETCHED)
    assert found.text.startswith(LEAD)


def test_lead_set_apart_from_the_body_is_not_lost() -> None:
    lead = "Pemerintah kota menyalakan jaringan internet gratis di seluruh kelurahan pesisir mulai awal pekan depan."
    head = f'<title>Internet Gratis</title><meta property="og:description" content="{lead}">'
    data = page(f'<h1>Internet Gratis</h1><div class="lead"><p>{lead}</p></div><div class="content">{BODY}</div>', head)
    found = parse_article(data, "https://kota.example/1", fetched=FETCHED)
    assert found.text.startswith(lead)
    assert LEAD in found.text


def test_notice_beside_a_picture_is_no_caption() -> None:
    notice = (
        "Pelayanan kependudukan di kantor kecamatan tutup pada hari Senin karena pemeliharaan jaringan. Warga dapat"
        " mengurus surat lewat aplikasi atau datang kembali pada hari Selasa."
    )
    data = page(f'<div class="isi"><img src="/a.jpg">{notice}</div>')
    assert parse_article(data, "https://kota.example/1", fetched=FETCHED).text == notice


@pytest.mark.parametrize(
    "sentence",
    [
        "Warga juga diminta membaca pengumuman di laman resmi.",
        "Camat berpesan agar warga membaca: syarat, biaya, dan jadwal sudah ditempel di loket.",
        'Kepala dinas menulis "baca juga aturannya" di papan itu.',
    ],
)
def test_sentence_that_sounds_like_a_reference_is_kept_where_it_links_nothing(sentence: str) -> None:
    found = parse_article(page(f"{BODY}<p>{sentence}</p>{BODY}"), "https://kota.example/1", fetched=FETCHED)
    assert sentence in found.text.split("\n")


def test_profile_selectors_and_zone_are_obeyed() -> None:
    profile = ExtractProfile(
        body=("div.isi",), prune=("div.sisip",), title=("p.judul",), byline=("p.oleh",), published=("p.tgl",)
    )
    credits = (
        "<p class=judul>Judul Dari Profil</p><p class=oleh>Oleh: Sinta Maharani</p><p class=tgl>02/03/2024, 08.05</p>"
    )
    inserted = "<div class=sisip>Kabar lain yang disisipkan di sini tanpa tanda apa pun</div>"
    data = page(f"{credits}<div class=isi>{BODY}{inserted}</div>")
    found = parse_article(data, "https://kota.example/1", profile=profile, zone="WITA", outlet="Kota", fetched=FETCHED)
    assert (found.title, found.byline, found.published) == (
        "Judul Dari Profil",
        "Sinta Maharani",
        "2024-03-02T08:05:00+08:00",
    )
    assert found.outlet == "Kota"
    assert "disisipkan" not in found.text


def test_megabytes_of_scripts_and_links_do_not_hide_the_article() -> None:
    noise = "<ul>" + "".join(f'<li><a href="/t/{n}">Tautan {n}</a></li>' for n in range(8_000)) + "</ul>"
    data = page(tail=f"<script>{'x' * 3_200_000}</script>{noise}")
    assert len(data) > 3_000_000
    assert LEAD in parse_article(data, "https://kota.example/1", fetched=FETCHED).text
