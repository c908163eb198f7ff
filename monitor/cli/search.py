"""`pantau search`: full text over the stored articles."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from corpus.store.filters import Filters
from corpus.store.search import Hit
from corpus.store.search import search as search_store
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say, say_json
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors


@with_filters
def search(
    *,
    query: Annotated[str, typer.Argument(help=QUERY_HELP)] = "",
    filters: Filters,
    limit: Annotated[int, typer.Option(min=1, help="Articles shown at most.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Find stored articles, best match first; without words, the newest first.

    Words are compared by stem; "a phrase" and a beginning* as printed. AND, OR, NOT, brackets and -word combine them.
    Fields: region: event: pillar: outlet: since: until: relevant:yes copies:no title:

    Examples:

      pantau search "kota cerdas" --event mou_signing --since 2022-01-01

      pantau search 'menandatangani (mou OR "nota kesepahaman") region:"Kota Solok" -outlet:Contoh' --json
    """
    tree = read_query(query)
    with usage_errors(), opened_store() as (_, store), store.read() as conn:
        hits = search_store(conn, tree, limit=limit, filters=filters)
    for hit in hits:
        say_json(hit) if json else _print_hit(hit)
    if not hits and not json:
        say("Nothing found.")


def _print_hit(hit: Hit) -> None:
    out.print(Text.assemble((hit.article_id, "cyan"), "  ", (hit.title or hit.url or "untitled", "bold")))
    out.print(Text(f"  {hit.outlet or '–'} · {(hit.published or 'no date')[:10]} · {hit.url or ''}", style="dim"))
    if hit.snippet:
        snippet = Text("  " + hit.snippet)
        for start, end in hit.marks:
            snippet.stylize("bold yellow", start + 2, end + 2)
        out.print(snippet)
