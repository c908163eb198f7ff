"""`pantau check`: whether the store is sound."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.store.articles import count_articles
from corpus.store.check import check_store, rebuild_search
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, err, say, say_json
from monitor.lock import run_lock


def check(
    mend: Annotated[bool, typer.Option("--mend", help="First make the search index anew from the articles.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
) -> None:
    """Read the whole store and name every fault: the file, its references, texts, records, copies, search index.

    Writers wait meanwhile. A fault gives exit code 3; a file that cannot be read at all gives 4. The archive has a
    check of its own: `pantau archive verify`.

    Examples:

      pantau check

      pantau check --mend
    """
    with opened_store() as (settings, store), run_lock(settings.lock):
        if mend:
            with store.begin() as conn:
                rebuild_search(conn)
            err.print("the search index has been made anew", markup=False)
        with store.begin() as conn:
            faults, count = list(check_store(conn)), count_articles(conn)
    if json:
        say_json({"articles": count, "faults": faults})
    else:
        for fault in faults:
            say(fault)
    if faults:
        raise typer.Exit(PARTLY)
    if not json:
        say(f"{store.name}, {count} articles: sound")
