"""`pantau extract`: texts in, one record a line out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from corpus.article import Article
from corpus.errors import ContentError
from corpus.record import encode_record
from monitor.cli.output import PARTLY, complain, progress_bar
from monitor.inputs import iter_jsonl, parse_day, read_file, stdin_bytes


def extract(
    files: Annotated[
        list[str] | None, typer.Argument(help="Text files, one article each; - is standard input.")
    ] = None,
    jsonl: Annotated[
        str | None, typer.Option("--jsonl", help='JSON lines with "id", "text", "title", "published", "url", "outlet".')
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date of the files, e.g. 2022-04-21.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet of the files.")] = None,
) -> None:
    """Read texts and print one record a line, in input order.

    Examples:

      pantau extract berita.txt --published 2022-04-21

      pantau extract --jsonl articles.jsonl > records.jsonl

      cat berita.txt | pantau extract -
    """
    if bool(files) == bool(jsonl):
        raise typer.BadParameter("give either files or --jsonl FILE")
    try:
        parse_day(published, "--published")
    except ContentError as error:
        raise typer.BadParameter(str(error)) from error
    from monitor.reading import load_reader  # spaCy takes a second to load; `--help` need not wait for it

    reader = load_reader()
    failed = 0
    with progress_bar("reading", len(files) if files else None) as progress:
        for item in _inputs(files or [], jsonl, published, outlet):
            if isinstance(item, ContentError):
                complain(item)
                failed += 1
            else:
                sys.stdout.write(encode_record(reader.read(item)).decode() + "\n")
            progress.advance(progress.task_ids[0])
    if failed:
        raise typer.Exit(PARTLY)


def _inputs(
    files: list[str], jsonl: str | None, published: str | None, outlet: str | None
) -> Iterator[Article | ContentError]:
    if jsonl:
        yield from iter_jsonl(jsonl, stdin_bytes())
    for path in files:
        try:
            yield read_file(path, published, outlet, stdin_bytes())
        except ContentError as error:
            yield error
