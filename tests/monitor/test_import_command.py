"""`pantau import`: every kind of file becomes articles once, and each bad row is named."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.article import Article
from corpus.store import open_store
from corpus.store.articles import iter_articles
from monitor.cli.app import app
from monitor.settings import load_settings
from tests.crawler.loopback import Answer, Site, serve
from tests.crawler.world import article_page

HOME = "https://www.kabarkota.example"
TEXT = (
    "Pemerintah kota membuka pusat kendali lalu lintas di kantor dinas perhubungan pada hari Senin.\n\n"
    "Wali kota mengatakan bahwa pusat itu akan membantu warga yang pulang kerja setiap sore, dan para petugas"
    " sudah dilatih selama dua pekan oleh dinas komunikasi dan informatika.\n\n"
    "Baca juga: Jalan Baru Dibuka Tahun Depan"
)


@dataclass
class Desk:
    """A working folder and the command line in it."""

    folder: Path

    def run(self, *words: str) -> tuple[int, dict[str, object], str]:
        result = CliRunner().invoke(app, ["import", *words, "--json"])
        return result.exit_code, json.loads(result.stdout or "{}"), result.stderr

    def articles(self) -> list[Article]:
        store = open_store(load_settings().database)
        try:
            with store.read() as connection:
                return list(iter_articles(connection))
        finally:
            store.close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANTAU_ALLOW_PRIVATE", "true")
    (tmp_path / "sumber").mkdir()
    monkeypatch.setenv("PANTAU_SOURCES", "sumber")
    return Desk(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /tertutup/\n", headers={})
        yield running


def test_news_watch_table_becomes_articles_and_bad_rows_are_named(desk: Desk) -> None:
    quoted = '"' + TEXT.replace('"', '""') + '"'
    rows = [
        "title,publish_date,author,content,keyword,category,source,link",
        f"Pusat Kendali Dibuka,2024-03-04 10:00:00,Sinta,{quoted},smart city,daerah,Kabar Kota,{HOME}/a/1?utm_source=x",
        f"Tanpa Alamat,2024-03-04,,{quoted},,,Kabar Kota,bukan alamat",
        'English,2024-03-04,,"' + "The mayor said that the new centre will open for all of the people. " * 4 + '",,,K,',
        "Kosong,2024-03-04,,,,,Kabar Kota,",
    ]  # fmt: skip
    (desk.folder / "nw.csv").write_text("\n".join(rows), encoding="utf-8")
    code, report, errors = desk.run("nw.csv")
    assert (code, report["new"]) == (3, 1)
    (article,) = desk.articles()
    assert (article.title, article.outlet, article.byline) == ("Pusat Kendali Dibuka", "Kabar Kota", "Sinta")
    assert (article.canonical_url, article.published) == (f"{HOME}/a/1", "2024-03-04")
    assert article.text.startswith("Pusat Kendali Dibuka\n\nPemerintah kota")
    assert "Baca juga" not in article.text
    issues = report["issues"]
    assert isinstance(issues, list)
    assert [issue["place"].rpartition(", ")[2] for issue in issues] == ["line 7", "line 12", "line 13"]
    assert "web address" in errors
    assert "'en'" in errors
    assert "neither text nor address" in errors
    again = desk.run("nw.csv")[1]
    assert (again["new"], again["same"]) == (0, 1)


def test_addresses_are_fetched_politely_and_media_cloud_hints_are_kept(desk: Desk, site: Site) -> None:
    page = article_page(1)
    site.answers |= {"/a/1": page, "/a/2": article_page(2)}
    source = f'outlet = "Kabar Kota"\ntype = "portal"\nhome = "{site.home}/"\nzone = "WIB"\npause_s = 0\n'
    (desk.folder / "sumber" / "kabar-kota.toml").write_text(source + f'feeds = ["{site.url("/feed")}"]\n')
    (desk.folder / "daftar.txt").write_text(
        f"# daftar\n{site.url('/a/1')}\n{site.url('/tertutup/9')}\n{site.url('/hilang')}\nbukan alamat\n"
    )
    table = (
        "stories_id;publish_date;title;url;language;media_name\n"
        f"7;2023-05-02;Terminal Bus;{site.url('/a/2')};id;Kabar\n"
    )
    (desk.folder / "mc.csv").write_text(table)
    code, report, errors = desk.run("daftar.txt", "mc.csv")
    assert (code, report["new"]) == (3, 2)
    assert "/tertutup/9" not in site.paths()
    assert "robots.txt" in errors
    assert "404" in errors
    assert "daftar.txt, line 5" in errors
    assert {a.canonical_url: a.published for a in desk.articles()} == {
        site.url("/a/1"): None,
        site.url("/a/2"): "2023-05-02",
    }
    assert all(a.capture is not None and a.outlet == "Kabar Kota" for a in desk.articles())
    asked = len(site.asked)
    assert desk.run("daftar.txt", "mc.csv")[1]["new"] == 0
    assert site.paths()[asked:] == []


def write_warc(path: Path, url: str, body: bytes, head: list[tuple[str, str]], status: str = "200 OK") -> None:
    with path.open("ab") as out:
        writer = WARCWriter(out, gzip=True)
        headers = StatusAndHeaders(status, head, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), length=len(body), http_headers=headers
        )  # fmt: skip
        writer.write_record(record)


def test_warc_of_others_is_captured_and_extracted(desk: Desk) -> None:
    path, html = desk.folder / "lain.warc.gz", [("Content-Type", "text/html")]
    write_warc(path, f"{HOME}/a/1", gzip.compress(article_page(1).body), [*html, ("Content-Encoding", "gzip")])
    write_warc(path, f"{HOME}/a/2", article_page(2).body, html)
    write_warc(path, f"{HOME}/a/3", b"", html, "404 Not Found")
    write_warc(path, f"{HOME}/logo.png", b"\x89PNG", [("Content-Type", "image/png")])
    write_warc(path, f"{HOME}/a/4", b"<html><h1>404 tidak ditemukan</h1></html>", html)
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x1f\x8b\x08" + bytes(40))
    code, report, errors = desk.run("lain.warc.gz")
    assert (code, report["new"]) == (3, 2)
    assert f"{HOME}/a/4" in errors
    assert "damaged" in errors
    assert all(article.capture is not None for article in desk.articles())


def test_folder_of_saved_pages_finds_addresses_in_the_pages_or_below_the_base(desk: Desk) -> None:
    folder = desk.folder / "kliping"
    (folder / "berita").mkdir(parents=True)
    (folder / "satu.html").write_bytes(article_page(1, f'<link rel="canonical" href="{HOME}/a/1">').body)
    noted = f"<!-- saved from url=({len(HOME) + 4:04})" + f"{HOME}/a/2 -->"
    (folder / "dua.htm").write_bytes(noted.encode() + article_page(2).body)
    (folder / "berita" / "tiga kata.html.gz").write_bytes(gzip.compress(article_page(3).body))
    (folder / "rusak.html.gz").write_bytes(gzip.compress(article_page(4).body)[:-20])
    (folder / "catatan.txt").write_text(TEXT)
    code, report, errors = desk.run("kliping")
    assert (code, report["new"]) == (3, 3)
    assert "--base" in errors
    assert "damaged gzip" in errors
    code, report, _ = desk.run("kliping", "--base", HOME)
    assert (report["new"], report["same"]) == (1, 3)
    assert {article.canonical_url for article in desk.articles()} == {
        f"{HOME}/a/1", f"{HOME}/a/2", f"{HOME}/berita/tiga%20kata.html", None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.bin", b"x", "no known kind", id="kind"),
        pytest.param("tidak-ada.csv", None, "No such file", id="missing"),
        pytest.param("a.csv", b"nama,umur\nx,3\n", "no column", id="columns"),
        pytest.param("a.csv", b"title,content\nJudul,\xff\xfe salah\n", "UTF-8", id="charset"),
        pytest.param("a.csv", b'title,content\n"Judul" x,isi\n', "no CSV row", id="quotes"),
        pytest.param("a.csv", b"title,content\nJudul,\x00\n", "line 2", id="nul"),
        pytest.param("a.txt", b"", "empty", id="empty-text"),
        pytest.param("a.warc", b"bukan warc", "damaged", id="no-warc"),
        pytest.param("a.html", b"", "--base", id="empty-page"),
    ],
)
def test_unusable_file_is_named_with_the_reason(desk: Desk, name: str, data: bytes | None, reason: str) -> None:
    if data is not None:
        (desk.folder / name).write_bytes(data)
    code, report, errors = desk.run(name)
    assert (code, report["new"]) == (3, 0)
    assert name in errors
    assert reason in errors


def test_copy_in_a_table_does_not_replace_the_page_itself(desk: Desk) -> None:
    page = article_page(1, f'<link rel="canonical" href="{HOME}/a/1">')
    (desk.folder / "a.html").write_bytes(page.body)
    desk.run("a.html")
    (desk.folder / "b.csv").write_text(f'title,content,link\nLain,"{TEXT}",{HOME}/a/1\n')
    assert desk.run("b.csv")[1]["same"] == 1
    (article,) = desk.articles()
    assert article.capture is not None
    assert article.fetched is not None
    assert article.fetched <= datetime.now(UTC)
