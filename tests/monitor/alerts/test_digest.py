"""When messages go out, in WIB."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerts.digest import HORIZON, MAX_ATTEMPTS, MAX_RETRY_AFTER, due_time, is_quiet, next_try
from tests.monitor.alerts.world import plan_of


@pytest.mark.parametrize(
    ("entries", "now", "due"),
    [
        ("", "2022-04-25T10:17+07:00", "2022-04-25T10:17+07:00"),
        ('digest = "hourly"', "2022-04-25T10:17+07:00", "2022-04-25T11:00+07:00"),
        ('digest = "hourly"', "2022-04-25T10:00+07:00", "2022-04-25T11:00+07:00"),
        ('digest = "daily"', "2022-04-25T05:59+07:00", "2022-04-25T06:00+07:00"),
        ('digest = "daily"', "2022-04-25T06:00+07:00", "2022-04-26T06:00+07:00"),
        ('digest = "daily"\nhour = 0', "2022-12-31T23:59+07:00", "2023-01-01T00:00+07:00"),
        ('digest = "daily"', "2022-04-24T23:30+00:00", "2022-04-25T23:00+00:00"),
    ],
)
def test_due_time(entries: str, now: str, due: str) -> None:
    channel = plan_of(f'[channels.c]\nkind = "stdout"\n{entries}').channels["c"]
    assert due_time(channel, datetime.fromisoformat(now)) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("quiet", "local", "silent"),
    [
        ("21:00-05:00", "20:59", False), ("21:00-05:00", "21:00", True), ("21:00-05:00", "03:00", True),
        ("21:00-05:00", "05:00", False), ("12:00-13:00", "12:30", True), ("12:00-13:00", "13:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_may_pass_midnight(quiet: str, local: str, silent: bool) -> None:
    channel = plan_of(f'[channels.c]\nkind = "stdout"\nquiet = "{quiet}"').channels["c"]
    assert is_quiet(channel, datetime.fromisoformat(f"2022-04-25T{local}+07:00")) is silent


@pytest.mark.parametrize(
    ("attempts", "retry_after_s", "wait"),
    [
        (1, None, timedelta(minutes=5)), (2, None, timedelta(minutes=10)), (7, None, timedelta(minutes=320)),
        (8, None, timedelta(hours=6)), (30, None, timedelta(hours=6)), (1, 3600.0, timedelta(hours=1)),
        (1, 1e9, MAX_RETRY_AFTER),
    ],
)  # fmt: skip
def test_waits_double_up_to_six_hours(attempts: int, retry_after_s: float | None, wait: timedelta) -> None:
    now = datetime(2022, 4, 25, tzinfo=UTC)
    assert next_try(attempts, now, retry_after_s) == now + wait
    assert wait < HORIZON


def test_a_channel_is_tried_for_about_a_week() -> None:
    now = start = datetime(2022, 4, 25, tzinfo=UTC)
    for attempts in range(1, MAX_ATTEMPTS):
        now = next_try(attempts, now, None)
    assert timedelta(days=6) < now - start < timedelta(days=8)
