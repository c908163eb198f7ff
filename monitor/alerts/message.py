"""Alerts as a message: a title, plain text, HTML and JSON, all saying the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from corpus.store.outbox import AlertKind
from monitor.alerts.alert import Alert
from monitor.alerts.block import Block, Told, block_of, clean
from monitor.alerts.facts import WIB
from monitor.alerts.page import html_page
from monitor.alerts.wording import load_wording
from monitor.phrases import Language, load_phrases

# A mail with more than this is read by nobody; the JSON holds all.
_MAX_BLOCKS = 100
_MAX_TITLE_CHARS = 160


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What a channel sends. `body` is JSON on one line; `delivery` stays the same when the same is sent again."""

    delivery: str
    title: str
    text: str
    html: str
    body: bytes


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """One alert in the JSON of a message."""

    kind: AlertKind
    subject: str
    rule: str
    why: tuple[tuple[str, str], ...]
    changes: dict[str, tuple[Any, Any]]
    content: Any
    silence: str


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    """The JSON of a message; `schema` grows when a field changes its meaning."""

    schema: int
    delivery: str
    title: str
    alerts: tuple[_Item, ...]


def delivery_id(keys: Sequence[str]) -> str:
    """The id of a message that holds the rows with these keys."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:24]


def make_message(told: Sequence[Told], delivery: str, language: Language, now: datetime) -> Message:
    """One message of one or several alerts.

    Args:
        told: not empty.
        now: aware; its WIB day stands over a digest.
    """
    wording = load_wording(language)
    blocks = [block_of(each, language) for each in told[:_MAX_BLOCKS]]
    left = len(told) - len(blocks)
    title = blocks[0].heading
    if len(told) > 1:
        local = now.astimezone(WIB)
        day = f"{wording.weekdays[local.weekday()]}, {load_phrases(language).day(local.date().isoformat())}"
        title = wording.digest.format(count=len(told), day=day)
    title = clean(f"[Pantau] {title}")
    title = title if len(title) <= _MAX_TITLE_CHARS else title[: _MAX_TITLE_CHARS - 1] + "…"
    more = wording.more.format(count=left) if left else None
    return Message(
        delivery=delivery, title=title, text=_text(blocks, more), html=html_page(title, blocks, more, language),
        body=_json(told, delivery, title),
    )  # fmt: skip


def make_test_message(channel: str, delivery: str, language: Language) -> Message:
    """A message that only shows that a channel works."""
    wording = load_wording(language)
    title, text = f"[Pantau] {wording.test}", wording.test_text.format(channel=channel)
    block = Block(heading=text, quote=None, facts=(), url=None)
    return Message(
        delivery=delivery, title=title, text=text + "\n", html=html_page(title, [block], None, language),
        body=_json((), delivery, title),
    )  # fmt: skip


def silence_command(alert: Alert) -> str:
    """How to hear no more of this."""
    return f"pantau alerts silence {alert.subject}"


def _text(blocks: Sequence[Block], more: str | None) -> str:
    parts = []
    for block in blocks:
        lines = [block.heading]
        if block.quote:
            lines.append(f"“{block.quote}”")
        lines += [f"{label}: {value}" for label, value in block.facts]
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, *([more] if more else [])]) + "\n"


def _json(told: Sequence[Told], delivery: str, title: str) -> bytes:
    items = tuple(
        _Item(
            kind=each.kind, subject=each.alert.subject, rule=each.alert.rule, why=each.alert.why, changes=each.changes,
            content=each.alert.content, silence=silence_command(each.alert),
        )
        for each in told
    )  # fmt: skip
    return msgspec.json.encode(_Body(schema=1, delivery=delivery, title=title, alerts=items))
