"""Runs that are really killed (SIGKILL) at random moments, while real servers take their messages."""

from __future__ import annotations

import multiprocessing
import random
import signal
from collections import Counter
from collections.abc import Iterator
from multiprocessing.context import ForkProcess as Child
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from corpus.store import open_store
from corpus.store.events import iter_events
from corpus.store.outbox import iter_outbox
from monitor.reading import Reader, load_reader
from tests.monitor.alerts.receivers import Mailbox, Posts, mail_server, web_server
from tests.monitor.alerts.test_revised_alerts import Newsroom
from tests.monitor.press import record_of

_FORK = multiprocessing.get_context("fork")
NAMES = ["plan", "padang", "moved", "held", "plan-too", "corrected"]


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Mailbox, Posts]]:
    monkeypatch.setenv("PANTAU_SECRET_KAIT", "garam")
    with mail_server() as mailbox, web_server() as posts:
        yield mailbox, posts


def run(path: Path, reader: Reader, servers: tuple[Mailbox, Posts], names: list[str], ready: Event | None) -> None:
    """What a process of its own does: reads articles that it may have read before, looks at the rules, sends."""
    store = open_store(path)
    room = Newsroom(store, reader, *servers)
    if ready is not None:
        ready.set()
    room.read(*names)
    room.run()
    store.close()


def kill_in_time(child: Child, ready: Event, posts: Posts, chance: random.Random, *, sending: bool) -> bool:
    """Kills a run at a random moment, or while it sends its last message; True when it had not ended by itself."""
    taken = chance.randrange(1, 3)

    def count_down() -> None:
        nonlocal taken
        taken -= 1
        if taken == 0:
            child.kill()

    posts.on_taken = count_down if sending else lambda: None
    child.start()
    ready.wait()
    child.join(10 if sending else chance.uniform(0, 0.15))
    child.kill()
    child.join()
    posts.on_taken = lambda: None
    return child.exitcode == -signal.SIGKILL


def test_ten_kills_lose_nothing_and_cost_at_most_a_second_copy(
    tmp_path: Path, servers: tuple[Mailbox, Posts]
) -> None:  # fmt: skip
    _, posts = servers
    path, reader, chance = tmp_path / "pantau.db", load_reader(), random.Random(8)
    names = chance.sample(NAMES, len(NAMES))
    run(path, reader, servers, [], None)
    for name in names:
        record_of(reader, name)  # read once, before the processes part
    killed = 0
    for turn in range(10):
        ready, part = _FORK.Event(), names[: 1 + turn * len(names) // 10]
        child = _FORK.Process(target=run, args=(path, reader, servers, part, ready))
        killed += kill_in_time(child, ready, posts, chance, sending=turn % 2 == 1)
    assert killed >= 5
    for _ in range(3):
        run(path, reader, servers, names, None)
    assert_told_once(path, servers, killed)


def assert_told_once(path: Path, servers: tuple[Mailbox, Posts], killed: int) -> None:
    """Every event was told at every address; second copies have the id of the first, and there are few."""
    mailbox, posts = servers
    store = open_store(path)
    with store.read() as conn:
        subjects = {f"event/{event.id}" for event in iter_events(conn)}
        rows = list(iter_outbox(conn))
    store.close()
    assert {row.state for row in rows} <= {"sent", "unsure", "superseded"}
    for channel in ("surat", "kait"):
        told = {row.subject for row in rows if row.state in ("sent", "unsure") and row.channel == channel}
        assert subjects <= told
    posted = Counter(headers["Pantau-Delivery"] for headers, _ in posts.taken)
    mailed = Counter(str(mail["Message-ID"]) for _, mail in mailbox.mails)
    assert max((*posted.values(), *mailed.values())) == 2, "killed with a message out and not noted: one second copy"
    assert sum((posted + mailed).values()) - len(posted) - len(mailed) <= killed
