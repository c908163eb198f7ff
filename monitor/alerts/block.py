"""One alert in words: a heading, the quotation, and facts line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.store.outbox import AlertKind
from monitor.alerts.alert import Alert, ArticleAlert, EventAlert, SilenceAlert, SourceAlert
from monitor.alerts.facts import WIB
from monitor.alerts.wording import Wording, load_wording
from monitor.phrases import Language, Phrases, load_phrases

_MAX_NAMES = 5
_MAX_SILENT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """An alert on its way to one address. `changes`: material fields, before and after, since that address was told."""

    kind: AlertKind
    alert: Alert
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """One alert in words. `facts` are (label, value); `url` is the page of the article, where there is one."""

    heading: str
    quote: str | None
    facts: tuple[tuple[str, str], ...]
    url: str | None


def clean(text: str) -> str:
    """Text of pages on one line, without control characters and marks that turn the direction of writing."""
    plain = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Zl", "Zp") else " " for c in text)
    return " ".join(plain.split())


def block_of(told: Told, language: Language) -> Block:
    """Puts an alert into words."""
    words, phrases = load_wording(language), load_phrases(language)
    content, alert = told.alert.content, told.alert
    kind = words.update if told.kind == "update" else words.new
    if isinstance(content, EventAlert):
        block = _event_block(content, kind, words, phrases)
    elif isinstance(content, ArticleAlert):
        block = _article_block(content, kind, words, phrases)
    elif isinstance(content, SilenceAlert):
        block = _silence_block(content, words, phrases)
    else:
        block = _source_block(content, words, phrases)
    changes = [(words.changed, _changes(told.changes, words, phrases))] if told.changes else []
    why = ", ".join(f"{words.conditions[name]} {_value(name, value, words, phrases)}" for name, value in alert.why)
    tail = [
        (words.rule, f"{alert.rule} ({why})" if why else alert.rule),
        (words.silence, f"pantau alerts silence {alert.subject}"),
    ]
    facts = tuple((label, clean(value)) for label, value in (*changes, *block.facts, *tail))
    return Block(clean(block.heading), clean(block.quote) if block.quote else None, facts, block.url)


def _event_block(content: EventAlert, kind: str, words: Wording, phrases: Phrases) -> Block:
    event = content.event
    kind = words.withdrawn if content.withdrawn else kind
    where = _names(event.regions) or phrases.whole_country
    told = phrases.kind(event.type, event.status)
    heading = f"{kind}: {told} · {where} · {phrases.when(event.date, event.status)}"
    cohort = event.registry.membership.partition("/")[0] if event.registry.membership else ""
    known = f" ({words.cohort.format(year=cohort)})" if cohort else ""
    facts = [
        (words.registry, phrases.link[event.registry.status] + known),
        (words.outlets, f"{_names(event.outlets) or words.nobody} ({len(event.outlets)})"),
    ]
    return Block(heading, event.evidence or None, (*facts, *_link(event.url, words)), _safe(event.url))


def _article_block(content: ArticleAlert, kind: str, words: Wording, phrases: Phrases) -> Block:
    headline = words.tones[content.headline_tone] if content.headline_tone else "–"
    tone = words.tone.format(headline=headline, body=words.tones[content.body_tone])
    label, _, value = tone.partition(": ")
    day = phrases.day(content.published[:10] if content.published else None)
    facts = [(words.outlets, f"{content.outlet or '–'}, {day}"), (label, value)]
    if content.regions:
        facts.append((words.conditions["regions"].capitalize(), _names(content.regions)))
    heading = f"{kind}: {content.title or content.url or content.id}"
    return Block(heading, content.quote or None, (*facts, *_link(content.url, words)), _safe(content.url))


def _silence_block(content: SilenceAlert, words: Wording, phrases: Phrases) -> Block:
    heading = words.silent.format(count=len(content.regions), since=phrases.day(content.since))
    facts = [
        (region.name, words.last.format(day=phrases.day(region.last)) if region.last else words.never)
        for region in content.regions[:_MAX_SILENT]
    ]
    return Block(heading, None, tuple(facts), None)


def _source_block(content: SourceAlert, words: Wording, phrases: Phrases) -> Block:
    local = content.since.astimezone(WIB)
    since = f"{phrases.day(local.date().isoformat())} {local:%H.%M} WIB"
    heading = words.outage.format(outlet=content.outlet, since=since, runs=content.runs)
    return Block(heading, content.last_problem or None, (), None)


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MAX_NAMES]) + (f" +{len(names) - _MAX_NAMES}" if len(names) > _MAX_NAMES else "")


def _link(url: str | None, words: Wording) -> Iterator[tuple[str, str]]:
    if safe := _safe(url):
        yield words.link, safe


def _safe(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None


def _changes(changes: dict[str, tuple[Any, Any]], words: Wording, phrases: Phrases) -> str:
    parts = []
    for name, (before, after) in changes.items():
        if name == "withdrawn":
            parts.append(words.fields[name])
            continue
        old, new = (_field(name, value, words, phrases) for value in (before, after))
        parts.append(f"{words.fields[name]}: {old} → {new}")
    return "; ".join(parts)


def _field(name: str, value: Any, words: Wording, phrases: Phrases) -> str:
    if name == "date":
        return phrases.day(value)
    if name == "regions":
        return _names(tuple(value)) or phrases.whole_country
    if name == "status":
        return words.statuses.get(value, "–")
    return phrases.link.get(value, "–")


def _value(name: str, value: str, words: Wording, phrases: Phrases) -> str:
    known = {"events": phrases.type, "registry": phrases.link, "tones": words.tones, "statuses": words.statuses}
    table = known.get(name, {})
    return ", ".join(table.get(part, part) for part in value.split(", "))
