"""Runs of the program and the issues they met: what a scheduled job looks at in the morning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, select, update

from corpus.store.tables import issue, run

IssueLevel = Literal["warning", "error"]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of a command. `finished` None: it is running or was killed."""

    id: int
    command: str
    started: datetime
    finished: datetime | None
    counts: dict[str, int]


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """Something that went wrong without stopping the run. `place`: a URL, source or file; `reason`: one sentence."""

    level: IssueLevel
    place: str
    reason: str
    at: datetime
    run_id: int | None = None


def start_run(conn: Connection, command: str, now: datetime) -> int:
    """Notes that a command starts; returns the run's number."""
    row = {"command": command, "started": now, "counts": {}}
    return int(conn.execute(run.insert().values(row).returning(run.c.id)).scalar_one())


def finish_run(conn: Connection, run_id: int, now: datetime, counts: Mapping[str, int]) -> None:
    """Notes that a run ended, with what it counted."""
    conn.execute(update(run).where(run.c.id == run_id).values(finished=now, counts=dict(counts)))


def write_issue(conn: Connection, found: Issue) -> None:
    """Keeps an issue."""
    conn.execute(issue.insert().values(msgspec.structs.asdict(found)))


def iter_runs(conn: Connection, limit: int = 20) -> Iterator[Run]:
    """The newest runs, newest first."""
    for row in conn.execute(select(run).order_by(run.c.id.desc()).limit(limit)).all():
        yield Run(**row._mapping)


def last_finished(conn: Connection, command: str) -> Run | None:
    """The run of this command that ended last; None when none has ended yet."""
    ended = (run.c.command == command, run.c.finished.is_not(None))
    row = conn.execute(select(run).where(*ended).order_by(run.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else Run(**row._mapping)


def count_issues(conn: Connection, run_id: int) -> dict[IssueLevel, int]:
    """How many issues of each level a run met; levels without issues are left out."""
    query = select(issue.c.level, func.count()).where(issue.c.run_id == run_id).group_by(issue.c.level)
    return {row[0]: row[1] for row in conn.execute(query)}


def iter_issues(conn: Connection, run_id: int | None = None) -> Iterator[Issue]:
    """Issues of a run (None: of all) in the order in which they arose."""
    query = select(issue).order_by(issue.c.number)
    if run_id is not None:
        query = query.where(issue.c.run_id == run_id)
    for row in conn.execute(query).all():
        yield Issue(**{name: row._mapping[name] for name in Issue.__struct_fields__})
