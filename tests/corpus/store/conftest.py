"""A fresh store for each test, and articles to put into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.store import Store, open_store

NOW = datetime(2022, 4, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "pantau.db")
    yield opened
    opened.close()
