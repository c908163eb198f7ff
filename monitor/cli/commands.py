"""All commands by name, each loaded when it is called: reading a page needs no spaCy, and neither does `--version`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

# In the order of `pantau --help`; module below `monitor.cli` and name in it.
COMMANDS = {
    "demo": "demo:demo",
    "init": "init:init",
    "watch": "watch:watch",
    "serve": "serve:serve",
    "crawl": "crawl:crawl",
    "article": "article:article",
    "extract": "extract:extract",
    "explain": "explain:explain",
    "process": "process:process",
    "search": "search:search",
    "kwic": "kwic:kwic",
    "similar": "similar:similar",
    "clusters": "clusters:clusters",
    "stats": "stats:stats",
    "show": "show:show",
    "export": "export:export",
    "kliping": "kliping:kliping",
    "feed": "feed:feed",
    "rehydrate": "rehydrate:rehydrate",
    "schema": "schema:schema",
    "import": "importing:import_",
    "registry": "registry:registry_app",
    "source": "source:source_app",
    "archive": "archive:archive_app",
    "check": "check:check",
    "events": "events:events_app",
    "snapshot": "snapshot:snapshot_app",
    "review": "review:review_app",
    "gold": "review:gold_app",
    "person": "person:person_app",
    "alerts": "alerts:alerts_app",
}


class CommandGroup(TyperGroup):
    """The group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Loads a command; None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        target = getattr(import_module(f"monitor.cli.{module}"), name)
        if isinstance(target, typer.Typer):
            group = get_group(target)
            group.name = cmd_name
            return group
        single = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
        single.command(cmd_name)(target)
        return get_command(single)
