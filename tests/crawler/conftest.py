from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store, open_store
from tests.crawler.loopback import Answer, Site, serve


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        running.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /tertutup/\n", headers={})
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Store, Path]]:
    store = open_store(tmp_path / "pantau.db")
    yield store, tmp_path / "archive"
    store.close()
