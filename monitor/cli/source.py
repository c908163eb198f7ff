"""`pantau source list|add|check`: the outlets and sites that are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.table import Table
from rich.text import Text

from corpus.errors import SettingsError
from crawler.health import Health
from crawler.probe import Proposal
from crawler.sources import Source, load_sources
from crawler.sources.source import SourceType, Zone
from monitor.cli.crawling import named_sources
from monitor.cli.filters import region_code
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, err, out, progress_bar, say, say_json
from monitor.settings import Settings, load_settings

source_app = typer.Typer(no_args_is_help=True, help="The outlets and government sites that are read.")
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@source_app.command("list")
def list_(
    region: Annotated[str | None, typer.Option("--region", help="Only this region, by code or name.")] = None,
    json: JsonOption = False,
) -> None:
    """List the sources: name, outlet, type, region, and the day on which somebody tried them.

    Examples:

      pantau source list

      pantau source list --region "Sumatera Barat" --json
    """
    code = region_code(region) if region else None
    found = [s for s in load_sources(load_settings().sources) if code is None or (s.region or "").startswith(code)]
    if json:
        for source in found:
            say_json(source)
        return
    table = Table("name", "outlet", "type", "region", "tried", "address", box=None, pad_edge=False)
    for source in found:
        tried = source.verified.isoformat() if source.verified else "never"
        table.add_row(
            *map(Text, (source.name, source.outlet, source.type, source.region or "–", tried, source.home))
        )  # fmt: skip
    out.print(table)


def _known(kind: str, zone: str) -> tuple[SourceType, Zone]:
    kinds: tuple[SourceType, ...] = get_args(SourceType)
    zones: tuple[Zone, ...] = get_args(Zone)
    if kind not in kinds or zone not in zones:
        raise typer.BadParameter(f"--type is one of {', '.join(kinds)}; --zone one of {', '.join(zones)}")
    return kinds[kinds.index(kind)], zones[zones.index(zone)]


@source_app.command()
def add(
    url: Annotated[str, typer.Argument(help="Address of the site's front page.")],
    name: Annotated[str | None, typer.Option(help="Name of the source; made of the address when missing.")] = None,
    kind: Annotated[str, typer.Option("--type", help=f"One of: {', '.join(get_args(SourceType))}.")] = "portal",
    region: Annotated[str | None, typer.Option("--region", help="Its region, by code or name.")] = None,
    zone: Annotated[str, typer.Option(help="Its clock: WIB, WITA or WIT.")] = "WIB",
    to: Annotated[Path | None, typer.Option("--to", help="Folder for the file; the setting `sources`.")] = None,
) -> None:
    """Find out how a site names its articles, try it, and write the source file with what was seen.

    Examples:

      pantau source add https://www.kabarkota.id/ --region 13.75

      pantau source add https://diskominfo.kotakita.go.id/ --type government --zone WITA
    """
    site_type, clock = _known(kind, zone)
    from monitor.checking import source_name, try_site

    code = region_code(region) if region else None
    with opened_store(create=True) as (settings, store):
        file = _folder(to, settings) / kind / f"{name or source_name(url)}.toml"
        if file.exists():
            raise SettingsError(str(file), "is there already; remove it first or give another --name")
        with progress_bar("trying the site", None):
            tried = try_site(settings, store, url, file, kind=site_type, zone=clock, region=code)
    _print_findings(tried.proposal)
    if not tried.text:
        err.print(f"{url}: nothing there names articles; write a file with [[listings]] by hand", markup=False)
        raise typer.Exit(PARTLY)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tried.text, encoding="utf-8")
    say(str(file))
    if settings.sources is None and to is None:
        err.print(f'to read it, set sources = "{file.parent.parent}" in pantau.toml', markup=False)
    if tried.health is not None and tried.health.problems:
        _print_health(tried.health)
        raise typer.Exit(PARTLY)


def _folder(to: Path | None, settings: Settings) -> Path:
    return to or settings.sources or Path("sources")


def _print_findings(proposal: Proposal) -> None:
    for found in proposal.findings:
        err.print(f"{found.kind} {found.url}: {found.reason or f'{found.links} links, taken'}", markup=False)


@source_app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Sources; all when missing.")] = None,
    json: JsonOption = False,
) -> None:
    """Ask the sources for their links, read three articles of each, and say what is wrong.

    Nothing is stored. Exit code 3 when a source has a problem.

    Examples:

      pantau source check antara-sumbar

      pantau source check --json > sehat.jsonl
    """
    from monitor.checking import iter_health

    ill = 0
    with opened_store(create=True) as (settings, store):
        sources: tuple[Source, ...] = named_sources(settings, names or [])
        with progress_bar("checking", len(sources)) as bar:
            for health in iter_health(settings, store, sources):
                ill += bool(health.problems)
                say_json(health) if json else _print_health(health)
                bar.advance(bar.task_ids[0])
    if ill:
        raise typer.Exit(PARTLY)


def _print_health(health: Health) -> None:
    state = "well" if not health.problems else "not well"
    answering = health.ways - health.ways_failed
    say(
        f"{health.source}: {state}; {answering} of {health.ways} ways answer, {health.links} links ({health.new_links}"
        f" new), {health.extracted} of {health.sampled} pages read, newest {health.newest or '–'}"
    )
    for problem in (*health.problems, *health.notes):
        say(f"  {problem}")
