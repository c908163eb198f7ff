"""`pantau demo`: the whole product on a small press world on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.opened import opened_store
from monitor.cli.output import say
from monitor.cli.watch import run_watch
from monitor.lock import run_lock
from monitor.settings import load_settings

# Fixed ports, so that a second run meets the same addresses; outside the range that Linux gives to clients.
FIRST_PORT = 18710


def demo(
    folder: Annotated[Path, typer.Option(help="Folder for database and archive.")] = Path("demo-data"),
    day: Annotated[int, typer.Option(min=1, max=2, help="2: what the outlets add on the next day.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier runs first.")] = False,
    english: Annotated[bool, typer.Option("--english", help="Report in English.")] = False,
    port: Annotated[int, typer.Option(min=0, help="First port of the outlets; 0 takes any free ones.")] = FIRST_PORT,
) -> None:
    """Serve five small outlets on this machine, watch them once with the ordinary code, and show the new events.

    No network is needed. A second run finds nothing new; --day 2 brings the next day's news.

    Examples:

      pantau demo

      pantau demo --day 2
    """
    from monitor.demo.world import press_world

    if fresh and (folder / "pantau.db").exists():
        shutil.rmtree(folder)
    settings = load_settings(data=folder, allow_private=True, contact="demo@localhost")
    with (
        opened_store(create=True, settings=settings) as (_, store),
        run_lock(settings.lock),
        press_world(day, port) as world,
    ):
        run_watch(settings, store, world.sources, language="en" if english else "id")
    say("")
    say(f'Next: PANTAU_DATA={folder} pantau search "kota cerdas"   ·   PANTAU_DATA={folder} pantau show ID')
