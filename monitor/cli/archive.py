"""`pantau archive verify|list|extract`: the stored answers themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.archive import StoredCapture, iter_captures, read_capture, verify_archive
from corpus.errors import UnreadableInput
from monitor.cli.filters import parse_day
from monitor.cli.output import PARTLY, complain, say, say_json
from monitor.cli.writing import write_file
from monitor.settings import load_settings

archive_app = typer.Typer(no_args_is_help=True, help="The archive: every answer as it came, in WARC files.")
FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="Folder of WARC files; that of the settings when missing.")
]


@archive_app.command()
def verify(folder: FolderOption = None) -> None:
    """Read every record, check its digests, and name each damaged place.

    Example:

      pantau archive verify
    """
    place = _folder(folder)
    count = 0
    for problem in verify_archive(place):
        complain(f"{problem.warc}, byte {problem.offset}: {problem.reason}")
        count += 1
    if count:
        raise typer.Exit(PARTLY)
    files = sorted(place.glob("*.warc.gz"))
    say(f"{len(files)} files, {sum(file.stat().st_size for file in files):,} bytes: sound")


@archive_app.command("list")
def list_(
    match: Annotated[str, typer.Argument(help="Only addresses that hold this text.")] = "",
    folder: FolderOption = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the captures: time, kind, place in the archive, address.

    Examples:

      pantau archive list

      pantau archive list antaranews.com --json
    """
    for found in iter_captures(_folder(folder)):
        if match not in found.url:
            continue
        if json:
            say_json(found)
        else:
            at = found.capture
            say(f"{found.fetched:%Y-%m-%dT%H:%M:%SZ}  {found.kind:8}  {at.warc}:{at.offset}:{at.length}  {found.url}")


@archive_app.command()
def extract(
    url: Annotated[str, typer.Argument(help="Address of the page, as `pantau archive list` prints it.")],
    day: Annotated[str | None, typer.Option("--day", help="As it was on this day (UTC); newest when missing.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="File to write; standard output when missing.")] = None,
    folder: FolderOption = None,
) -> None:
    """Write the stored bytes of one page.

    Examples:

      pantau archive extract https://www.kabarkota.id/berita/1 --to halaman.html

      pantau archive extract https://www.kabarkota.id/berita/1 --day 2022-04-21
    """
    place = _folder(folder)
    found = _newest(place, url, parse_day(day, "--day"))
    if found is None:
        raise UnreadableInput(url, f"no capture in {place}; `pantau archive list` shows what there is")
    body = read_capture(place, found.capture).body
    write_file(to, body)
    if to is not None:
        say(f"{to}: {len(body):,} bytes, fetched {found.fetched:%Y-%m-%dT%H:%M:%SZ}")


def _newest(folder: Path, url: str, day: date | None) -> StoredCapture | None:
    found = [c for c in iter_captures(folder) if c.url == url and (day is None or c.fetched.date() <= day)]
    return max(found, key=lambda c: c.fetched, default=None)


def _folder(folder: Path | None) -> Path:
    place = folder or load_settings().archive
    if not place.is_dir():
        raise UnreadableInput(str(place), "no such folder; run `pantau watch` here first, or name one with --folder")
    return place
