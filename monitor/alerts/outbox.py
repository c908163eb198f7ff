"""Sending what is due. A row is marked before and after: a kill between the two costs one second copy, never a loss."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby

import msgspec
from sqlalchemy import Connection

from corpus.errors import DeliveryError, SettingsError
from corpus.store import Store
from corpus.store.outbox import (
    OutboxRow,
    begin_sending,
    count_outbox,
    due_rows,
    end_sending,
    last_told,
    postpone,
    recover_interrupted,
    silence_rows,
)
from corpus.store.subscriptions import read_silenced
from monitor.alerts.alert import changed_fields, decode_alert
from monitor.alerts.block import Told
from monitor.alerts.channels import Channel, Tools
from monitor.alerts.digest import HORIZON, MAX_ATTEMPTS, is_quiet, next_try
from monitor.alerts.gathering import gather_on, register_on
from monitor.alerts.message import Message, delivery_id, make_message
from monitor.alerts.parsing import Plan
from registry.registry import Registry

# One mail holds no more; what is left goes into the next one.
_MAX_ROWS = 500


class AlertReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery did: `found` new alerts for addresses, `sent` messages of `alerts` alerts.

    `waiting` ones are tried again, `failed` and `unsure` ones wait for a person (`pantau alerts outbox`). `problems`
    are sentences without secrets.
    """

    found: int = 0
    sent: int = 0
    alerts: int = 0
    waiting: int = 0
    failed: int = 0
    unsure: int = 0
    problems: tuple[str, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Says whether a channel did not take what it should (exit code 3)."""
        return bool(self.problems or self.failed or self.unsure)


class _Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that go to one address as one message."""

    channel: Channel
    address: str
    rows: tuple[OutboxRow, ...]


def deliver(store: Store, plan: Plan, tools: Tools) -> AlertReport:
    """Sends what is due. An address that does not take a message is left alone until the next run.

    Only one delivery may run at a time (hold the run lock).
    """
    with store.begin() as conn:
        recover_interrupted(conn, tools.clock())
    down: set[tuple[str, str]] = set()
    problems: dict[str, None] = {}
    sent = alerts = 0
    batches, strangers = _due(store, plan, tools)
    for name in strangers:
        problems[f"{name}: no such channel any more; its messages wait"] = None
    for batch in batches:
        place = (batch.channel.name, batch.address)
        if place in down:
            continue
        try:
            _send(store, batch, tools)
        except DeliveryError as error:
            problems[_named(error, batch)] = None
            if not error.permanent:
                down.add(place)
        else:
            sent, alerts = sent + 1, alerts + len(batch.rows)
    with store.read() as conn:
        counts = count_outbox(conn)
    return AlertReport(
        sent=sent, alerts=alerts, waiting=counts.get("due", 0), failed=counts.get("failed", 0),
        unsure=counts.get("unsure", 0), problems=tuple(problems),
    )  # fmt: skip


class _Undone(Exception):
    """Takes a transaction back."""


def preview(store: Store, plan: Plan, registry: Registry, tools: Tools) -> list[tuple[str, str, Message]]:
    """What a run would find and send now, as (channel, address, message); nothing is stored or sent."""
    found: list[tuple[str, str, Message]] = []
    with suppress(_Undone), store.begin() as conn:
        register_on(conn, plan, tools.clock())
        gather_on(conn, plan, registry, tools.clock())
        batches, _ = _batches(conn, plan, tools)
        found += [(each.channel.name, each.address, _message(conn, each, tools)) for each in batches]
        raise _Undone
    return found


def _due(store: Store, plan: Plan, tools: Tools) -> tuple[list[_Batch], list[str]]:
    now = tools.clock()
    with store.begin() as conn:
        silenced = read_silenced(conn, now)
        rows = due_rows(conn, now, now + HORIZON)
        quiet = [r.number for r in rows if r.subject in silenced or f"rule/{r.rule}" in silenced]
        if quiet:
            silence_rows(conn, quiet)
        return _batches(conn, plan, tools)


def _batches(conn: Connection, plan: Plan, tools: Tools) -> tuple[list[_Batch], list[str]]:
    now = tools.clock()
    rows = due_rows(conn, now, now + HORIZON)
    found: list[_Batch] = []
    strangers: list[str] = []
    for (name, address), group in groupby(
        sorted(rows, key=lambda r: (r.channel, r.address)), lambda r: (r.channel, r.address)
    ):
        channel = plan.channels.get(name)
        if channel is None:
            strangers.append(name)
        elif not is_quiet(channel, now):
            found += [_Batch(channel=channel, address=address, rows=part) for part in _parts(channel, list(group))]
    return found, list(dict.fromkeys(strangers))


def _parts(channel: Channel, rows: Sequence[OutboxRow]) -> Iterator[tuple[OutboxRow, ...]]:
    """Each row alone, or all together in a digest. What may have been sent already goes apart from what was not."""
    if channel.digest == "immediate":
        yield from ((row,) for row in rows)
        return
    for again in (True, False):
        part = tuple(row for row in rows if bool(row.interrupted) is again)
        for start in range(0, len(part), _MAX_ROWS):
            yield part[start : start + _MAX_ROWS]


def _send(store: Store, batch: _Batch, tools: Tools) -> None:
    numbers = [row.number for row in batch.rows]
    with store.begin() as conn:
        message = _message(conn, batch, tools)
        begin_sending(conn, numbers)
    try:
        batch.channel.send(message, batch.address, tools)
    except (DeliveryError, SettingsError) as error:
        _put_off(store, batch, error, tools)
        if isinstance(error, SettingsError):
            raise DeliveryError(batch.channel.name, str(error)) from error
        raise
    with store.begin() as conn:
        end_sending(conn, numbers, tools.clock())


def _put_off(store: Store, batch: _Batch, error: DeliveryError | SettingsError, tools: Tools) -> None:
    permanent = isinstance(error, DeliveryError) and error.permanent
    retry_after_s = error.retry_after_s if isinstance(error, DeliveryError) else None
    with store.begin() as conn:
        for row in batch.rows:
            attempts = row.attempts + 1
            due_at = next_try(attempts, tools.clock(), retry_after_s)
            postpone(conn, row.number, due_at, str(error), failed=permanent or attempts >= MAX_ATTEMPTS)


def _message(conn: Connection, batch: _Batch, tools: Tools) -> Message:
    told = []
    for row in batch.rows:
        alert, last = decode_alert(row.payload), last_told(conn, row) if row.kind == "update" else None
        changes = changed_fields(decode_alert(last.payload), alert) if last else {}
        told.append(Told(row.kind, alert, changes))
    keys = [f"{r.subject} {r.rule} {r.channel} {r.address} {r.version}" for r in batch.rows]
    return make_message(told, delivery_id(keys), batch.channel.language, tools.clock())


def _named(error: DeliveryError, batch: _Batch) -> str:
    return f"{error} ({batch.address})" if batch.address else str(error)
