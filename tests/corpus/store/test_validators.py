"""Validators, robots files and sources: the newest one counts."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from corpus.store import Store
from corpus.store.robots import RobotsFile, read_robots, write_robots
from corpus.store.sources import SourceRow, read_sources, write_source
from corpus.store.validators import Validator, read_validator, write_validator
from tests.corpus.store.conftest import NOW


def test_the_newest_validator_counts(store: Store) -> None:
    first = Validator(url="https://contoh.id/feed", etag='"1"', last_modified=None, body_sha256="aa", checked_at=NOW)
    later = msgspec.structs.replace(first, etag=None, last_modified="Thu, 21 Apr 2022", checked_at=NOW + timedelta(1))
    with store.begin() as conn:
        assert read_validator(conn, first.url) is None
        write_validator(conn, first)
        assert read_validator(conn, first.url) == first
        write_validator(conn, later)
        assert read_validator(conn, first.url) == later


def test_the_newest_robots_file_counts(store: Store) -> None:
    first = RobotsFile(host="https://contoh.id", status=200, body="User-agent: *\nDisallow: /admin", fetched_at=NOW)
    later = RobotsFile(host="https://contoh.id", status=None, body="", fetched_at=NOW)
    with store.begin() as conn:
        assert read_robots(conn, first.host) is None
        write_robots(conn, first)
        assert read_robots(conn, first.host) == first
        write_robots(conn, later)
        assert read_robots(conn, first.host) == later


def test_sources_are_listed_by_name(store: Store) -> None:
    rows = [SourceRow(name=name, outlet=name.title(), type="portal", region_code="13.72") for name in ("b", "a")]
    with store.begin() as conn:
        for row in [*rows, SourceRow(name="b", outlet="Baru", type="portal")]:
            write_source(conn, row, NOW)
        assert [(row.name, row.outlet, row.region_code) for row in read_sources(conn)] == [
            ("a", "A", "13.72"),
            ("b", "Baru", None),
        ]
