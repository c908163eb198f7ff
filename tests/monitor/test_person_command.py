"""People can see, mend and take out what is held about them, and what was taken out stays out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus.archive import FetchedPage, open_archive, read_capture, verify_archive, write_capture
from corpus.errors import UnreadableInput
from corpus.record import Record
from corpus.store import open_store
from corpus.store.articles import write_article
from corpus.store.check import check_store
from corpus.store.events import iter_events
from corpus.store.store import Store
from tests.corpus.exports.records import TEXT, make_rich
from tests.monitor.desk import Desk, article_of
from tests.records import make_record

AT = datetime(2022, 4, 22, 3, 0, tzinfo=UTC)
NAME = "Anwar Sutan"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path)
    made.put(make_rich(), make_rich("s"), make_record(id="a"))
    return made


def ok(desk: Desk, *words: str) -> str:
    result = desk.run("person", *words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


@pytest.mark.parametrize("name", ["Anwar Sutan", "anwar sutan", "SUTAN"])
def test_a_person_is_found_in_text_and_claims(desk: Desk, name: str) -> None:
    rows = [json.loads(line) for line in ok(desk, "show", name, "--json").splitlines()]
    assert [row["article_id"] for row in rows] == ["r", "s"]
    assert {path.split("/")[0] for path in rows[0]["claims"]} == {"officials", "events", "quotes"}
    for place in rows[0]["places"]:
        assert TEXT[place["start"] : place["end"]].casefold() == name.casefold()
    assert "Wali Kota Solok" in ok(desk, "show", name)


def test_half_a_word_is_no_name(desk: Desk) -> None:
    assert "no stored article" in str(desk.run("person", "show", "Suta").exception)


def test_a_reporter_is_found_by_the_byline(desk: Desk) -> None:
    record = make_record(id="b")
    url = "https://contoh.id/b"
    head = msgspec.structs.replace(record.article, byline="Rina Dewi", url=url, canonical_url=url)
    desk.put(msgspec.structs.replace(record, article=head))
    (row,) = [json.loads(line) for line in ok(desk, "show", "rina dewi", "--json").splitlines()]
    assert (row["article_id"], row["byline"], row["claims"]) == ("b", True, {})


def test_everything_held_is_given_out(desk: Desk) -> None:
    ok(desk, "export", NAME, "--to", "anwar.jsonl")
    rows = [json.loads(line) for line in Path("anwar.jsonl").read_text().splitlines()]
    assert rows[0]["claims"]["officials/anwar-sutan"]["role"] == "wali_kota"


def test_an_office_is_mended_everywhere_or_in_one_article(desk: Desk) -> None:
    ok(desk, "correct", NAME, "role=wakil_wali_kota", "--article", "s")
    roles = {key: json.loads(desk.run("show", key, "--json").stdout)["officials"][0]["role"] for key in ("r", "s")}
    assert roles == {"r": "wali_kota", "s": "wakil_wali_kota"}
    assert "2 claims" in ok(desk, "correct", NAME, "role=bupati")


def archived(desk: Desk, record: Record, body: bytes) -> None:
    with open_archive(desk.folder / "pantau-data" / "archive") as archive:
        page = FetchedPage(url=str(record.article.url), status=200, body=body, headers=(), fetched=AT)
        capture = write_capture(archive, page)
    store = open_store(desk.database)
    with store.begin() as conn:
        changed = msgspec.structs.replace(article_of(record), capture=capture)
        write_article(conn, changed, AT)
    store.close()


def rows_with(store: Store, words: str) -> list[str]:
    """Tables that hold some words in any column."""
    with store.read() as conn:
        names = [row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            name for name in names if any(words in str(row) for row in conn.exec_driver_sql(f"SELECT * FROM {name}"))
        ]


def test_a_redacted_article_is_gone_everywhere_and_does_not_come_back(desk: Desk) -> None:
    assert desk.run("review", "accept", "r", "officials/anwar-sutan").exit_code == 0
    listed = ok(desk, "redact", NAME)
    assert listed.count("would take out") == 2
    assert "r" in desk.run("search", "governance").stdout
    assert "2 articles taken out" in ok(desk, "redact", NAME, "--yes", "--who", "petugas")
    store = open_store(desk.database)
    assert rows_with(store, "Anwar") == []
    assert rows_with(store, "anwar") == []
    with store.begin() as conn:
        assert list(check_store(conn)) == []
        assert list(iter_events(conn)) == []
        assert write_article(conn, article_of(make_rich()), AT).outcome == "refused"
        assert write_article(conn, article_of(make_record(id="a")), AT).outcome == "same"
    store.close()
    assert "Nothing found" in desk.run("search", "governance").stdout
    assert b"Anwar" not in desk.database.read_bytes()


def test_one_article_can_be_taken_out_alone(desk: Desk) -> None:
    ok(desk, "redact", NAME, "--article", "s", "--yes")
    rows = [json.loads(line) for line in ok(desk, "show", NAME, "--json").splitlines()]
    assert [row["article_id"] for row in rows] == ["r"]


def test_a_text_that_another_article_shares_stays_with_that_one(desk: Desk) -> None:
    ok(desk, "redact", NAME, "--article", "s", "--yes")
    assert json.loads(desk.run("show", "r", "--json").stdout)["article"]["text"] == TEXT


def test_the_archive_loses_the_page_and_nothing_else(desk: Desk) -> None:
    folder = desk.folder / "pantau-data" / "archive"
    archived(desk, make_rich(), f"<html>{TEXT}</html>".encode() * 3)
    archived(desk, make_record(id="a"), b"<html>lain</html>")
    (warc,) = folder.glob("*.warc.gz")
    size = warc.stat().st_size
    assert "2 records of the archive blanked" in ok(desk, "redact", NAME, "--article", "r", "--yes")
    assert warc.stat().st_size == size
    assert list(verify_archive(folder)) == []
    with open_archive(folder) as archive:
        kept = archive.index.newest("https://contoh.id/a")
        assert kept is not None
        assert read_capture(folder, kept.capture).body == b"<html>lain</html>"
        assert archive.index.newest("https://contoh.id/r") is None
    with warc.open("rb") as file:
        records = [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.raw_stream.read())
            for r in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "metadata", "metadata", "response", "request"]
    assert not any(b"Anwar" in body for _, _, body in records)


def test_old_articles_expire_by_setting(desk: Desk) -> None:
    assert "keep_days" in str(desk.run("person", "expire").exception)
    Path("pantau.toml").write_text("keep_days = 30\n")
    assert "would take out 3 articles" in ok(desk, "expire")
    ok(desk, "expire", "--yes")
    assert "Nothing found" in desk.run("search", "solok").stdout


def test_an_article_that_is_not_named_is_refused(desk: Desk) -> None:
    result = desk.run("person", "redact", NAME, "--article", "a", "--yes")
    assert isinstance(result.exception, UnreadableInput)
