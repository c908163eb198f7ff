"""The sign of life: given once, and trouble with it never names the address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import SettingsError
from crawler.fetch import FetchOptions
from monitor.heartbeat import ping
from tests.monitor.alerts.receivers import free_port, web_server

LOOPBACK = FetchOptions(allow_private=True)


def _now() -> datetime:
    return datetime(2022, 4, 25, tzinfo=UTC)


def test_it_is_asked_once_also_by_reference(tmp_path: Path) -> None:
    with web_server() as server:
        assert ping(server.url, LOOPBACK, _now) is None
        (tmp_path / "denyut").write_text(server.url, encoding="utf-8")
        assert ping(f"file:{tmp_path / 'denyut'}", LOOPBACK, _now) is None
        assert server.asked == 2


@pytest.mark.parametrize("status", [404, 503])
def test_an_answer_of_trouble_is_told_without_the_address(status: int) -> None:
    with web_server() as server:
        server.answers.append((status, {}))
        problem = ping(server.url, LOOPBACK, _now)
    assert problem is not None
    assert str(status) in problem
    assert "rahasia" not in problem


def test_nobody_there_and_private_addresses_are_told() -> None:
    url = f"http://127.0.0.1:{free_port()}/?kunci=rahasia"
    for options in (LOOPBACK, FetchOptions()):
        problem = ping(url, options, _now)
        assert problem is not None
        assert "rahasia" not in problem


def test_a_reference_that_leads_nowhere_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError):
        ping("env:PANTAU_SECRET_TIADA", LOOPBACK, _now)
