"""Runs that are really killed (SIGKILL) at random moments, while real servers take their messages."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from itertools import count
from multiprocessing.context import ForkProcess as Child
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

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


def run(path: Path, reader: Reader, servers: tuple[Mailbox, Posts], names: list[str], dies_at: int = 0) -> int:
    """What a process of its own does: reads articles that it may have read before, looks at the rules, sends.

    Args:
        path: the store.
        reader: reads the articles.
        servers: take the messages.
        names: the articles.
        dies_at: before which statement to the store the process kills itself; 0: none.

    Returns:
        How many statements it took.
    """
    statements = count()
    last = 0

    def tick(*_: object) -> None:
        nonlocal last
        last = next(statements) + 1
        if last == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", tick)
    store = open_store(path)
    room = Newsroom(store, reader, *servers)
    room.read(*names)
    room.run()
    store.close()
    event.remove(Engine, "before_cursor_execute", tick)
    return last


def kill_while_sending(child: Child, posts: Posts, message: int) -> None:
    """Kills a run when the receiver has taken this message of it and nothing is noted yet."""
    left = message

    def count_down() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            child.kill()

    posts.on_taken = count_down
    child.start()
    child.join()
    posts.on_taken = lambda: None


def test_ten_kills_lose_nothing_and_cost_at_most_a_second_copy(
    tmp_path: Path, servers: tuple[Mailbox, Posts]
) -> None:  # fmt: skip
    _, posts = servers
    path, reader, chance = tmp_path / "pantau.db", load_reader(), random.Random(8)
    names = chance.sample(NAMES, len(NAMES))
    run(path, reader, servers, [])
    statements = run(path, reader, servers, [])  # the first one made the tables too
    for name in names:
        record_of(reader, name)  # read once, before the processes part
    killed = 0
    for turn in range(10):
        sending, part = turn % 2 == 1, names[: 1 + turn * len(names) // 10]
        dies_at = 0 if sending else chance.randrange(1, statements)
        child = _FORK.Process(target=run, args=(path, reader, servers, part, dies_at))
        if sending:
            kill_while_sending(child, posts, chance.randrange(1, 3))
        else:
            child.start()
            child.join()
            assert child.exitcode == -signal.SIGKILL
        killed += child.exitcode == -signal.SIGKILL
    for _ in range(3):
        run(path, reader, servers, names)
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
