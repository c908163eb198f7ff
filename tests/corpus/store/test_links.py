"""The frontier: no link twice, none lost, none before its time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from corpus.store import Store
from corpus.store.links import (
    NewLink,
    count_links,
    lease_links,
    read_link,
    release_leases,
    write_done,
    write_failed,
    write_links,
    write_refused,
    write_released,
)
from tests.corpus.store.conftest import NOW

HOUR = timedelta(hours=1)


def _links(*numbers: int, **fields: object) -> list[NewLink]:
    return [NewLink(url=f"https://contoh.id/{n}", source="contoh", **fields) for n in numbers]  # type: ignore[arg-type]


def test_only_new_links_count(store: Store) -> None:
    with store.begin() as conn:
        assert write_links(conn, _links(1, 2, 2), NOW) == 2
        assert write_links(conn, _links(2, 3), NOW) == 1
        assert count_links(conn) == {"due": 3}


def test_a_leased_link_is_not_given_out_again_until_the_lease_ends(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1), NOW)
        assert [link.attempts for link in lease_links(conn, NOW, 5, 60)] == [1]
        assert lease_links(conn, NOW + timedelta(seconds=59), 5, 60) == ()
        assert [link.attempts for link in lease_links(conn, NOW + timedelta(seconds=60), 5, 60)] == [2]


def test_higher_priority_then_older_comes_first(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1), NOW)
        write_links(conn, _links(2), NOW - HOUR)
        write_links(conn, _links(3, priority=5), NOW)
        assert [link.url[-1] for link in lease_links(conn, NOW, 2, 60)] == ["3", "2"]


def test_only_the_sources_asked_for(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1), NOW)
        write_links(conn, [NewLink(url="https://lain.id/1", source="lain")], NOW)
        assert [link.source for link in lease_links(conn, NOW, 5, 60, sources=["lain"])] == ["lain"]
        assert lease_links(conn, NOW, 5, 60, sources=[]) == ()
        assert count_links(conn, source="contoh") == {"due": 1}


@pytest.mark.parametrize(
    ("finish", "state", "open_after"),
    [
        pytest.param(lambda c, u: write_done(c, u, NOW), "done", None, id="done"),
        pytest.param(lambda c, u: write_done(c, u, NOW, NOW + HOUR), "done", HOUR, id="done-visit-again"),
        pytest.param(lambda c, u: write_failed(c, u, NOW, "timeout", NOW + HOUR), "due", HOUR, id="failed-retry"),
        pytest.param(lambda c, u: write_failed(c, u, NOW, "gone"), "failed", None, id="failed"),
        pytest.param(lambda c, u: write_refused(c, u, NOW, "robots.txt"), "refused", None, id="refused"),
        pytest.param(lambda c, u: write_released(c, [u]), "due", timedelta(0), id="released"),
    ],
)
def test_what_becomes_of_a_leased_link(store: Store, finish: object, state: str, open_after: timedelta | None) -> None:
    url = "https://contoh.id/1"
    with store.begin() as conn:
        write_links(conn, _links(1), NOW)
        lease_links(conn, NOW, 1, 60)
        finish(conn, url)  # type: ignore[operator]
        link = read_link(conn, url)
        assert link is not None
        assert (link.state, link.lease_until) == (state, None)
        if open_after is None:
            assert lease_links(conn, NOW + timedelta(days=1000), 1, 60) == ()
        else:
            if open_after:
                assert lease_links(conn, NOW + open_after - timedelta(seconds=1), 1, 60) == ()
            assert len(lease_links(conn, NOW + open_after, 1, 60)) == 1


def test_reasons_and_times_are_kept(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1, published="2022-04-21", title="Judul", lastmod=NOW), NOW)
        write_failed(conn, "https://contoh.id/1", NOW + HOUR, "HTTP 404")
        link = read_link(conn, "https://contoh.id/1")
        assert link is not None
        assert (link.reason, link.finished_at, link.discovered_at) == ("HTTP 404", NOW + HOUR, NOW)
        assert (link.published, link.title, link.lastmod) == ("2022-04-21", "Judul", NOW)
        assert read_link(conn, "https://contoh.id/9") is None


@pytest.mark.parametrize(
    ("lastmod", "state"),
    [
        pytest.param(NOW, "done", id="same"),
        pytest.param(NOW - HOUR, "done", id="earlier"),
        pytest.param(NOW + HOUR, "due", id="later"),
        pytest.param(None, "done", id="not-given"),
    ],
)
def test_a_page_is_read_again_only_when_its_source_says_that_it_changed(
    store: Store, lastmod: object, state: str
) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1, lastmod=NOW), NOW)
        write_done(conn, "https://contoh.id/1", NOW)
        assert write_links(conn, _links(1, lastmod=lastmod), NOW + HOUR) == 0
        assert count_links(conn) == {state: 1}
        write_done(conn, "https://contoh.id/1", NOW)
        write_links(conn, _links(1, lastmod=lastmod), NOW + HOUR)
        assert count_links(conn) == {"done": 1}


def test_the_only_run_may_end_the_leases_of_a_killed_one(store: Store) -> None:
    with store.begin() as conn:
        write_links(conn, _links(1, 2), NOW)
        lease_links(conn, NOW, 1, 3600)
        assert release_leases(conn, ["lain"]) == 0
        assert release_leases(conn, ["contoh"]) == 1
        assert sorted(link.attempts for link in lease_links(conn, NOW, 5, 60)) == [1, 2]
