"""`pantau export`: records as files for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from corpus.exports.masking import mask_people
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.record import Record
from corpus.search.query import Query
from corpus.store.filters import Filters
from corpus.store.members import iter_members
from corpus.store.reviewed import iter_reviewed, read_current
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import err
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors
from monitor.cli.writing import written
from monitor.exporting import find_exporter
from registry.registry import load_registry

ToOption = Annotated[Path | None, typer.Option("--to", help="File to write; standard output when missing.")]


@with_filters
def export(
    *,
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(EXPORTERS)}.")],
    to: ToOption = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include the articles' full text.")] = False,
    mask: Annotated[bool, typer.Option("--mask-people", help="Offices instead of people's names.")] = False,
    query: Annotated[str, typer.Option("--query", help=QUERY_HELP)] = "",
    filters: Filters,
) -> None:
    """Write stored records to a file, all of them or those that the options name.

    Full text stays out unless asked for: outlets hold the copyright. Formats that are made of text need --with-text.

    Examples:

      pantau export csv --to liputan.csv --relevant

      pantau export jsonl --event mou_signing --with-text > mou.jsonl

      pantau export brat --query 'event:mou_signing copies:no' --with-text --to anotasi.zip
    """
    check_format(format_, with_text)
    with usage_errors(), opened_store() as (settings, store), store.read() as conn:
        records = _chosen(conn, filters, read_query(query))
        write = find_exporter(format_, load_registry(overlay=settings.registry))
        with written(to) as file:
            count = write(map(mask_people, records) if mask else records, file, with_text=with_text)
    if to is not None:
        err.print(f"{count} records written to {to}", markup=False)


def _chosen(conn: Connection, filters: Filters, query: Query | None) -> Iterator[Record]:
    if query is None:
        yield from iter_reviewed(conn, filters)
        return
    for member in iter_members(conn, filters, query):
        record = read_current(conn, member.article_id)
        if record is not None:
            yield record


def check_format(name: str, with_text: bool) -> None:
    """Checks what the user typed.

    Raises:
        typer.BadParameter: no such format, or one that holds full text without --with-text.
    """
    if name not in EXPORTERS:
        raise typer.BadParameter(f"{name!r} is no format; known are {', '.join(EXPORTERS)}")
    if name in NEEDS_TEXT and not with_text:
        raise typer.BadParameter(f"{name} holds the articles' full text; add --with-text")
