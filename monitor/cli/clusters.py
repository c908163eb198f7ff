"""`pantau clusters`: which stored articles are copies of one release."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer
from rich.text import Text

from corpus.store.duplicates import Copy, DuplicateCluster, iter_clusters
from corpus.store.filters import Filters
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say, say_json


@with_filters
def clusters(
    *,
    filters: Filters,
    limit: Annotated[int, typer.Option(min=1, help="Clusters shown at most.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List near-duplicates: the print that was published first, then its copies with the share that they copied.

    A cluster is shown when one of its articles passes the filters; the newest first.

    Examples:

      pantau clusters --since 2022-04-01

      pantau clusters --outlet "Kabar Nusa" --json
    """
    shown = False
    with opened_store() as (_, store), store.read() as conn:
        for cluster in islice(iter_clusters(conn, filters), limit):
            shown = True
            say_json(cluster) if json else _print_cluster(cluster)
    if not shown and not json:
        say("No article was printed twice.")


def _print_cluster(cluster: DuplicateCluster) -> None:
    out.print(Text.assemble((cluster.head.title or "untitled", "bold"), f"  {len(cluster.copies) + 1} prints"))
    _print_copy(cluster.head, "first")
    for copy in cluster.copies:
        _print_copy(copy, f"{copy.share_copied:.0%}")


def _print_copy(copy: Copy, share: str) -> None:
    where = f"{copy.outlet or '–'} · {(copy.published or 'no date')[:10]} · {copy.url or ''}"
    out.print(Text.assemble(f"  {share:>5}  ", (copy.article_id, "cyan"), (f"  {where}", "dim")))
