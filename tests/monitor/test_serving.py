"""The status service: what is well, what is not, and the numbers, over real requests on loopback."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from corpus.errors import SettingsError, StoreError
from corpus.store import Store, open_store
from corpus.store.articles import write_article
from corpus.store.links import NewLink, write_links, write_refused
from corpus.store.outbox import Destination, enqueue, iter_outbox, postpone
from corpus.store.records import write_record
from corpus.store.runs import Issue, finish_run, start_run, write_issue
from corpus.store.store import view_store
from corpus.store.visits import Visit, write_visit
from monitor.serving.health import Health, read_health
from monitor.serving.metrics import make_registry, write_metrics
from monitor.serving.server import make_server, serving
from tests.monitor.desk import Desk, article_of
from tests.records import make_record

NOW = datetime(2022, 4, 25, 3, 0, tzinfo=UTC)
STALE_AFTER = timedelta(hours=26)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A store in which a watch of 90 s finished an hour ago."""
    place = tmp_path / "pan tau?#%.db"
    write(place, finished_watch)
    return place


def write(database: Path, *steps: Callable[[Store], object]) -> None:
    with closing(open_store(database)) as store:
        for step in steps:
            step(store)


def finished_watch(store: Store, ended: datetime = NOW - timedelta(hours=1)) -> None:
    with store.begin() as conn:
        run_id = start_run(conn, "watch", ended - timedelta(seconds=90))
        write_issue(conn, Issue(level="error", place="contoh", reason="silent", at=ended, run_id=run_id))
        finish_run(conn, run_id, ended, {})


def message(store: Store, failed: bool) -> None:
    to = Destination(rule="new-mou", channel="surat", address="rahasia@contoh.id")
    with store.begin() as conn:
        enqueue(conn, f"event/{failed}", to, "1", "{}", now=NOW, due_at=NOW)
        number = max(row.number for row in iter_outbox(conn))
        postpone(conn, number, NOW, "token=rahasia refused", failed=failed)


def fill(store: Store) -> None:
    with store.begin() as conn:
        for name in ("a", "b"):
            record = make_record(id=name, text=make_record().article.text or "")
            write_article(conn, article_of(record), NOW)
        write_record(conn, "a", make_record(id="a"))
        write_links(conn, [NewLink(url=f"https://contoh.id/{n}", source="contoh") for n in range(3)], NOW)
        write_refused(conn, "https://contoh.id/2", NOW, "robots.txt")
        for name, hours, failures in (("satu", -1, 0), ("dua", 1, 2), ("tiga", 1, 0)):
            due = NOW + timedelta(hours=hours)
            write_visit(
                conn, Visit(source=name, visited_at=NOW, next_visit_at=due, links_a_day=None, failures=failures)
            )  # fmt: skip


def health_of(database: Path, now: datetime = NOW) -> Health:
    return read_health(database, now, STALE_AFTER)


def numbers(page: bytes) -> dict[str, float]:
    return {
        ",".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def test_all_is_well_after_a_watch_with_a_message_that_only_waits(database: Path) -> None:
    write(database, lambda store: message(store, failed=False))
    found = health_of(database)
    assert (found.status, found.reasons, found.last_watch) == ("ok", (), NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        pytest.param(25.0, None, id="just within"),
        pytest.param(25.1, "26.1 hours ago", id="too long ago"),
        pytest.param(-2.0, "clock was set back", id="in the future"),
    ],
)
def test_a_watch_must_have_ended_lately(database: Path, hours: float, reason: str | None) -> None:
    found = health_of(database, NOW + timedelta(hours=hours))
    assert found.status == ("failing" if reason else "ok")
    assert reason is None or reason in found.reasons[0]


def test_a_watch_that_began_or_another_command_does_not_count(tmp_path: Path) -> None:
    def begun(store: Store) -> None:
        with store.begin() as conn:
            finish_run(conn, start_run(conn, "crawl", NOW), NOW, {})
            start_run(conn, "watch", NOW)

    write(tmp_path / "pantau.db", begun)
    assert health_of(tmp_path / "pantau.db").reasons == ("no watch has finished yet",)


def test_a_message_given_up_is_told_without_its_address_or_problem(database: Path) -> None:
    write(database, lambda store: message(store, failed=True))
    [reason] = health_of(database).reasons
    assert "wait for a person: 1" in reason
    assert "rahasia" not in reason


def cut(path: Path) -> None:
    path.write_bytes(b"bukan basis data" * 512)


def spoil_pages(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[4096:] = os.urandom(len(held) - 4096)
    path.write_bytes(held)


def spoil_runs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        [(page,)] = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'run'")
        [(size,)] = conn.execute("PRAGMA page_size")
    held = bytearray(path.read_bytes())
    # The cells of the page, not its head: the schema can be read, a row cannot.
    held[page * size - 64 : page * size] = b"\xff" * 64
    path.write_bytes(held)


def spoil_text(path: Path) -> None:
    def spoil(store: Store) -> None:
        with store.begin() as conn:
            conn.exec_driver_sql("UPDATE text_version SET text = 'lain'")

    write(path, fill, spoil)


def other_version(path: Path) -> None:
    def age(store: Store) -> None:
        with store.begin() as conn:
            conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")

    write(path, age)


@pytest.mark.parametrize("damage", [cut, spoil_pages, spoil_runs, spoil_text, other_version, Path.unlink])
def test_a_store_that_cannot_be_trusted_fails_and_stays_as_it_is(
    database: Path, damage: Callable[[Path], object]
) -> None:
    damage(database)
    before = database.read_bytes() if database.exists() else None
    found = health_of(database)
    assert found.status == "failing"
    assert str(database.parent) not in " ".join(found.reasons)
    assert (database.read_bytes() if database.exists() else None) == before


@pytest.mark.parametrize("damage", [cut, spoil_pages, other_version, Path.unlink])
def test_metrics_of_a_store_that_cannot_be_read_say_just_that(database: Path, damage: Callable[[Path], object]) -> None:
    damage(database)
    assert numbers(write_metrics(make_registry(database, lambda: NOW))) == {"pantau_store_up": 0}


def test_damage_is_told_as_damage(database: Path) -> None:
    spoil_runs(database)
    reasons = " ".join(health_of(database).reasons)
    assert "damaged" in reasons or "cannot be read" in reasons


def test_a_running_watch_is_not_waited_for(database: Path) -> None:
    with closing(open_store(database)) as store, store.begin() as conn:
        start_run(conn, "watch", NOW)
        assert health_of(database).status == "ok"


def test_a_viewed_store_cannot_be_written(database: Path) -> None:
    with closing(view_store(database)) as store, pytest.raises(StoreError), store.begin() as conn:
        start_run(conn, "watch", NOW)


def test_metrics_tell_what_the_store_holds_now(database: Path) -> None:
    registry = make_registry(database, lambda: NOW)
    assert numbers(write_metrics(registry))["pantau_articles"] == 0
    write(database, fill, lambda store: message(store, failed=True), lambda store: message(store, failed=False))
    told = numbers(write_metrics(registry))
    size = told.pop("pantau_database_size_bytes")
    assert size >= database.stat().st_size > 4096
    assert {name: value for name, value in told.items() if value} == {
        "pantau_store_up": 1, "pantau_articles": 2, "pantau_records_relevant": 1,
        "pantau_last_run_finished_timestamp_seconds": (NOW - timedelta(hours=1)).timestamp(),
        "pantau_last_run_duration_seconds": 90, "pantau_last_run_issues,error": 1,
        "pantau_outbox_messages,due": 1, "pantau_outbox_messages,failed": 1,
        "pantau_links,due": 2, "pantau_links,refused": 1,
        "pantau_sources_visited": 3, "pantau_sources_due": 1, "pantau_sources_failed": 1,
    }  # fmt: skip
    assert {"pantau_events_unreported", "pantau_last_run_issues,warning", "pantau_outbox_messages,unsure"} <= set(told)


@pytest.fixture
def service(database: Path) -> Iterator[http.client.HTTPConnection]:
    with (
        serving(make_server("127.0.0.1", 0, database, lambda: NOW, STALE_AFTER)) as address,
        closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)) as client,
    ):
        yield client


def ask(client: http.client.HTTPConnection, method: str, path: str) -> tuple[int, str, bytes]:
    client.request(method, path)
    with client.getresponse() as response:
        return response.status, response.headers["Content-Type"], response.read()


def test_requests_get_health_and_metrics(
    service: http.client.HTTPConnection, database: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    status, kind, body = ask(service, "GET", "/health?token=rahasia")
    assert (status, kind, json.loads(body)["status"]) == (200, "application/json", "ok")
    assert ask(service, "HEAD", "/health")[::2] == (200, b"")
    status, kind, body = ask(service, "GET", "/metrics")
    assert (status, kind.split(";")[0], numbers(body)["pantau_store_up"]) == (200, "text/plain", 1)
    write(database, lambda store: message(store, failed=True))
    assert ask(service, "GET", "/health")[0] == 503
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("path", ["/", "/health/", "/healthy", "/../health", "http://x/health", "*"])
def test_other_paths_are_not_there(service: http.client.HTTPConnection, path: str) -> None:
    assert ask(service, "GET", path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_not_known(service: http.client.HTTPConnection, method: str) -> None:
    assert ask(service, method, "/health")[0] == 501


def test_a_port_in_use_is_a_wrong_setting(database: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken, pytest.raises(SettingsError, match="listen"):
        make_server("127.0.0.1", taken.getsockname()[1], database, lambda: NOW, STALE_AFTER)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_cleanly_on_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    words = [sys.executable, "-c", "from monitor.cli.app import main; main()", "serve", "--port", "0"]
    env = {**os.environ, "PANTAU_DATA": str(tmp_path)}
    with subprocess.Popen(words, env=env, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[2].rstrip(":")
        with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)) as client:
            assert ask(client, "GET", "/health")[0] == 503, "there is no store"
        process.send_signal(number)
        assert (process.wait(10), process.stderr.read()) == (0, "")


def test_a_span_that_is_none_is_a_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Desk(tmp_path).run("serve", "--stale-after", "besok").exit_code == 2
