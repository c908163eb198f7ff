"""`pantau stats`: how the stored articles spread, and which words stand out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import typer
from rich.table import Table
from sqlalchemy import Connection

from corpus.search.keyness import Standout
from corpus.search.query import Query
from corpus.store.filters import Filters
from corpus.store.statistics import Dimension, count_by, find_collocations, find_keyness
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say, say_json
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors
from registry.registry import load_registry


@with_filters
def stats(
    *,
    query: Annotated[str, typer.Argument(help=QUERY_HELP)] = "",
    by: Annotated[list[str] | None, typer.Option(help=f"{', '.join(get_args(Dimension))}; may be repeated.")] = None,
    words: Annotated[bool, typer.Option("--words", help="Words that stand near the query's words.")] = False,
    keyness: Annotated[bool, typer.Option("--keyness", help="Words used more than in all other articles.")] = False,
    filters: Filters,
    limit: Annotated[int, typer.Option(min=1, help="Rows shown of each table.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Count articles by outlet, region, month, event and pillar, or list the words that stand out.

    Words are tested by log-likelihood (Rayson and Garside 2000, from 15.13 on) and sized by log ratio (Hardie 2014).

    Examples:

      pantau stats region:13.75 --by month --by outlet

      pantau stats "smart city" --words

      pantau stats --keyness --event mou_signing --json
    """
    tree, dimensions = read_query(query), _parse_dimensions(by)
    with usage_errors(), opened_store() as (_, store), store.read() as conn:
        if words or keyness:
            found = _stand_out(conn, tree, filters, limit, near=words)
            _print_words(found, json=json)
        else:
            for dimension in dimensions:
                _print_counts(conn, dimension, tree, filters, limit=limit, json=json)


def _parse_dimensions(names: list[str] | None) -> tuple[Dimension, ...]:
    known: dict[str, Dimension] = {name: name for name in get_args(Dimension)}
    for name in names or ():
        if name not in known:
            raise typer.BadParameter(f"--by {name!r}: one of {', '.join(known)}")
    return tuple(known[name] for name in names) if names else tuple(known.values())


def _stand_out(
    conn: Connection, tree: Query | None, filters: Filters, limit: int, *, near: bool
) -> tuple[Standout, ...]:
    if near:
        if tree is None:
            raise typer.BadParameter("--words needs a query: the words whose company is wanted")
        return find_collocations(conn, tree, filters=filters, limit=limit)
    if tree is None and filters == Filters():
        raise typer.BadParameter("--keyness needs a query or a filter: the articles that are held against the rest")
    return find_keyness(conn, tree, filters=filters, limit=limit)


def _print_words(found: Iterable[Standout], *, json: bool) -> None:
    rows = list(found)
    if json:
        for each in rows:
            say_json(each)
        return
    if not rows:
        say("No word stands out.")
        return
    table = Table("word", "here", "elsewhere", "log-likelihood", "log ratio", box=None)
    for each in rows:
        numbers = (str(each.count), str(each.elsewhere), f"{each.log_likelihood:.1f}", f"{each.log_ratio:+.1f}")
        table.add_row(each.word, *numbers)
    out.print(table)


def _print_counts(
    conn: Connection, dimension: Dimension, tree: Query | None, filters: Filters, *, limit: int, json: bool
) -> None:
    shares = count_by(conn, dimension, tree, filters)
    shown = shares[-limit:] if dimension == "month" else shares[:limit]
    names = {code: r.name for code, r in load_registry().regions.items()} if dimension == "region" else {}
    if json:
        for share in shown:
            name = names.get(share.value or "")
            say_json(
                {"by": dimension, "value": share.value, "articles": share.articles} | ({"name": name} if name else {})
            )
        return
    table = Table(dimension, "articles", box=None)
    for share in shown:
        name = names.get(share.value or "")
        table.add_row(f"{share.value} {name}" if name else share.value or "–", str(share.articles))
    out.print(table)
