"""One end-to-end run: the press world is watched twice with the ordinary code, then searched, shown and exported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.record import decode_record, iter_spans
from monitor.cli.app import app
from monitor.demo.world import World, press_world
from monitor.watch import WatchReport


class Watched:
    """The world after two watches: what each printed."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.first = self.run("watch", "--json")
        self.asked = len(world.requests)
        self.second = self.run("watch", "--json")

    def run(self, *words: str) -> Result:
        """Runs the command line in the folder."""
        environment = {"PANTAU_DATA": str(self.folder / "data"), "PANTAU_SOURCES": str(self.folder / "sources")}
        return CliRunner().invoke(app, list(words), env=environment | {"PANTAU_ALLOW_PRIVATE": "true"})


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sources").mkdir()
    with press_world() as world:
        for name, text in world.source_files.items():
            (folder / "sources" / name).write_text(text, encoding="utf-8")
        yield Watched(world, folder)


def _report(result: Result) -> dict[str, object]:
    line = result.stdout.splitlines()[-1]
    report: dict[str, object] = json.loads(line)
    assert set(report) == set(WatchReport.__struct_fields__)
    return report


def test_new_events_come_with_sentence_outlets_and_standing(watched: Watched) -> None:
    news = _report(watched.first)["news"]
    assert isinstance(news, list)
    assert len(news) >= 20
    for event in news:
        assert event["evidence"]
        assert event["outlets"]
        assert event["registry"]["reason"]
    assert any(len(event["outlets"]) > 1 for event in news), "syndicated copies are one event"
    assert {event["registry"]["status"] for event in news} >= {"confirms", "adds"}


def test_pages_that_are_gone_are_counted_and_lose_nothing(watched: Watched) -> None:
    report = _report(watched.first)
    assert watched.first.exit_code == 0
    crawled = report["crawl"]
    assert isinstance(crawled, dict)
    assert crawled["failed"] == 0
    assert any("410" in issue["reason"] for issue in crawled["issues"])
    assert report["unreadable"] == []
    assert isinstance(report["read"], int)
    assert report["read"] >= 48


def test_a_second_watch_fetches_no_article_and_reports_nothing(watched: Watched) -> None:
    report = _report(watched.second)
    assert report["news"] == []
    assert report["read"] == 0
    again = [r.path for r in watched.world.requests[watched.asked :] if r.status == 200 and "robots" not in r.path]
    first = {r.path for r in watched.world.requests[: watched.asked]}
    assert not set(again) - first


def test_closed_sections_are_never_asked_for(watched: Watched) -> None:
    assert watched.world.violations() == []


def test_search_show_and_export_use_what_was_stored(watched: Watched) -> None:
    hits = [
        json.loads(line) for line in watched.run("search", "kota cerdas", "--relevant", "--json").stdout.splitlines()
    ]
    assert hits
    shown = watched.run("show", hits[0]["article_id"], "--json")
    record = decode_record(shown.stdout)
    assert record.article.text is not None
    for span in iter_spans(record):
        span.check(record.article.text)
    assert record.article.capture is not None
    people = watched.run("show", hits[0]["article_id"])
    assert people.exit_code == 0
    assert record.regions[0].name in people.stdout


def test_exported_files_read_back(watched: Watched, tmp_path: Path) -> None:
    target = tmp_path / "liputan.csv"
    assert watched.run("export", "csv", "--to", str(target), "--relevant").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    lines = watched.run("export", "jsonl", "--relevant").stdout.splitlines()
    assert {row["id"] for row in rows} == {decode_record(line).id for line in lines}
    assert all(json.loads(line)["article"]["text"] is None for line in lines)


def test_an_unknown_source_is_named(watched: Watched) -> None:
    result = watched.run("crawl", "--source", "warta-antah")
    assert result.exit_code == 2
    assert "warta-antah" in result.output
