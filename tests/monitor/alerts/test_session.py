"""The press world and its second day, watched ten times with the ordinary command: every event told exactly once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from corpus.store import open_store
from corpus.store.events import iter_events
from monitor.alerts.signature import SIGNATURE, TIMESTAMP, verify
from monitor.cli.app import app
from monitor.demo.world import press_world
from monitor.lock import LockHeld, run_lock
from tests.monitor.alerts.receivers import Mailbox, Posts, free_port, mail_server, web_server


class Watched:
    """What ten watches told a mail server and a web server."""

    def __init__(self, folder: Path, mailbox: Mailbox, posts: Posts) -> None:
        self.folder, self.mailbox, self.posts = folder, mailbox, posts
        self.results: list[Result] = []
        (folder / "siaga.toml").write_text(
            f'[channels.surat]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
            'sender = "pantau@contoh.id"\nto = ["redaksi@contoh.id"]\n'
            f'[channels.kait]\nkind = "webhook"\nurl = "{posts.url}"\nsecret = "env:PANTAU_SECRET_KAIT"\n'
            '[rules.semua]\nchannels = ["surat", "kait"]\n',
            encoding="utf-8",
        )

    def watch(self) -> None:
        """One `pantau watch --all --json`."""
        self.results.append(self.run("watch", "--all", "--json"))

    def run(self, *words: str) -> Result:
        """Runs the command line in the folder."""
        environment = {
            "PANTAU_DATA": str(self.folder / "data"), "PANTAU_SOURCES": str(self.folder / "sources"),
            "PANTAU_ALERTS": str(self.folder / "siaga.toml"), "PANTAU_SECRET_KAIT": "garam",
            "PANTAU_ALLOW_PRIVATE": "true", "PANTAU_HEARTBEAT": self.posts.url,
        }  # fmt: skip
        return CliRunner().invoke(app, list(words), env=environment)

    def event_ids(self) -> set[str]:
        """The ids of all events now."""
        store = open_store(self.folder / "data" / "pantau.db")
        with store.read() as conn:
            found = {event.id for event in iter_events(conn)}
        store.close()
        return found

    def posted(self) -> list[dict[str, str]]:
        """The alerts that the web server got, in order."""
        return [alert for _, body in self.posts.taken for alert in json.loads(body)["alerts"]]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("alerts")
    (folder / "sources").mkdir()
    port = _five_free_ports()
    with mail_server() as mailbox, web_server() as posts:
        found = Watched(folder, mailbox, posts)
        for day in (1, 2):
            with press_world(day, port) as world:
                for name, text in world.source_files.items():
                    (folder / "sources" / name).write_text(text, encoding="utf-8")
                for _ in range(5):
                    found.watch()
        yield found


def _five_free_ports() -> int:
    """The first of five ports in a row below those that clients get."""
    return 20_000 + free_port() % 1000 * 5


def test_every_event_was_told_exactly_once_by_mail_and_webhook(watched: Watched) -> None:
    news = Counter(alert["subject"] for alert in watched.posted() if alert["kind"] == "new")
    assert set(news.values()) == {1}
    assert {f"event/{event_id}" for event_id in watched.event_ids()} <= set(news)
    assert len(watched.mailbox.mails) == len(watched.posts.taken)
    assert len({mail["Message-ID"] for _, mail in watched.mailbox.mails}) == len(watched.mailbox.mails)


def test_only_the_first_watch_of_a_day_tells_anything(watched: Watched) -> None:
    reports = [json.loads(result.stdout.splitlines()[-1])["alerts"] for result in watched.results]
    assert [report["sent"] > 0 for report in reports] == [True, *[False] * 4] * 2
    assert all(report["waiting"] == 0 and report["problems"] == [] for report in reports)
    first, second = reports[0]["sent"] // 2, reports[5]["sent"] // 2
    assert first > 40
    assert 2 <= second <= 12


def test_every_post_is_signed_and_nothing_of_the_secret_is_stored(watched: Watched) -> None:
    for headers, body in watched.posts.taken:
        assert verify(body, headers, "garam", datetime.fromtimestamp(int(headers[TIMESTAMP]), UTC))
        assert headers[SIGNATURE].startswith("sha256=")
    database = (watched.folder / "data" / "pantau.db").read_bytes()
    assert b"garam" not in database
    assert b"rahasia" not in database
    assert not any("rahasia" in result.output for result in watched.results)


def test_each_watch_gives_a_sign_of_life(watched: Watched) -> None:
    assert watched.posts.asked - len(watched.posts.taken) == 10


def test_a_trial_shows_what_would_have_been_told_and_why(watched: Watched) -> None:
    shown = watched.run("alerts", "test", "new-mou", "--since", "2026-01-01", "--all")
    assert shown.exit_code == 0
    assert "events mou_signing" in shown.stdout
    assert "fails events: mou_signing" in shown.stdout
    assert watched.run("alerts", "test", "new-mous").exit_code == 2


def test_events_can_be_listed_shown_merged_and_split(watched: Watched) -> None:
    rows = [json.loads(line) for line in watched.run("events", "list", "--json").stdout.splitlines()]
    row = next(row for row in rows if row["articles"] > 1)
    shown = watched.run("events", "show", row["id"])
    assert row["evidence"] in shown.stdout
    assert "opened" in shown.stdout
    sheet = json.loads(watched.run("events", "show", row["id"], "--json").stdout)
    split = watched.run("events", "split", row["id"], sheet["articles"][0]["id"], "--who", "siti")
    assert split.exit_code == 0
    new_id = split.stdout.split(" · ")[0]
    assert watched.run("events", "merge", row["id"], new_id, "--who", "siti").exit_code == 0
    history = watched.run("events", "show", row["id"]).stdout
    assert "by siti" in history
    assert "absorbed" in watched.run("events", "show", new_id).stdout
    assert watched.run("events", "list", "--doubtful", "--json").exit_code == 0


def test_a_wrong_rule_stops_before_anything_is_read(watched: Watched, tmp_path: Path) -> None:
    wrong = tmp_path / "salah.toml"
    wrong.write_text('[rules.x]\nregions = ["Kota Bukitingi"]\n', encoding="utf-8")
    environment = {"PANTAU_DATA": str(tmp_path / "data"), "PANTAU_ALERTS": str(wrong)}
    result = CliRunner().invoke(app, ["watch"], env=environment)
    assert "Kota Bukittinggi" in str(result.exception)


def test_while_another_run_goes_on_nothing_is_sent(watched: Watched) -> None:
    before = watched.posts.asked
    with run_lock(watched.folder / "data" / "pantau.lock"):
        for words in (("watch",), ("alerts", "deliver")):
            assert isinstance(watched.run(*words).exception, LockHeld)
    assert watched.posts.asked == before
