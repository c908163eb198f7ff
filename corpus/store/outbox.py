"""The outbox: messages to send and sent. One row at most for each subject, rule, address and version."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, func, or_, select, update

from corpus.store.alert_tables import outbox

OutboxState = Literal["due", "sending", "sent", "superseded", "silenced", "failed", "unsure"]
# The address was told, or may have been.
_TOLD = ("sent", "sending", "unsure")
AlertKind = Literal["new", "update"]


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's address in a channel. `address` is empty for channels that have only one."""

    rule: str
    channel: str
    address: str = ""


class OutboxRow(msgspec.Struct, frozen=True, kw_only=True):
    """One message for one address. `payload` is the alert as JSON; `problem` what the channel said last, no secrets.

    `interrupted`: how often a run was killed between sending and noting it.
    """

    number: int
    subject: str
    rule: str
    channel: str
    address: str
    version: str
    kind: AlertKind
    payload: str
    state: OutboxState
    attempts: int
    interrupted: int
    created: datetime
    due_at: datetime
    sent_at: datetime | None
    problem: str | None


def iter_outbox(
    conn: Connection, states: Collection[OutboxState] = (), channel: str | None = None, subject: str | None = None
) -> Iterator[OutboxRow]:
    """Rows that meet every given condition, in the order in which they fall due."""
    query = select(outbox).order_by(outbox.c.due_at, outbox.c.number)
    if states:
        query = query.where(outbox.c.state.in_(list(states)))
    if channel is not None:
        query = query.where(outbox.c.channel == channel)
    if subject is not None:
        query = query.where(outbox.c.subject == subject)
    for row in conn.execute(query).all():
        yield OutboxRow(**row._mapping)


def told_versions(conn: Connection, subject: str, to: Destination) -> dict[str, OutboxState]:
    """The versions of a subject that this address has a row of, oldest first."""
    rows = conn.execute(select(outbox.c.version, outbox.c.state).where(*_of(subject, to)).order_by(outbox.c.number))
    return {row.version: row.state for row in rows}


def last_told(conn: Connection, row: OutboxRow) -> OutboxRow | None:
    """The row of the same subject, rule and address that was sent last before this one; None when none was."""
    to = Destination(rule=row.rule, channel=row.channel, address=row.address)
    before = (*_of(row.subject, to), outbox.c.state.in_(_TOLD), outbox.c.number != row.number)
    query = select(outbox).where(*before).order_by(outbox.c.sent_at.desc(), outbox.c.number.desc()).limit(1)
    found = conn.execute(query).first()
    return OutboxRow(**found._mapping) if found else None


def enqueue(
    conn: Connection, subject: str, to: Destination, version: str, payload: str, *, now: datetime, due_at: datetime,
    earlier: Collection[str] = (),
) -> bool:  # fmt: skip
    """Puts a message in; False when this version is there already.

    An older version that was not sent yet is superseded: an address that was down gets the newest state, once.
    `kind` is `update` when an earlier version was sent, or may have been.

    Args:
        earlier: other subjects that are part of this one now.
    """
    held = told_versions(conn, subject, to)
    others = [told_versions(conn, other, to) for other in earlier]
    if any(each.get(version, "superseded") != "superseded" for each in (held, *others)):
        return False
    told = any(state in _TOLD for each in (held, *others) for state in each.values())
    for each in (subject, *earlier):
        conn.execute(update(outbox).where(*_of(each, to), outbox.c.state == "due").values(state="superseded"))
    values = {"kind": "update" if told else "new", "payload": payload, "state": "due", "due_at": due_at}
    if version in held:
        conn.execute(update(outbox).where(*_of(subject, to), outbox.c.version == version).values(values))
        return True
    key = {"subject": subject, "rule": to.rule, "channel": to.channel, "address": to.address, "version": version}
    conn.execute(outbox.insert().values(**key, **values, attempts=0, interrupted=0, created=now))
    return True


def _of(subject: str, to: Destination) -> tuple[Any, ...]:
    o = outbox.c
    return (o.subject == subject, o.rule == to.rule, o.channel == to.channel, o.address == to.address)


def due_rows(conn: Connection, now: datetime, latest: datetime) -> list[OutboxRow]:
    """Rows to send now. Those due after `latest`, which no wait reaches, count too: the clock was set back."""
    due = or_(outbox.c.due_at <= now, outbox.c.due_at > latest)
    rows = conn.execute(select(outbox).where(outbox.c.state == "due", due).order_by(outbox.c.due_at, outbox.c.number))
    return [OutboxRow(**row._mapping) for row in rows]


def begin_sending(conn: Connection, numbers: Collection[int]) -> None:
    """Notes that rows are about to be sent: what is found so in a later run was interrupted."""
    values = {"state": "sending", "attempts": outbox.c.attempts + 1}
    conn.execute(update(outbox).where(outbox.c.number.in_(list(numbers))).values(values))


def end_sending(conn: Connection, numbers: Collection[int], now: datetime) -> None:
    """Notes that rows were taken by their channel."""
    values = {"state": "sent", "sent_at": now, "problem": None}
    conn.execute(update(outbox).where(outbox.c.number.in_(list(numbers))).values(values))


def postpone(conn: Connection, number: int, due_at: datetime, problem: str, *, failed: bool = False) -> None:
    """Notes that a row was not taken; `failed`: it is given up and kept for a person."""
    values = {"state": "failed" if failed else "due", "due_at": due_at, "problem": problem}
    conn.execute(update(outbox).where(outbox.c.number == number).values(values))


def recover_interrupted(conn: Connection, now: datetime) -> tuple[int, int]:
    """Rows that a killed run left in sending are sent once more; those interrupted a second time wait for a person.

    Returns:
        How many are due again, and how many became unsure.
    """
    again = conn.execute(
        update(outbox)
        .where(outbox.c.state == "sending", outbox.c.interrupted == 0)
        .values(state="due", due_at=now, interrupted=1)
    ).rowcount
    unsure = conn.execute(
        update(outbox)
        .where(outbox.c.state == "sending")
        .values(state="unsure", interrupted=outbox.c.interrupted + 1, problem="killed twice while sending")
    ).rowcount
    return again, unsure


def retry(conn: Connection, numbers: Collection[int], now: datetime) -> int:
    """Makes failed and unsure rows due again; returns how many."""
    stuck = (outbox.c.number.in_(list(numbers)), outbox.c.state.in_(["failed", "unsure"]))
    values = {"state": "due", "due_at": now, "attempts": 0, "interrupted": 0}
    return conn.execute(update(outbox).where(*stuck).values(values)).rowcount


def silence_rows(conn: Connection, numbers: Collection[int]) -> None:
    """Takes rows out that somebody does not want to hear any more."""
    conn.execute(update(outbox).where(outbox.c.number.in_(list(numbers))).values(state="silenced"))


def count_outbox(conn: Connection) -> dict[str, int]:
    """Rows by state."""
    rows = conn.execute(select(outbox.c.state, func.count().label("rows")).group_by(outbox.c.state))
    return {row.state: row.rows for row in rows}
