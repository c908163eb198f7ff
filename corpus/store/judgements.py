"""What people decided. Append-only: a later judgement of the same object stands instead of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from corpus.review.decisions import ClaimState, Decision
from corpus.store.tables import judgement

Verdict = Literal["positive", "negative", "unsure"]
_CLAIM = "claim/"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on `object` (`article/<id>/event/<id>` and the like), with what it changed where that matters."""

    at: datetime
    who: str
    object: str
    verdict: Verdict
    before: Any = None
    after: Any = None
    note: str | None = None


def write_judgement(conn: Connection, found: Judgement) -> int:
    """Appends a decision and returns its number."""
    parts = found.object.split("/")
    article_id = parts[1] if len(parts) > 1 and parts[0] == "article" else None
    row = msgspec.structs.asdict(found) | {"article_id": article_id}
    return int(conn.execute(judgement.insert().values(row).returning(judgement.c.number)).scalar_one())


def iter_judgements(conn: Connection, prefix: str) -> Iterator[Judgement]:
    """The decisions on objects that begin so, oldest first."""
    query = select(judgement).where(judgement.c.object.startswith(prefix, autoescape=True)).order_by("number")
    for row in conn.execute(query).all():
        yield Judgement(**{name: row._mapping[name] for name in Judgement.__struct_fields__})


def write_decision(conn: Connection, article_id: str, found: Decision) -> int:
    """Appends a decision on a claim of an article and returns its number; `found.number` is not looked at."""
    after: Any = None
    if found.undoes is not None:
        after = {"undoes": found.undoes}
    elif found.after is not None:
        after = msgspec.to_builtins(found.after)
    return write_judgement(
        conn,
        Judgement(
            at=found.at, who=found.who, object=f"article/{article_id}/{_CLAIM}{found.path}", verdict=found.verdict,
            before=found.before and msgspec.to_builtins(found.before), after=after, note=found.note,
        ),
    )  # fmt: skip


def read_decisions(conn: Connection, article_id: str) -> list[Decision]:
    """The decisions on claims of an article, oldest first, undone ones included."""
    rows = conn.execute(select(judgement).where(judgement.c.article_id == article_id).order_by("number"))
    prefix = f"article/{article_id}/{_CLAIM}"
    return [_decision(row._mapping, prefix) for row in rows if row.object.startswith(prefix)]


def _decision(row: Any, prefix: str) -> Decision:
    after = row["after"] or {}
    undoes = after.get("undoes")
    return Decision(
        number=row["number"], at=row["at"], who=row["who"], path=row["object"].removeprefix(prefix),
        verdict=row["verdict"], before=row["before"] and msgspec.convert(row["before"], ClaimState),
        after=msgspec.convert(after, ClaimState) if after and undoes is None else None, undoes=undoes,
        note=row["note"],
    )  # fmt: skip


def judged_articles(conn: Connection) -> set[str]:
    """Ids of all articles that a decision speaks of."""
    query = select(judgement.c.article_id).where(judgement.c.article_id.is_not(None)).distinct()
    return {str(article_id) for article_id in conn.execute(query).scalars()}
