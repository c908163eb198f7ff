"""The command `pantau`: its commands by name, and the one place that turns errors into exit codes."""

from __future__ import annotations

import sys

import typer

from corpus.errors import ConfigError, ContentError, RemoteError
from corpus.version import __version__
from monitor.cli import (
    article,
    clusters,
    crawl,
    demo,
    explain,
    export,
    extract,
    feed,
    importing,
    init,
    kliping,
    kwic,
    process,
    schema,
    search,
    serve,
    show,
    similar,
    stats,
    watch,
)
from monitor.cli.alerts import alerts_app
from monitor.cli.archive import archive_app
from monitor.cli.events import events_app
from monitor.cli.output import BUG, CONFIGURATION, LOCKED, PARTLY, complain, say
from monitor.cli.person import person_app
from monitor.cli.registry import registry_app
from monitor.cli.review import gold_app, review_app
from monitor.cli.snapshot import snapshot_app
from monitor.cli.source import source_app
from monitor.lock import LockHeld

app = typer.Typer(
    name="pantau",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Follow Indonesian regional news about the smart-city programme and turn it into records that can be checked.",
    epilog="Exit codes: 0 done, 2 usage, 3 partly done, 4 configuration, 70 bug, 75 another run holds the lock.",
)
_COMMANDS = (
    demo.demo,
    init.init,
    watch.watch,
    serve.serve,
    crawl.crawl,
    article.article,
    extract.extract,
    explain.explain,
    process.process,
    search.search,
    kwic.kwic,
    similar.similar,
    clusters.clusters,
    stats.stats,
    show.show,
    export.export,
    kliping.kliping,
    feed.feed,
    export.rehydrate,
    schema.schema,
)
for command in _COMMANDS:
    app.command()(command)
app.command("import")(importing.import_)
app.add_typer(registry_app, name="registry")
app.add_typer(source_app, name="source")
app.add_typer(archive_app, name="archive")
app.add_typer(events_app, name="events")
app.add_typer(snapshot_app, name="snapshot")
app.add_typer(review_app, name="review")
app.add_typer(gold_app, name="gold")
app.add_typer(person_app, name="person")
app.add_typer(alerts_app, name="alerts")


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
        app()
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
        complain(f"{type(error).__name__}: {error}; this is a bug, please report it with the lines below")
        import traceback

        traceback.print_exc()
        sys.exit(BUG)
