"""`pantau rehydrate`: stand-off records get their texts back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from corpus.errors import UnreadableInput
from corpus.exports.jsonl import write_jsonl
from corpus.record import Record, decode_record
from monitor.cli.export import ToOption
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, complain, err
from monitor.cli.writing import write_file, written
from monitor.rehydrating import Missing, Shelf, iter_whole


def rehydrate(
    file: Annotated[Path, typer.Argument(help="An export in the format jsonl, made without --with-text.")],
    to: ToOption = None,
    web: Annotated[
        bool, typer.Option("--web", help="Ask the outlets for what is not here, as politely as a crawl.")
    ] = False,
    missing: Annotated[
        Path | None, typer.Option("--missing", help="Write the addresses without a text here, one a line.")
    ] = None,
) -> None:
    """Give stand-off records their full text back, from store, archive or the outlets, and check every hash.

    A page that reads otherwise today does not give its text back: the record was made from another one.

    Examples:

      pantau rehydrate liputan.jsonl --to liputan-teks.jsonl

      pantau rehydrate liputan.jsonl --web --missing hilang.txt --to liputan-teks.jsonl
    """
    lacking: list[Missing] = []

    def refuse(found: Missing) -> None:
        complain(f"{found.address}: {found.reason.removeprefix(f'{found.address}: ')}")
        lacking.append(found)

    with opened_store() as (settings, store), written(to) as out:
        whole = iter_whole(read_export(file), Shelf(settings, store), refuse, clock=lambda: datetime.now(UTC), web=web)
        count = write_jsonl(whole, out, with_text=True)
    err.print(f"{count} records have their text again, {len(lacking)} do not", markup=False)
    if missing is not None:
        write_file(missing, "".join(f"{found.address}\n" for found in lacking).encode())
    if lacking:
        raise typer.Exit(PARTLY)


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
