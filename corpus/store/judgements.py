"""What people decided. Append-only: a later judgement of the same object stands instead of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from corpus.store.tables import judgement

Verdict = Literal["positive", "negative", "unsure"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on `object` (`article/<id>/event/<id>` and the like), with what it changed where that matters."""

    at: datetime
    who: str
    object: str
    verdict: Verdict
    before: Any = None
    after: Any = None
    note: str | None = None


def write_judgement(conn: Connection, found: Judgement) -> None:
    """Appends a decision."""
    conn.execute(judgement.insert().values(msgspec.structs.asdict(found)))


def iter_judgements(conn: Connection, prefix: str) -> Iterator[Judgement]:
    """The decisions on objects that begin so, oldest first."""
    query = select(judgement).where(judgement.c.object.startswith(prefix, autoescape=True)).order_by("number")
    for row in conn.execute(query).all():
        yield Judgement(**{name: row._mapping[name] for name in Judgement.__struct_fields__})
