"""`pantau show`: one stored record for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from corpus.errors import UnreadableInput
from corpus.record import Event, Record, encode_record
from corpus.store.articles import find_article, read_article
from corpus.store.reviewed import read_reviewed
from monitor.cli.opened import opened_store
from monitor.cli.output import out, say


def show(
    article: Annotated[str, typer.Argument(help="Id of the article, or its address.")],
    json: Annotated[bool, typer.Option("--json", help="The record as JSON.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the article's text too.")] = False,
) -> None:
    """Show what is claimed about a stored article, with the words that support it.

    Examples:

      pantau show 3f9a2c71d0b4e856

      pantau show https://contoh.id/berita/teken-mou --json
    """
    with opened_store() as (_, store), store.read() as conn:
        found = read_article(conn, article) or find_article(conn, article)
        reviewed = read_reviewed(conn, found.id) if found else None
    if found is None:
        raise UnreadableInput(article, "no such article in the store; `pantau search` lists ids")
    if reviewed is None:
        raise UnreadableInput(article, "is stored but not read yet; run `pantau process`")
    record = reviewed.record
    if json:
        say(encode_record(record).decode())
        return
    for label, lines in _sections(record):
        out.print(Text(label, style="bold"))
        for line in lines:
            out.print(Text(f"  {line}"))
    if text:
        out.print(Text(record.article.text or ""))


def _sections(record: Record) -> Iterator[tuple[str, list[str]]]:
    article, names, tone = record.article, {region.code: region.name for region in record.regions}, record.tone
    verdict = "about the programme" if record.relevance.relevant else "not about the programme"
    source = (
        f"{article.outlet or '–'} · {article.published or 'no date'} · {article.canonical_url or article.url or ''}"
    )
    sum_up = f"{verdict} ({record.relevance.score:.2f}) · tone of headline {tone.headline or '–'}, body {tone.body}"
    yield article.title or "untitled", [source, sum_up]
    groups = {
        "Events": [line for event in record.events for line in _event_lines(event, names)],
        "Regions": [f"{r.name} ({r.code}){' · focus' if r.focus else ''} · {r.reason}" for r in record.regions],
        "Officials": [f"{o.name} · {o.role_text} ({o.role}) · {o.region_code or 'national'}" for o in record.officials],
        "Dates": [f"{d.value} · “{d.mentions[0].text}”" + _weekday(d.weekday_agrees) for d in record.dates],
        "Pillars": [f"{p.pillar} · “{p.mentions[0].text}”" for p in record.pillars],
        "Figures": [
            f"{f.count} {f.unit} ({f.kind}, {f.year or 'no year'}) · {f.registry.status}: {f.registry.reason}"
            for f in record.figures
        ],
        "Quotes": [f"{q.speaker or 'unknown speaker'}: “{q.text}”" for q in record.quotes if q.kind == "direct"],
    }
    groups["Decided by people"] = [
        f"{'accepted' if note.verdict == 'positive' else 'rejected'} {note.claim} · {note.who} · {note.at:%Y-%m-%d}"
        for note in record.provenance.judgements
    ]
    yield from ((label, lines) for label, lines in groups.items() if lines)


def _weekday(agrees: bool | None) -> str:
    return " · the printed weekday does not agree" if agrees is False else ""


def _event_lines(event: Event, names: dict[str, str]) -> list[str]:
    regions = ", ".join(names.get(code, code) for code in event.region_codes) or "whole country"
    facts = (event.place, event.mode, event.status, event.cohort and f"cohort {event.cohort}")
    lines = [f"{event.type} · {event.date or 'no date'} · {regions} · " + " · ".join(str(f) for f in facts if f)]
    lines += [f"  “{' '.join(span.text.split())}”" for span in event.evidence]
    lines += [f"  registry {event.registry.status}: {event.registry.reason}"]
    lines += [f"  {part.part}: {part.name}" for part in event.participants]
    lines += [f"  {u.field} unknown: {u.reason}" for u in event.undecided]
    return lines
