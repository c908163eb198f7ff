"""Judgements in bulk: annotations that come back from other tools, and tables of decisions."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.lines import iter_objects
from corpus.exports.table import READERS
from corpus.exports.task import Task
from corpus.record import Quote, Record
from corpus.review.anchors import make_anchor
from corpus.review.annotations import Change, compare_task
from corpus.review.changing import change_claim
from corpus.review.claims import with_spans
from corpus.span import Span
from corpus.store.judgements import Judgement, write_judgement
from monitor.review import Reviewer, accept, correct, follow, reject, require_article, require_record, store_decision
from registry.framework import load_pillars
from registry.listing import find_regions
from registry.registry import Registry

TABLES = ("csv", "jsonl")
FORMATS = (*READERS, *TABLES)
_VERDICTS = ("accept", "reject", "correct")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One decision of a table. `set`: the fields to change, for `correct`."""

    article: str
    claim: str
    verdict: str
    set: dict[str, str] = {}
    note: str | None = None
    place: str = ""


def import_file(reviewer: Reviewer, path: Path, format_: str) -> Counter[str]:
    """Stores what a file decides, all of it or nothing, and counts it by verdict (within a write transaction).

    Raises:
        UnreadableInput: the file or one of its lines cannot be used; the message names it. Roll back then.
    """
    try:
        if format_ not in TABLES:
            with path.open("rb") as file:
                return _import_tasks(reviewer, list(READERS[format_](file, path.name)))
        rows = list(_iter_csv(path) if format_ == "csv" else _iter_jsonl(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(str(path), f"cannot be read: {error}") from error
    return Counter(_decide_row(reviewer, row) for row in rows)


def _import_tasks(reviewer: Reviewer, tasks: list[Task]) -> Counter[str]:
    names = Counter(task.article_id for task in tasks)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise UnreadableInput(twice[0], f"stands {names[twice[0]]} times in the file; leave one of them")
    counts: Counter[str] = Counter()
    for task in tasks:
        article_id = require_article(reviewer.conn, task.article_id)
        record = require_record(reviewer.conn, article_id)
        changes = compare_task(record, task, partial(_resolve, reviewer.registry))
        mine = replace(reviewer, who=task.who or reviewer.who)
        for change in changes:
            _store_change(mine, article_id, record, change)
            counts[change.verdict] += 1
        counts["articles"] += task.done
        if changes:
            follow(mine, article_id)
    return counts


def _store_change(reviewer: Reviewer, article_id: str, record: Record, change: Change) -> None:
    if change.verdict != "unsure":
        store_decision(
            reviewer, article_id, record, change.verdict, change.before, change.after, change.field
        )  # fmt: skip
        return
    # What the mark stands for is for a person to say; until then it is kept, and changes nothing.
    assert change.span is not None
    anchor = make_anchor(record.article.text or "", change.span)
    name = f"article/{article_id}/mark/{change.label}/{change.span.start}-{change.span.end}"
    after = {"label": change.label, "anchor": msgspec.to_builtins(anchor)}
    write_judgement(
        reviewer.conn, Judgement(at=reviewer.now, who=reviewer.who, object=name, verdict="unsure", after=after)
    )  # fmt: skip


def _resolve(registry: Registry, record: Record, label: str, span: Span) -> Any:
    """The claim that a new mark of a label makes, where its words say enough; None where a person has to say more."""
    if label == "region":
        found = find_regions(registry, " ".join(span.text.split()))
        if len(found) == 1:
            changes = {"code": found[0].code, "name": found[0].name, "level": found[0].level, "words": span.text}
            return with_spans("regions", change_claim(record, "regions", None, changes, "an annotator"), (span,))
    if label == "pillar":
        words = " ".join(span.text.casefold().split())
        codes = [pillar.code for pillar in load_pillars() if words in (*pillar.english, *pillar.indonesian)]
        if len(codes) == 1:
            changes = {"pillar": codes[0], "words": span.text}
            return with_spans("pillars", change_claim(record, "pillars", None, changes, "an annotator"), (span,))
    if label == "quote":
        return Quote(speaker=None, kind="direct", text=span.text, start=span.start, end=span.end, cue=None)
    return None


def _iter_csv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        lacking = [name for name in ("article", "claim", "verdict") if name not in (reader.fieldnames or ())]
        if lacking:
            raise UnreadableInput(path.name, f"no column {lacking[0]}; columns are article,claim,verdict,set,note")
        for line in reader:
            place = f"{path.name}, line {reader.line_num}"
            pairs = [pair.partition("=") for pair in (line.get("set") or "").split(";") if pair.strip()]
            yield Row(
                article=line["article"] or "", claim=line["claim"] or "", verdict=line["verdict"] or "",
                set={name.strip(): value.strip() for name, _, value in pairs}, note=line.get("note") or None,
                place=place,
            )  # fmt: skip


def _iter_jsonl(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for place, line in iter_objects(file, path.name):
            try:
                yield msgspec.convert(line | {"place": place}, Row)
            except msgspec.ValidationError as error:
                raise UnreadableInput(place, f"is no decision ({error})") from error


def _decide_row(reviewer: Reviewer, row: Row) -> str:
    mine = replace(reviewer, note=row.note or reviewer.note)
    if row.verdict not in _VERDICTS:
        raise UnreadableInput(row.place, f"{row.verdict!r} is no verdict; known are {', '.join(_VERDICTS)}")
    try:
        article_id = require_article(reviewer.conn, row.article)
        if row.verdict == "correct":
            correct(mine, article_id, row.claim, row.set)
        else:
            (accept if row.verdict == "accept" else reject)(mine, article_id, row.claim)
    except UnreadableInput as error:
        raise UnreadableInput(row.place, str(error)) from error
    return "negative" if row.verdict == "reject" else "positive"
