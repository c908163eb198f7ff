"""One run at a time, and no lock left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.lock import LockHeld, run_lock


def test_a_second_run_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "pantau.lock"
    with run_lock(path), pytest.raises(LockHeld, match=r"process \d+"), run_lock(path):
        pass


def test_the_lock_is_free_again_after_a_run_that_failed(tmp_path: Path) -> None:
    path = tmp_path / "pantau.lock"
    with pytest.raises(RuntimeError), run_lock(path):
        raise RuntimeError
    with run_lock(path):
        pass
