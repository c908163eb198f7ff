"""One run at a time: an operating-system lock that a killed run cannot leave behind."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import PantauError


class LockHeld(PantauError):  # noqa: N818
    """Another run is going on; exit code 75."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(f"another run holds {path} (process {holder}); wait for it or stop it")
        self.path, self.holder = path, holder


@contextmanager
def run_lock(path: Path) -> Iterator[None]:
    """Holds the lock for the body.

    Raises:
        LockHeld: another process has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise LockHeld(path, file.read().strip() or "unknown") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
