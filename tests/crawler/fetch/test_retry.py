from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.archive import FetchedPage
from corpus.errors import FetchPermanent, FetchTemporary
from crawler.fetch import RetryPolicy, fetch_retrying
from crawler.fetch.retry import parse_retry_after
from tests.crawler.loopback import Time

NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
PAGE = FetchedPage(url="https://kota.example/", status=200, body=b"", headers=(), fetched=NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("0", 0.0), (" 120 ", 120.0), ("Fri, 01 Mar 2024 02:01:30 GMT", 90.0),
        ("Fri, 01 Mar 2024 01:00:00 GMT", 0.0), ("nanti", None), ("", None), ("-5", None), ("1.5", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_date(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_retry_after_never_raises_and_is_never_negative(value: str) -> None:
    assert (parse_retry_after(value, NOW) or 0.0) >= 0.0


def attempts(*results: Exception | FetchedPage) -> tuple[list[int], object]:
    numbers: list[int] = []

    async def ask(number: int) -> FetchedPage:
        numbers.append(number)
        result = results[number - 1]
        if isinstance(result, Exception):
            raise result
        return result

    return numbers, ask


def temporary(retry_after_s: float | None = None) -> FetchTemporary:
    return FetchTemporary("https://kota.example/", 1, "busy", retry_after_s)


@pytest.mark.parametrize(
    ("results", "slept"),
    [
        pytest.param((PAGE,), [], id="at-once"),
        pytest.param((temporary(), temporary(), PAGE), [2.0, 4.0], id="back-off-doubles"),
        pytest.param((temporary(30.0), PAGE), [30.0], id="server-asks-for-more"),
        pytest.param((temporary(0.0), PAGE), [2.0], id="server-asks-for-less"),
    ],
)
def test_waits_between_attempts(results: tuple[Exception | FetchedPage, ...], slept: list[float]) -> None:
    time = Time()
    _, ask = attempts(*results)
    assert asyncio.run(fetch_retrying(ask, RetryPolicy(), time.sleep)) is PAGE
    assert time.slept == slept


@pytest.mark.parametrize(
    ("results", "count"),
    [
        pytest.param((temporary(),) * 3, 3, id="gives-up-after-three"),
        pytest.param((temporary(3600.0),), 1, id="a-long-wait-is-for-a-later-run"),
        pytest.param((FetchPermanent("https://kota.example/", 404, "gone"),), 1, id="permanent-at-once"),
    ],
)
def test_gives_up(results: tuple[Exception, ...], count: int) -> None:
    numbers, ask = attempts(*results)
    with pytest.raises((FetchTemporary, FetchPermanent)):
        asyncio.run(fetch_retrying(ask, RetryPolicy(), Time().sleep))
    assert len(numbers) == count
