"""A PostgreSQL server of its own for tests, on a private socket, wherever one is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACES = Path("/usr/lib/postgresql")
_START_S = 30.0


def find_server() -> Path | None:
    """The folder of PostgreSQL's programs; None when it is not installed."""
    found = shutil.which("postgres")
    if found is not None:
        return Path(found).parent
    installed = sorted(_PLACES.glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    return installed[-1].parent if installed else None


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """A server with an empty database; gives its URL. Nothing of it is left behind."""
    # PostgreSQL refuses to run for root, and a socket's path must be short.
    user = next(name for name in ("postgres", "nobody") if _known(name)) if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        arguments = ["-U", "pantau", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        made: list[str | Path] = [programs / "initdb", "-D", folder / "data", *arguments]
        subprocess.run(made, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "shared_buffers=32MB")
        options = [part for setting in settings for part in ("-c", setting)]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *options], user=user, cwd=folder, stderr=log
            )
        try:
            _wait_for(server, folder / ".s.PGSQL.5432", folder / "log")
            yield f"postgresql+psycopg://pantau@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait(_START_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _known(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _wait_for(server: subprocess.Popen[bytes], socket: Path, log: Path) -> None:
    until = time.monotonic() + _START_S
    while "ready to accept connections" not in log.read_text(encoding="utf-8") or not socket.exists():
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text(encoding='utf-8')}")
        time.sleep(0.05)
