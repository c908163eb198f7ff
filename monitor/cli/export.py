"""`pantau export`: records as files for other programs; `pantau rehydrate`: their texts back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from sqlalchemy import Connection

from corpus.errors import UnreadableInput
from corpus.exports.jsonl import write_jsonl
from corpus.exports.masking import mask_people
from corpus.exports.table import EXPORTERS, NEEDS_TEXT
from corpus.record import Record, decode_record
from corpus.rehydration import with_text as give_text
from corpus.search.query import Query
from corpus.store.articles import read_text
from corpus.store.filters import Filters
from corpus.store.members import iter_members
from corpus.store.reviewed import iter_reviewed, read_current
from crawler.sources import load_sources
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, complain, err
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors
from monitor.cli.writing import write_file, written
from monitor.exporting import find_exporter, rebuild_text
from monitor.settings import Settings
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


def rehydrate(
    file: Annotated[Path, typer.Argument(help="An export in the format jsonl, made without --with-text.")],
    to: ToOption = None,
    missing: Annotated[
        Path | None, typer.Option("--missing", help="Write the addresses without a text here, for `pantau import`.")
    ] = None,
) -> None:
    """Give stand-off records their full text back, from the store or the archive, and check every hash.

    What is not there can be fetched: write it down with --missing, run `pantau import` on it, and rehydrate again.

    Examples:

      pantau rehydrate liputan.jsonl --to liputan-teks.jsonl

      pantau rehydrate liputan.jsonl --missing alamat.txt --to liputan-teks.jsonl
    """
    lacking: list[str] = []
    with opened_store() as (settings, store), store.read() as conn, written(to) as out:
        count = write_jsonl(_whole(file, conn, settings, lacking), out, with_text=True)
    err.print(f"{count} records have their text again, {len(lacking)} do not", markup=False)
    if missing is not None:
        write_file(missing, "".join(f"{url}\n" for url in lacking).encode())
    if lacking:
        raise typer.Exit(PARTLY)


def _whole(file: Path, conn: Connection, settings: Settings, lacking: list[str]) -> Iterator[Record]:
    sources = cache(lambda: load_sources(settings.sources))  # many files, read when one text is not in the store
    for record in read_export(file):
        text = read_text(conn, record.article.text_sha256)
        if text is None and record.article.capture is not None:
            text = rebuild_text(settings.archive, record.article, sources())
        try:
            if text is None:
                raise UnreadableInput(record.id, "its text is neither in the store nor in the archive")
            yield give_text(record, text)
        except UnreadableInput as problem:
            complain(problem)
            lacking.append(record.article.canonical_url or record.article.url or record.id)


def read_export(file: Path) -> Iterator[Record]:
    """The records of a `jsonl` export.

    Raises:
        UnreadableInput: the file is missing, or a line is no record.
    """
    try:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _decoded(line, f"{file}, line {number}")
    except OSError as error:
        raise UnreadableInput(str(file), f"cannot be read ({error.strerror})") from error


def _decoded(line: bytes, place: str) -> Record:
    try:
        return decode_record(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(place, f"is no record of `pantau export jsonl` ({error})") from error
