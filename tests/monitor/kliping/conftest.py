"""The desk's store and its kliping."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store, open_store
from monitor.kliping import Kliping
from tests.monitor.kliping.desk import fill, gather


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(Path(tmp_path_factory.mktemp("desk")) / "pantau.db")
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def kliping(store: Store) -> Kliping:
    return gather(store)
