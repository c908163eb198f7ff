from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from crawler.pace import HostPace
from tests.crawler.loopback import Time

ONE, OTHER = "https://satu.example/a", "https://dua.example/a"


def starts(count: int, pause_s: float, took_s: float = 0.0, slots: int = 1) -> list[float]:
    time = Time()
    pace, begin = HostPace(time.clock, time.sleep, slots=slots), time.now
    found: list[float] = []

    async def ask() -> None:
        async with pace.slot(ONE, pause_s):
            found.append((time.now - begin).total_seconds())
            await time.sleep(took_s)

    async def go() -> None:
        await asyncio.gather(*(ask() for _ in range(count)))

    asyncio.run(go())
    return found


@pytest.mark.parametrize(
    ("pause_s", "took_s", "gap_s"),
    [
        pytest.param(5.0, 0.0, 5.0, id="pause"),
        pytest.param(5.0, 1.0, 6.0, id="pause-counts-from-the-answer"),
        pytest.param(0.0, 0.0, 0.0, id="none"),
    ],
)
def test_requests_to_one_host_keep_their_distance(pause_s: float, took_s: float, gap_s: float) -> None:
    found = starts(4, pause_s, took_s)
    assert [b - a for a, b in pairwise(found)] == pytest.approx([gap_s] * 3)


def test_slow_answers_make_longer_pauses() -> None:
    gaps = [b - a for a, b in pairwise(starts(12, 1.0, 20.0))]
    assert gaps[0] < gaps[-1]
    assert gaps[-1] > 20.0 + 10.0


def test_hosts_do_not_wait_for_each_other() -> None:
    time = Time()
    pace = HostPace(time.clock, time.sleep)

    async def go() -> None:
        for url in (ONE, OTHER):
            async with pace.slot(url, 30.0):
                pass

    asyncio.run(go())
    assert time.slept == []


def test_refusals_double_the_pause_and_good_answers_bring_it_back() -> None:
    time = Time()
    pace = HostPace(time.clock, time.sleep)
    pace.slow_down(ONE, None)
    pace.slow_down(ONE, None)
    assert pace.pause_s(ONE, 2.0) == 8.0
    assert pace.pause_s(OTHER, 2.0) == 2.0
    for _ in range(40):
        pace.speed_up(ONE)
    assert pace.pause_s(ONE, 2.0) == 2.0


def test_retry_after_holds_the_host_back() -> None:
    time = Time()
    pace = HostPace(time.clock, time.sleep)
    pace.slow_down(ONE, 77.0)

    async def go() -> None:
        async with pace.slot(ONE, 0.0):
            pass

    asyncio.run(go())
    assert time.slept == [77.0]
