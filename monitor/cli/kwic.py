"""`pantau kwic`: a concordance of the stored texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import typer
from rich.text import Text

from corpus.store.concordance import Line, Sorting, iter_lines, sort_lines
from corpus.store.filters import Filters
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say_json
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors

# A line of a terminal holds the match and about this much on either side.
_SIDE_CHARS = 48


@with_filters
def kwic(
    *,
    pattern: Annotated[str, typer.Argument(help=QUERY_HELP)],
    context: Annotated[int, typer.Option(min=0, max=100, help="Words shown on either side.")] = 8,
    sort: Annotated[
        str | None, typer.Option(help=f"By {', '.join(get_args(Sorting))}; as stored when missing.")
    ] = None,
    filters: Filters,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show every place where words stand, with the words around them.

    Sorting by left or right looks at the words next to the match first, and waits for the last line.

    Examples:

      pantau kwic "kota cerdas" --context 8 --sort right

      pantau kwic 'menandatangani region:"Kota Solok"' --json
    """
    order = _parse_sorting(sort)
    tree = read_query(pattern)
    if tree is None:
        raise typer.BadParameter(f"{pattern!r} holds no word")
    with usage_errors(), opened_store() as (_, store), store.read() as conn:
        lines: Iterable[Line] = iter_lines(conn, tree, context_words=context, filters=filters)
        for line in sort_lines(lines, order) if order else lines:
            say_json(line) if json else _print_line(line)


def _parse_sorting(value: str | None) -> Sorting | None:
    known: dict[str, Sorting] = {name: name for name in get_args(Sorting)}
    if value is not None and value not in known:
        raise typer.BadParameter(f"--sort {value!r}: one of {', '.join(known)}")
    return known.get(value or "")


def _print_line(line: Line) -> None:
    left = line.left[-_SIDE_CHARS:] if len(line.left) <= _SIDE_CHARS else "…" + line.left[1 - _SIDE_CHARS :]
    where = f"  {line.outlet or '–'} {(line.published or '')[:10]} {line.article_id}:{line.start}"
    out.print(Text.assemble(f"{left:>{_SIDE_CHARS}}", (line.match, "bold yellow"), line.right, (where, "dim")))
