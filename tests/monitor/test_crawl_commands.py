"""`pantau source`, `archive`, `crawl` and `process --from-archive` over one site on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.errors import SettingsError
from crawler.sources import parse_source
from monitor.checking import source_name
from monitor.cli.app import app
from monitor.settings import load_settings
from tests.crawler.loopback import Answer, Site, serve
from tests.crawler.world import article_page, rss

HEAD = '<meta property="article:published_time" content="2024-02-28T10:00:00+08:00">'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANTAU_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("PANTAU_SOURCES", "sumber")
    (tmp_path / "sumber").mkdir()
    with serve() as running:
        running.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /tertutup/\n", headers={})
        running.answers |= {f"/a/{n}": article_page(n, HEAD) for n in range(4)}
        running.answers["/feed"] = rss(running, [f"/a/{n}" for n in range(4)])
        yield running


def pantau(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def write_source(site: Site) -> None:
    text = 'outlet = "Kabar Kota"\ntype = "portal"\nregion = "13.75"\nzone = "WITA"\npause_s = 0\n'
    text += f'home = "{site.home}/"\nfeeds = ["{site.url("/feed")}"]\n'
    Path("sumber/kabar-kota.toml").write_text(text)


def test_list_names_sources_of_a_region(site: Site) -> None:
    write_source(site)
    assert "Kabar Kota" in pantau("source", "list").stdout
    rows = [json.loads(line) for line in pantau("source", "list", "--region", "13", "--json").stdout.splitlines()]
    assert [row["name"] for row in rows] == ["kabar-kota"]
    assert pantau("source", "list", "--region", "14", "--json").stdout == ""


def test_check_counts_new_links_and_says_what_is_wrong(site: Site) -> None:
    write_source(site)
    result = pantau("source", "check", "--json")
    health = json.loads(result.stdout)
    assert (result.exit_code, health["links"], health["new_links"], health["extracted"]) == (0, 4, 4, 3)
    site.answers["/a/0"] = Answer(b"", 404)
    site.answers["/feed"] = Answer(b"", 410)
    result = pantau("source", "check", "kabar-kota")
    assert result.exit_code == 3
    assert "not well; 0 of 1 ways answer" in result.stdout
    assert pantau("source", "check", "tidak-ada").exit_code == 2


def test_add_writes_a_sound_file_with_what_was_seen(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_wait(seconds: float) -> None:
        pass

    monkeypatch.setattr("crawler.pace.HostPace._wait", lambda *_: no_wait(0))
    front = '<html><head><title>Kabar Kota</title><link rel="alternate" type="application/rss+xml" href="/feed"></head>'
    site.answers["/"] = Answer(f"{front}<body><p>Selamat datang</p></body></html>".encode())
    result = pantau("source", "add", site.home, "--name", "kabar", "--region", "13.75", "--zone", "WITA")
    assert result.exit_code == 0, result.stderr
    file = Path("sumber/portal/kabar.toml")
    text = file.read_text()
    source = parse_source(text, "portal/kabar.toml")
    assert (source.outlet, source.region, source.zone, source.feeds) == (
        "Kabar Kota", "13.75", "WITA", (site.url("/feed"),),
    )  # fmt: skip
    assert source.verified == datetime.now(UTC).date()
    assert "404" in text
    assert "3 of 3 pages could be read" in text
    assert pantau("source", "add", site.home, "--name", "kabar").exit_code == 1


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://www.kabarkota.id/", "kabarkota", id="plain"),
        pytest.param("https://diskominfo.solokkota.go.id", "diskominfo-solokkota", id="government"),
        pytest.param("kabarkota.co.id", "kabarkota", id="no-scheme"),
        pytest.param("https://www.news.id/", "www-news-id", id="nothing-telling"),
    ],
)
def test_source_is_named_by_its_host(url: str, name: str) -> None:
    assert source_name(url) == name


def test_archive_is_verified_listed_and_given_back(site: Site, tmp_path: Path) -> None:
    write_source(site)
    assert pantau("archive", "list").exit_code == 1  # no folder yet
    assert pantau("crawl").exit_code == 0
    assert "sound" in pantau("archive", "verify").stdout
    rows = [json.loads(line) for line in pantau("archive", "list", "/a/", "--json").stdout.splitlines()]
    assert {row["url"] for row in rows} == {site.url(f"/a/{n}") for n in range(4)}
    assert pantau("archive", "extract", site.url("/a/1"), "--to", "satu.html").exit_code == 0
    assert Path("satu.html").read_bytes() == article_page(1, HEAD).body
    assert pantau("archive", "extract", site.url("/a/1"), "--day", "2001-01-01").exit_code == 1
    (warc,) = (tmp_path / "pantau-data" / "archive").glob("pantau-2*.warc.gz")
    damaged = bytearray(warc.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    warc.write_bytes(bytes(damaged))
    result = pantau("archive", "verify")
    assert result.exit_code == 3
    assert warc.name in result.stderr


def test_backfill_takes_the_wanted_days_and_no_more_pages_than_said(site: Site) -> None:
    write_source(site)
    items = "".join(
        f"<item><title>K{n}</title><link>{site.url(f'/a/{n}')}</link>"
        f"<pubDate>{n + 1:02} Feb 2024 01:00:00 GMT</pubDate></item>"
        for n in range(4)
    )
    site.answers["/feed"] = Answer(f'<rss version="2.0"><channel><title>K</title>{items}</channel></rss>'.encode())
    result = pantau("crawl", "--since", "2024-02-02", "--until", "2024-02-03", "--json")
    assert json.loads(result.stdout)["stored"] == 2
    assert {path for path in site.paths() if path.startswith("/a/")} == {"/a/1", "/a/2"}
    report = json.loads(pantau("crawl", "--since", "2024-01-01", "--max-pages", "1", "--json").stdout)
    assert (report["pages"], report["new_links"]) == (1, 2)


def test_process_from_archive_extracts_again_without_asking(site: Site) -> None:
    write_source(site)
    pantau("crawl")
    asked = len(site.asked)
    file = Path("sumber/kabar-kota.toml")
    file.write_text(file.read_text() + '[[extract]]\nbody = ["p:first-of-type"]\n')
    result = pantau("process", "--from-archive", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["read"] == 4
    assert "4 changed texts" in result.stderr
    assert len(site.asked) == asked


def test_a_lost_store_comes_back_from_the_archive(site: Site) -> None:
    assert isinstance(pantau("process", "--from-archive").exception, SettingsError)
    write_source(site)
    pantau("crawl")
    for file in load_settings().data.glob("pantau.db*"):
        file.unlink()
    result = pantau("process", "--from-archive", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["read"] == 4
