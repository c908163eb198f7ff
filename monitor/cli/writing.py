"""Files that a command writes: whole or not at all, and what to do when the disk does not take them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# What the owner of the disk can mend, and how; any other error of the operating system is a bug of ours.
_ADVICE = {
    errno.ENOSPC: "free some space, or name a place on another disk",
    errno.EDQUOT: "free some space, or name a place on another disk",
    errno.EFBIG: "raise the limit of file sizes (`ulimit -f`), or name a place on another disk",
    errno.EROFS: "name a place that can be written",
    errno.EACCES: "check the permissions, or name a place that can be written",
    errno.EPERM: "check the permissions, or name a place that can be written",
    errno.ENOENT: "make the folder first, or name another place",
    errno.ENOTDIR: "name a place in a folder",
    errno.EISDIR: "that is a folder; name a file",
    errno.EIO: "check the disk",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def written(to: Path | None) -> Iterator[BinaryIO]:
    """A file to write to: standard output for None. A half-written file never bears the name that was asked for."""
    if to is None:
        yield sys.stdout.buffer
        return
    part = to.with_name(to.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(to)
    except OSError as error:
        error.filename = error.filename or str(to)  # a write does not say where
        raise
    finally:
        part.unlink(missing_ok=True)


def write_file(to: Path | None, content: bytes) -> None:
    """Writes a whole file, or to standard output for None."""
    with written(to) as file:
        file.write(content)


def disk_trouble(error: BaseException) -> str | None:
    """One line about what the disk refused and what to do; None for an error that is not the disk's."""
    if error.args and isinstance(error.args[0], OSError):  # as XlsxWriter wraps it
        error = error.args[0]
    advice = _ADVICE.get(error.errno or 0) if isinstance(error, OSError) else None
    if advice is None or not isinstance(error, OSError):
        return None
    if place := error.filename2 or error.filename:
        return f"{str(place).removesuffix('.part')}: {error.strerror}; no half-written file was left; {advice}"
    return f"the output cannot be written: {error.strerror}; {advice}"


def drop_output() -> None:
    """Lets go of what could not be written, so that Python's own last flushes do not fail on it again."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    sys.unraisablehook = lambda _: None
