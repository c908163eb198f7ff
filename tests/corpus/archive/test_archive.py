"""The archive: what goes in comes out, other tools read it too, and a killed run costs at most its last record."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.indexer import Indexer

from corpus.archive import (
    Archive,
    FetchedPage,
    iter_captures,
    open_archive,
    read_capture,
    verify_archive,
    write_capture,
)
from corpus.article import Capture
from corpus.errors import StoreError, UnreadableInput

FETCHED = datetime(2022, 4, 21, 23, 30, tzinfo=UTC)
PAGE = FetchedPage(
    url="https://contoh.id/berita?page=all",
    status=200,
    reason="OK",
    body="<html><p>Solok teken nota kesepahaman – “kota cerdas”</p></html>".encode(),
    headers=(("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    request_headers=(("User-Agent", "pantau"), ("Accept", "text/html")),
    fetched=FETCHED,
    ip="203.0.113.7",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "archive") as opened:
        yield opened


def _records(archive: Archive) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for path in sorted(archive.folder.glob("*.warc.gz")):
        with path.open("rb") as warc:
            found.extend((record.rec_type, dict(record.rec_headers.headers)) for record in ArchiveIterator(warc))
    return found


def test_a_page_comes_back_as_it_was_fetched(archive: Archive) -> None:
    capture = write_capture(archive, PAGE)
    found = read_capture(archive.folder, capture)
    assert (found.url, found.status, found.reason, found.body) == (PAGE.url, 200, "OK", PAGE.body)
    assert (found.fetched, found.ip) == (FETCHED, "203.0.113.7")
    assert found.headers[:3] == PAGE.headers
    assert found.header("content-type") == "text/html; charset=utf-8"
    assert found.header("etag") is None


def test_a_day_file_begins_with_warcinfo_and_holds_request_and_response(archive: Archive) -> None:
    write_capture(archive, PAGE)
    (first, info), (second, response), (third, request) = _records(archive)
    assert [first, second, third] == ["warcinfo", "response", "request"]
    assert info["WARC-Filename"] == "pantau-20220421.warc.gz"
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert response["WARC-Payload-Digest"].startswith("sha1:")
    assert response["WARC-Date"] == "2022-04-21T23:30:00Z"


def test_days_are_counted_in_utc(archive: Archive) -> None:
    jakarta = datetime.fromisoformat("2022-04-22T06:30:00+07:00")
    assert write_capture(archive, msgspec.structs.replace(PAGE, fetched=jakarta)).warc == "pantau-20220421.warc.gz"
    later = msgspec.structs.replace(PAGE, fetched=FETCHED + timedelta(hours=1))
    assert write_capture(archive, later).warc == "pantau-20220422.warc.gz"
    assert len(list(iter_captures(archive.folder))) == 2


def test_an_unchanged_page_becomes_a_revisit_that_still_reads(archive: Archive) -> None:
    full = write_capture(archive, msgspec.structs.replace(PAGE, body=PAGE.body * 500))
    again = write_capture(
        archive, msgspec.structs.replace(PAGE, body=PAGE.body * 500, fetched=FETCHED + timedelta(days=1))
    )
    assert again != full
    assert read_capture(archive.folder, again).body == PAGE.body * 500
    assert read_capture(archive.folder, again).fetched == FETCHED + timedelta(days=1)
    assert [found.kind for found in iter_captures(archive.folder)] == ["response", "revisit"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"body": b"lain"}, id="other-body"),
        pytest.param({"url": "https://contoh.id/lain"}, id="other-url"),
    ],
)
def test_another_payload_is_stored_in_full(archive: Archive, changes: dict[str, object]) -> None:
    write_capture(archive, PAGE)
    write_capture(archive, msgspec.structs.replace(PAGE, **changes))
    assert [found.kind for found in iter_captures(archive.folder)] == ["response", "response"]


def test_no_revisit_of_a_file_that_was_moved_away(archive: Archive) -> None:
    first = write_capture(archive, PAGE)
    (archive.folder / first.warc).unlink()
    again = write_capture(archive, PAGE)
    assert [found.kind for found in iter_captures(archive.folder)] == ["response"]
    assert read_capture(archive.folder, again).body == PAGE.body


def test_a_lost_index_costs_space_only(tmp_path: Path) -> None:
    with open_archive(tmp_path) as archive:
        first = write_capture(archive, PAGE)
    for path in tmp_path.glob("captures.sqlite*"):
        path.unlink()
    with open_archive(tmp_path) as archive:
        second = write_capture(archive, PAGE)
    assert read_capture(tmp_path, first).body == read_capture(tmp_path, second).body == PAGE.body


def test_encodings_that_were_taken_off_are_kept_under_another_name(archive: Archive) -> None:
    headers = (("Content-Encoding", "br"), ("Transfer-Encoding", "chunked"), ("Content-Length", "17"))
    capture = write_capture(archive, msgspec.structs.replace(PAGE, headers=headers))
    with (archive.folder / capture.warc).open("rb") as warc:
        response = next(record for record in ArchiveIterator(warc) if record.rec_type == "response")
        assert response.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "br"
        assert response.http_headers.get_header("Content-Length") == str(len(PAGE.body))
        assert response.content_stream().read() == PAGE.body


def test_fastwarc_and_warcio_read_and_verify_the_files(archive: Archive) -> None:
    pages = [msgspec.structs.replace(PAGE, url=f"https://contoh.id/{n}", body=PAGE.body * (n + 1)) for n in range(5)]
    for page in [*pages, pages[0]]:
        write_capture(archive, page)
    path = archive.folder / "pantau-20220421.warc.gz"
    with path.open("rb") as warc:
        fast = [(str(r.headers["WARC-Target-URI"]), r.reader.read()) for r in FastIterator(warc) if r.http_content_type]
    bodies = dict(pair for pair in fast if pair[1])
    assert bodies == {page.url: page.body for page in pages}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        checker = Checker(type("Arguments", (), {"verbose": True, "inputs": [str(path)]})())
        assert checker.process_all() == 0
    assert "digest failed" not in said.getvalue()
    out = io.StringIO()
    with path.open("rb") as warc:
        Indexer(["offset", "warc-type"], [str(path)], None).process_one(warc, out, path.name)
    offsets = [int(msgspec.json.decode(line)["offset"]) for line in out.getvalue().splitlines() if '"re' in line]
    assert {found.capture.offset for found in iter_captures(archive.folder)} <= set(offsets)


def test_every_capture_is_where_it_says(archive: Archive) -> None:
    written = [write_capture(archive, msgspec.structs.replace(PAGE, body=b"%d" % n)) for n in range(4)]
    assert [found.capture for found in iter_captures(archive.folder)] == written
    assert [read_capture(archive.folder, capture).body for capture in written] == [b"0", b"1", b"2", b"3"]


@pytest.mark.parametrize("kept", [0.0, 0.01, 0.3, 0.6, 0.9, 0.999], ids=lambda share: f"kept-{share:.1%}")
def test_half_a_record_at_the_end_is_cut_off(archive: Archive, kept: float) -> None:
    first = write_capture(archive, PAGE)
    path = archive.folder / first.warc
    whole = path.stat().st_size
    write_capture(archive, msgspec.structs.replace(PAGE, url="https://contoh.id/2", body=bytes(range(256)) * 40))
    torn = whole + int((path.stat().st_size - whole) * kept)
    with path.open("r+b") as warc:
        warc.truncate(torn)
    assert [problem.offset >= whole for problem in verify_archive(archive.folder)] == ([True] if kept else [])
    third = write_capture(archive, msgspec.structs.replace(PAGE, url="https://contoh.id/3", body=b"tiga"))
    assert list(verify_archive(archive.folder)) == []
    assert read_capture(archive.folder, first).body == PAGE.body
    assert read_capture(archive.folder, third).body == b"tiga"


def test_a_torn_first_record_leaves_an_empty_file_to_begin_again(archive: Archive) -> None:
    first = write_capture(archive, PAGE)
    with (archive.folder / first.warc).open("r+b") as warc:
        warc.truncate(20)
    write_capture(archive, PAGE)
    assert [kind for kind, _ in _records(archive)] == ["warcinfo", "response", "request"]


def test_damage_in_the_middle_stops_the_writer_and_is_found(archive: Archive) -> None:
    captures = [write_capture(archive, msgspec.structs.replace(PAGE, body=b"%d" % n * 50)) for n in range(3)]
    path = archive.folder / captures[0].warc
    with path.open("r+b") as warc:
        warc.seek(captures[1].offset + 12)
        warc.write(b"\xff" * 20)
        warc.truncate(path.stat().st_size - 3)
    with pytest.raises(StoreError, match="damaged at byte"):
        write_capture(archive, PAGE)
    assert path.stat().st_size > captures[2].offset
    assert [problem.offset for problem in verify_archive(archive.folder)] == [captures[1].offset]
    with pytest.raises(StoreError, match="cannot be read to its end"):
        list(iter_captures(archive.folder))


@pytest.mark.parametrize(
    "capture",
    [
        pytest.param(Capture(warc="none.warc.gz", offset=0, length=10), id="no-file"),
        pytest.param(Capture(warc="pantau-20220421.warc.gz", offset=0, length=400), id="warcinfo"),
        pytest.param(Capture(warc="pantau-20220421.warc.gz", offset=3, length=400), id="between"),
        pytest.param(Capture(warc="pantau-20220421.warc.gz", offset=1 << 30, length=400), id="behind-the-end"),
    ],
)
def test_a_place_without_a_response_is_an_error(archive: Archive, capture: Capture) -> None:
    write_capture(archive, PAGE)
    with pytest.raises(UnreadableInput):
        read_capture(archive.folder, capture)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="archive folder"):
        open_archive(tmp_path / "file" / "archive")


def _write_many(folder: Path, name: str) -> None:
    with open_archive(folder) as archive:
        for n in range(15):
            write_capture(archive, msgspec.structs.replace(PAGE, url=f"https://contoh.id/{name}/{n}"))


def test_two_processes_share_a_day(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_write_many, args=(tmp_path, name)) for name in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=30)
    found = list(iter_captures(tmp_path))
    assert len({capture.url for capture in found}) == 30
    assert list(verify_archive(tmp_path)) == []
    assert all(read_capture(tmp_path, capture.capture).url == capture.url for capture in found)


_WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    body=st.binary(max_size=300),
    value=_WORDS,
    status=st.integers(100, 599),
    reason=st.sampled_from(["", "OK", "Not Found"]),
)
def test_any_answer_can_be_stored_and_read(archive: Archive, body: bytes, value: str, status: int, reason: str) -> None:
    page = msgspec.structs.replace(PAGE, body=body, headers=(("X-Server", value),), status=status, reason=reason)
    found = read_capture(archive.folder, write_capture(archive, page))
    assert (found.body, found.status, found.reason) == (body, status, reason)
