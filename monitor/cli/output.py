"""How the command line speaks: results to stdout, progress and trouble to stderr, exit codes of one list."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

DONE, USAGE, PARTLY, CONFIGURATION, BUG, LOCKED = 0, 2, 3, 4, 70, 75

err = Console(stderr=True, highlight=False, soft_wrap=True)
# A pipe has no width: nothing may be folded or cut there.
out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 10_000)


def say(line: str) -> None:
    """Prints one line of a result."""
    sys.stdout.write(line + "\n")


def say_json(value: Any) -> None:
    """Prints one JSON value on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def complain(problem: Exception | str) -> None:
    """Prints one clear line about one thing that went wrong."""
    err.print(f"pantau: {problem}", style="red", markup=False)


def hint(line: str) -> None:
    """Tells on stderr how something was understood."""
    err.print(f"pantau: {line}", style="yellow", markup=False)


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator[Progress]:
    """A progress bar on stderr, gone when done; nothing at all when stderr is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        progress.add_task(label, total=total)
        yield progress
