"""`pantau article`: saved pages in, title, byline, date and body out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import ContentError
from monitor.cli.output import PARTLY, complain, progress_bar, say_json
from monitor.inputs import stdin_bytes
from monitor.pages import PageResult, iter_listed_pages, read_page


def article(
    file: Annotated[Path | None, typer.Argument(help="HTML file, gzipped when it ends in .gz.")] = None,
    url: Annotated[str, typer.Option(help="Address that the file was fetched from.")] = "",
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help='JSON lines with "id", "url", "html_path" (relative to the file).')
    ] = None,
) -> None:
    """Read the article in a saved page: one JSON object a page, in input order.

    Examples:

      pantau article page.html --url https://contoh.id/2022/04/21/teken-mou

      pantau article --jsonl pages.jsonl > articles.jsonl
    """
    if (file is None) == (jsonl is None):
        raise typer.BadParameter("give either a file or --jsonl FILE")
    failed = 0
    with progress_bar("reading", 1 if file else None) as progress:
        for item in _items(file, jsonl, url):
            if isinstance(item, ContentError):
                complain(item)
                failed += 1
            else:
                say_json(item)
            progress.advance(progress.task_ids[0])
    if failed:
        raise typer.Exit(PARTLY)


def _items(file: Path | None, jsonl: Path | None, url: str) -> Iterator[PageResult | ContentError]:
    if jsonl is not None:
        yield from iter_listed_pages(jsonl, stdin_bytes())
    elif file is not None:
        try:
            yield read_page(file, url, file.name.removesuffix(".gz").removesuffix(".html"))
        except ContentError as error:
            yield error
