"""`pantau snapshot create|verify|diff`: frozen corpora that can be cited."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from corpus.record import Record
from corpus.snapshots.checking import check_snapshot, diff_snapshots
from corpus.snapshots.snapshot import Wish, create_snapshot
from corpus.store.filters import Filters
from corpus.store.members import iter_members
from corpus.store.reviewed import read_reviewed
from models.loading import FOLDER, load_card
from monitor.cli.filters import with_filters
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, say, say_json
from monitor.cli.queries import QUERY_HELP, read_query, usage_errors

snapshot_app = typer.Typer(no_args_is_help=True, help="Frozen corpora: citable, checkable, the same bytes each time.")
JsonOption = Annotated[bool, typer.Option("--json", help="The result as JSON.")]


@snapshot_app.command()
@with_filters
def create(
    *,
    name: Annotated[str, typer.Argument(help="What the corpus is called, with its version: liputan-2022.1")],
    query: Annotated[str, typer.Option("--query", help=QUERY_HELP)] = "",
    to: Annotated[Path | None, typer.Option("--to", help="Folder to make; the name when missing.")] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include full text; not for publication.")] = False,
    mask: Annotated[bool, typer.Option("--mask-people", help="Offices instead of people's names.")] = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """Freeze the articles that a query finds: records by part, splits, datasheet, Croissant, manifest with hashes.

    Examples:

      pantau snapshot create liputan-2022.1 --relevant --since 2022-01-01 --until 2022-12-31

      pantau snapshot create mou-2022 --query 'event:mou_signing copies:no' --mask-people
    """
    wish = Wish(name=name, question=_question(query, filters), models=_models(),
                with_text=with_text, people_masked=mask)  # fmt: skip
    with usage_errors(), opened_store() as (_, store), store.read() as conn:
        members = list(iter_members(conn, filters, read_query(query)))
        manifest = create_snapshot(to or Path(name), wish, members, lambda article_id: _read(conn, article_id))
    if json:
        say_json(manifest)
    else:
        parts = ", ".join(f"{count} {split}" for split, count in manifest.splits.items())
        say(f"{manifest.articles} articles frozen in {to or name} ({parts})")


def _question(query: str, filters: Filters) -> dict[str, str]:
    asked = {"query": query, "region": filters.region_code, "event": filters.event_type, "outlet": filters.outlet,
             "since": filters.since, "until": filters.until, "relevant": filters.relevant}  # fmt: skip
    return {name: str(value).lower() if value in (True, False) else str(value) for name, value in asked.items()
            if value not in (None, "")}  # fmt: skip


def _read(conn: Connection, article_id: str) -> Record:
    reviewed = read_reviewed(conn, article_id)
    assert reviewed is not None  # iter_members gives articles with a current record only
    return reviewed.record


def _models() -> dict[str, str]:
    names = sorted(path.parent.name for path in FOLDER.glob("*/card.toml"))
    return {name: str(load_card(name).get("weights_sha256", "")) for name in names}


@snapshot_app.command()
def verify(folder: Annotated[Path, typer.Argument(help="Folder of a snapshot.")]) -> None:
    """Check every file of a snapshot against its manifest, and that no story lies in two parts.

    Example:

      pantau snapshot verify liputan-2022.1
    """
    faults = list(check_snapshot(folder))
    for fault in faults:
        say(fault)
    if faults:
        raise typer.Exit(PARTLY)
    say(f"{folder} is whole.")


@snapshot_app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="The older snapshot.")],
    new: Annotated[Path, typer.Argument(help="The newer one.")],
    json: JsonOption = False,
) -> None:
    """Tell what changed between two snapshots: articles that came, went, are read otherwise, or changed their part.

    Example:

      pantau snapshot diff liputan-2022.1 liputan-2022.2
    """
    found = diff_snapshots(old, new)
    if json:
        say_json(found)
        return
    for label, ids in (("added", found.added), ("removed", found.removed), ("changed", found.changed),
                       ("moved to another part", found.moved)):  # fmt: skip
        say(f"{label}: {len(ids)}" + (f" ({', '.join(ids[:10])}{' …' if len(ids) > 10 else ''})" if ids else ""))
    if found.fields:
        say("read otherwise: " + ", ".join(f"{name} in {count}" for name, count in found.fields.items()))
