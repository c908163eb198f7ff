"""Export to and import from Prodigy (JSONL with spans and answers)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.lines import iter_objects
from corpus.exports.marks import iter_marks, require_text
from corpus.exports.task import Task, TaskMark, make_mark, require_facts, task_facts
from corpus.record import Record


def write_prodigy(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one task a line and returns the number of records; for `spans.manual`, which lets spans overlap.

    Raises:
        SettingsError: `with_text` is False.
    """
    count = 0
    for record in records:
        text, article = require_text(record, "prodigy", with_text), record.article
        count += 1
        keys = dict.fromkeys((m.span.start, m.span.end, m.label) for m in iter_marks(record))
        spans = [{"start": start, "end": end, "label": label} for start, end, label in keys]
        facts = {"text_sha256": article.text_sha256, "url": article.canonical_url or article.url,
                 "outlet": article.outlet, "published": article.published}  # fmt: skip
        file.write(msgspec.json.encode({"text": text, "spans": spans, "meta": task_facts(record.id, facts)}) + b"\n")
    return count


def iter_prodigy(file: BinaryIO, name: str) -> Iterator[Task]:
    """The tasks of `prodigy db-out`; one that was ignored or rejected as a whole is not done.

    Raises:
        UnreadableInput: a line is no task of ours.
    """
    for place, line in iter_objects(file, name):
        meta = line.get("meta")
        article_id, digest = require_facts(meta if isinstance(meta, dict) else {}, place)
        text, who = line.get("text"), line.get("_annotator_id")
        yield Task(
            article_id=article_id, text_sha256=digest, text=text if isinstance(text, str) else None,
            marks=tuple(_marks(line.get("spans"), place)), done=line.get("answer", "accept") == "accept",
            who=who if isinstance(who, str) else None,
        )  # fmt: skip


def _marks(spans: Any, place: str) -> Iterator[TaskMark]:
    for span in spans or ():
        if not isinstance(span, dict):
            raise UnreadableInput(place, "a span is no object")
        yield make_mark(span.get("start"), span.get("end"), span.get("label"), place)
