"""`pantau rehydrate --web`: texts come back from the outlets, politely, and only when they are the recorded ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from corpus.archive import FetchedPage, iter_captures
from corpus.article import Capture
from corpus.record import Record, decode_record, encode_record
from crawler.extract import ExtractedPage
from crawler.reading import extract_page, make_article
from tests.crawler.loopback import Answer, Site, serve
from tests.crawler.world import article_page
from tests.monitor.desk import Desk
from tests.records import CREATED, make_record


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /tertutup/\n", headers={})
        yield running


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PANTAU_ALLOW_PRIVATE", "true")
    (tmp_path / "sumber").mkdir()
    monkeypatch.setenv("PANTAU_SOURCES", "sumber")
    source = f'outlet = "Kabar Kota"\ntype = "portal"\nhome = "{site.home}/"\nfeeds = ["{site.home}/feed"]\n'
    source += 'zone = "WIB"\npause_s = 0\n'
    (tmp_path / "sumber" / "kabar.toml").write_text(source)
    made = Desk(tmp_path)
    made.put(make_record())
    return made


def _record(url: str, number: int) -> Record:
    """A record of a page that neither the store nor the archive of the desk holds."""
    page = FetchedPage(url=url, status=200, body=article_page(number).body, headers=(), fetched=CREATED)
    found = extract_page(page, None, None)
    assert isinstance(found, ExtractedPage)
    article = make_article(found, Capture(warc="lain.warc.gz", offset=0, length=1), CREATED, None)
    record = make_record(id=article.id, text=article.text)
    head = msgspec.structs.replace(record.article, url=url, canonical_url=url, capture=None)
    return msgspec.structs.replace(record, regions=(), dates=(), events=(), article=head)


def _write(*records: Record) -> None:
    bare = [msgspec.structs.replace(r, article=msgspec.structs.replace(r.article, text=None)) for r in records]
    Path("bare").write_bytes(b"".join(encode_record(record) + b"\n" for record in bare))


def _whole() -> list[Record]:
    return [decode_record(line) for line in Path("whole").read_bytes().splitlines()]


def test_texts_come_back_from_the_outlet_in_order(desk: Desk, site: Site) -> None:
    records = [_record(site.url(f"/b/{n}"), n) for n in range(3)]
    site.answers |= {f"/b/{n}": article_page(n) for n in range(3)}
    _write(records[0], make_record(), *records[1:])
    assert desk.run("rehydrate", "bare", "--to", "whole").exit_code == 3
    assert site.asked == []
    done = desk.run("rehydrate", "bare", "--web", "--to", "whole")
    assert done.exit_code == 0, done.output
    assert _whole() == [records[0], make_record(), *records[1:]]
    assert site.paths() == ["/robots.txt", "/b/0", "/b/1", "/b/2"]
    kept = {found.url for found in iter_captures(desk.folder / "pantau-data" / "archive")}
    assert {record.article.url for record in records} <= kept


@pytest.mark.parametrize(
    ("path", "answer", "reason"),
    [
        pytest.param("/b/1", article_page(2), "another text now", id="changed"),
        pytest.param("/b/1", Answer(b"gone", 410), "410", id="gone"),
        pytest.param("/tertutup/1", article_page(1), "robots.txt", id="robots"),
        pytest.param("/b/1", Answer(b"<p>hanya foto</p>"), "", id="no article"),
    ],
)
def test_what_cannot_be_had_is_named_and_the_rest_comes(
    desk: Desk, site: Site, path: str, answer: Answer, reason: str
) -> None:
    site.answers |= {path: answer, "/b/5": article_page(5)}
    lost, kept = _record(site.url(path), 1), _record(site.url("/b/5"), 5)
    _write(lost, kept)
    done = desk.run("rehydrate", "bare", "--web", "--to", "whole", "--missing", "missing")
    assert done.exit_code == 3
    assert _whole() == [kept]
    assert Path("missing").read_text() == f"{lost.article.url}\n"
    assert reason in done.stderr
    assert done.stderr.count(f"{lost.article.url}: ") == 1
    assert "/tertutup/1" not in site.paths()
