"""`pantau similar`: stored articles that are about the same as one of them, or as a text of your own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text
from sqlalchemy import Connection

from corpus.article import normalise_text
from corpus.errors import UnreadableInput
from corpus.store.articles import find_article, read_article
from corpus.store.similar import Similar, find_similar
from monitor.cli.filters import OutletOption, RelevantOption, SinceOption, UntilOption, make_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say, say_json


def similar(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE|TEXT", help="Id or address of a stored article, a text file, or words.")
    ],
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    relevant: RelevantOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Articles shown at most.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Find stored articles about the same matter, most alike first, with the word stems that they share.

    Examples:

      pantau similar 3f9a2c71d0b4e856

      pantau similar siaran-pers.txt --since 2022-01-01 --json

      pantau similar "Wali kota meneken nota kesepahaman kota cerdas di Makassar"
    """
    filters = make_filters(outlet=outlet, since=since, until=until, relevant=relevant)
    with opened_store() as (_, store), store.read() as conn:
        article_id, text = _text_of(conn, article)
        found = find_similar(conn, text, limit=limit, filters=filters, leave_out=article_id)
    for each in found:
        say_json(each) if json else _print_similar(each)
    if not found and not json:
        say("Nothing is alike.")


def _text_of(conn: Connection, name: str) -> tuple[str | None, str]:
    stored = read_article(conn, name) or find_article(conn, name)
    if stored is not None:
        return stored.id, stored.text
    if len(name.split()) > 1 and not _is_there(name):
        return None, normalise_text(name)
    try:
        return None, normalise_text(Path(name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnreadableInput(name, "neither a stored article nor a file; `pantau search` lists ids") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(name, f"cannot be read as UTF-8 text: {error}") from error


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # too long for the name of a file
        return False


def _print_similar(found: Similar) -> None:
    out.print(Text.assemble(f"{found.score:.2f}  ", (found.article_id, "cyan"), f"  {found.title or 'untitled'}"))
    where = f"{found.outlet or '–'} · {(found.published or 'no date')[:10]} · {', '.join(found.shared)}"
    out.print(Text(f"      {where}", style="dim"))
