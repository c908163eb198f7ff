"""`pantau registry list|show|check`: the programme's facts, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.table import Table
from rich.text import Text

from corpus.store.reviewed import iter_reviewed
from monitor.cli.filters import region_code
from monitor.cli.opened import opened_store
from monitor.cli.output import CONFIGURATION, complain, out, say, say_json
from monitor.settings import load_settings
from registry.framework import load_pillars, load_stages
from registry.listing import list_cohorts, list_gap, list_memberships, show_cohort, show_region
from registry.registry import DATA, Registry, check_registry, load_registry

registry_app = typer.Typer(
    no_args_is_help=True, help="The programme's facts: regions, cohorts, members, office-holders."
)
_TABLES = ("cohorts", "members", "regions", "officials", "pillars", "stages", "gap")
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@registry_app.command("list")
def list_(
    table: Annotated[str, typer.Argument(help=f"One of: {', '.join(_TABLES)}.")] = "cohorts",
    cohort: Annotated[int | None, typer.Option(help="Only this cohort's members.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province, by code or name.")] = None,
    json: JsonOption = False,
) -> None:
    """List a table of the registry; `gap` lists members that no stored record about the programme names.

    Examples:

      pantau registry list

      pantau registry list members --cohort 2022 --province "Sumatera Barat"

      pantau registry list gap --cohort 2022
    """
    if table not in _TABLES:
        raise typer.BadParameter(f"{table!r} is no table; known are {', '.join(_TABLES)}")
    rows = _rows(_load(), table, cohort, region_code(province) if province else None)
    if json:
        for row in rows:
            say_json(row)
    else:
        _print_rows(rows)


def _load() -> Registry:
    return load_registry(overlay=load_settings().registry)


def _rows(registry: Registry, table: str, cohort: int | None, province: str | None) -> Sequence[msgspec.Struct]:
    if table == "cohorts":
        return list_cohorts(registry)
    if table == "members":
        return list_memberships(registry, cohort_year=cohort, province_code=province)
    if table == "regions":
        return [r for r in registry.regions.values() if province in (None, r.province_code, r.code)]
    if table == "officials":
        return [o for o in registry.officials if province in (None, (o.region_code or "")[:2])]
    if table == "gap":
        return list_gap(registry, _covered(), cohort)
    return load_pillars() if table == "pillars" else load_stages()


def _covered() -> set[str]:
    with opened_store() as (_, store), store.read() as conn:
        records = (record for record in iter_reviewed(conn) if record.relevance.relevant)
        return {region.code for record in records for region in record.regions}


def _print_rows(rows: Iterable[msgspec.Struct]) -> None:
    table: Table | None = None
    for row in rows:
        fields = {name: value for name, value in msgspec.structs.asdict(row).items() if name not in ("lat", "lon")}
        if table is None:
            table = Table(box=None, pad_edge=False)
            for name in fields:
                table.add_column(name, overflow="fold")
        table.add_row(*(Text(_cell(value)) for value in fields.values()))
    if table is None:
        say("None.")
    else:
        out.print(table)


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return (
        {None: "–", True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)
    )


@registry_app.command()
def show(
    what: Annotated[str, typer.Argument(help="A region by code or name, or a cohort by its year.")],
    json: JsonOption = False,
) -> None:
    """Show everything that the registry holds on one region or one cohort.

    Examples:

      pantau registry show "Kota Bukittinggi"

      pantau registry show 2022
    """
    registry = _load()
    if what.isdigit() and len(what) == 4:
        cohort = show_cohort(registry, int(what))
        if cohort is None:
            raise typer.BadParameter(f"no cohort {what}; known are {', '.join(map(str, registry.cohorts))}")
        sheet: msgspec.Struct = cohort
    else:
        found = show_region(registry, region_code(what))
        assert found is not None  # region_code gives codes of the shipped regions only
        sheet = found
    if json:
        say_json(sheet)
        return
    for name, value in msgspec.structs.asdict(sheet).items():
        _print_field(name, value)


def _print_field(name: str, value: Any) -> None:
    if isinstance(value, tuple):
        say(f"{name} ({len(value)})")
        for row in value:
            facts = (str(v) for v in msgspec.structs.asdict(row).values() if v not in (None, ""))
            say("  " + " · ".join(facts))
    elif isinstance(value, msgspec.Struct):
        for key, part in msgspec.structs.asdict(value).items():
            say(f"{key}: {_cell(part)}")
    else:
        say(f"{name}: {_cell(value)}")


@registry_app.command()
def check(
    folder: Annotated[Path | None, typer.Option(help="Your own rows; the setting `registry` when missing.")] = None,
) -> None:
    """Check the tables against each other; one line for each row that is wrong.

    Example:

      pantau registry check --folder registri-saya
    """
    errors = check_registry(DATA, folder or load_settings().registry)
    for error in errors:
        complain(error)
    if errors:
        raise typer.Exit(CONFIGURATION)
    registry = load_registry(DATA, folder or load_settings().registry)
    regions, cohorts, members = len(registry.regions), len(registry.cohorts), len(registry.memberships)
    say(f"{regions} regions, {cohorts} cohorts, {members} memberships: sound")
