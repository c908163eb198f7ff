"""The command `pantau`: its own options, and the one place that turns errors into exit codes."""

from __future__ import annotations

import sys

import typer

from corpus.errors import ConfigError, ContentError, RemoteError
from corpus.version import __version__
from monitor.cli.commands import CommandGroup
from monitor.cli.output import BUG, CONFIGURATION, LOCKED, PARTLY, complain, say
from monitor.cli.writing import disk_trouble, drop_output
from monitor.lock import LockHeld

app = typer.Typer(
    name="pantau",
    cls=CommandGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Follow Indonesian regional news about the smart-city programme and turn it into records that can be checked.",
    epilog="Exit codes: 0 done, 2 usage, 3 partly done, 4 configuration, 70 bug, 75 another run holds the lock.",
)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"pantau {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options before the command."""


def main() -> None:
    """Runs the command line; never returns."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, where a full disk behind it can still be told
    except ConfigError as error:
        complain(error)
        sys.exit(CONFIGURATION)
    except LockHeld as error:
        complain(error)
        sys.exit(LOCKED)
    except (ContentError, RemoteError) as error:
        complain(error)
        sys.exit(PARTLY)
    except Exception as error:
        sys.exit(_end(error))


def _end(error: Exception) -> int:
    """Tells about an error that no command expected; returns the exit code."""
    if isinstance(error, BrokenPipeError):  # whoever read our output has seen enough
        drop_output()
        return 1
    if trouble := disk_trouble(error):
        drop_output()
        complain(trouble)
        return CONFIGURATION
    complain(f"{type(error).__name__}: {error}; this is a bug, please report it with the lines below")
    import traceback

    traceback.print_exc()
    return BUG
