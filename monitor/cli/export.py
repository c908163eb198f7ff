"""`pantau export`: records as files for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from corpus.exports.table import EXPORTERS
from corpus.store.records import iter_records
from monitor.cli.filters import (
    EventOption,
    OutletOption,
    RegionOption,
    RelevantOption,
    SinceOption,
    UntilOption,
    make_filters,
)
from monitor.cli.opened import opened_store
from monitor.cli.output import err


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(EXPORTERS)}.")],
    to: Annotated[Path | None, typer.Option("--to", help="File to write; standard output when missing.")] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include the articles' full text.")] = False,
    region: RegionOption = None,
    event: EventOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    relevant: RelevantOption = None,
) -> None:
    """Write stored records to a file, all of them or those that the options name.

    Full text stays out unless asked for: outlets hold the copyright.

    Examples:

      pantau export csv --to liputan.csv --relevant

      pantau export jsonl --event mou_signing --with-text > mou.jsonl
    """
    if format_ not in EXPORTERS:
        raise typer.BadParameter(f"{format_!r} is no format; known are {', '.join(EXPORTERS)}")
    filters = make_filters(region=region, event=event, outlet=outlet, since=since, until=until, relevant=relevant)
    with opened_store() as (_, store), store.read() as conn:
        records = iter_records(conn, filters)
        if to is None:
            EXPORTERS[format_](records, sys.stdout.buffer, with_text=with_text)
            return
        part = to.with_name(to.name + ".part")
        with part.open("wb") as file:
            count = EXPORTERS[format_](records, file, with_text=with_text)
        part.replace(to)  # a half-written file never bears the name that was asked for
    err.print(f"{count} records written to {to}", markup=False)
