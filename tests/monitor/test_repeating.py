"""Turns at a fixed pace, on a clock of the test's own."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import typer

from corpus.errors import SettingsError
from monitor.cli.watch import watch_every
from monitor.lock import LockHeld
from monitor.repeating import iter_turns, parse_pace


class Clock:
    """Seconds that pass only by sleeping or working."""

    def __init__(self) -> None:
        self.now_s, self.slept = 0.0, []  # type: float, list[float]

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, wait_s: float) -> None:
        self.slept.append(wait_s)
        self.now_s += wait_s


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("90s", 90), ("30m", 1800), (" 12h ", 43200), ("5s", None), ("30", None), ("0m", None), ("-1h", None), ("", None)],
)
def test_parse_pace(value: str, seconds: int | None) -> None:
    assert parse_pace(value) == seconds


@pytest.mark.parametrize(
    ("work_s", "slept"),
    [
        pytest.param((10, 10, 10), [50, 50], id="the pace is kept"),
        pytest.param((10, 200, 10), [50], id="a long turn is followed at once"),
    ],
)
def test_turns_keep_the_pace(work_s: tuple[int, ...], slept: list[float]) -> None:
    clock = Clock()
    for turn in islice(iter_turns(60, clock, clock.sleep), 3):
        clock.now_s += work_s[turn - 1]
    assert clock.slept == slept


def test_a_held_lock_ends_one_turn_and_a_wrong_file_all() -> None:
    clock = Clock()
    ends = [LockHeld(Path("pantau.lock"), "1"), None, SettingsError("alerts", "wrong")]

    def run_once() -> bool:
        end = ends.pop(0)
        if end is not None:
            raise end
        return True

    with pytest.raises(SettingsError):
        watch_every("30m", run_once, clock, clock.sleep)
    assert clock.slept == [1800, 1800]


def test_a_pace_that_is_none_is_a_usage_error() -> None:
    with pytest.raises(typer.BadParameter, match="30m"):
        watch_every("often", lambda: False)
