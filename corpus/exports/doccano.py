"""Export to and import from doccano (sequence labelling, JSONL)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.lines import iter_objects
from corpus.exports.marks import iter_marks, require_text
from corpus.exports.task import Task, TaskMark, make_mark, require_facts, task_facts
from corpus.record import Record


def write_doccano(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one line a record and returns their number; import it as JSONL, columns `text` and `label`.

    Marks overlap: allow overlapping spans in the project. What stands beside text and label comes back as it went.

    Raises:
        SettingsError: `with_text` is False.
    """
    count = 0
    for record in records:
        text, article = require_text(record, "doccano", with_text), record.article
        count += 1
        label = list(dict.fromkeys((m.span.start, m.span.end, m.label) for m in iter_marks(record)))
        facts = {"text_sha256": article.text_sha256, "url": article.canonical_url or article.url,
                 "outlet": article.outlet, "published": article.published}  # fmt: skip
        file.write(msgspec.json.encode({"text": text, "label": label, **task_facts(record.id, facts)}) + b"\n")
    return count


def iter_doccano(file: BinaryIO, name: str) -> Iterator[Task]:
    """The tasks of a doccano export, both of its layouts (`label` triples; `entities` with offsets).

    Raises:
        UnreadableInput: a line is no task of ours; the message names it.
    """
    for place, line in iter_objects(file, name):
        article_id, digest = require_facts(line, place)
        text = line.get("text", line.get("data"))
        yield Task(
            article_id=article_id, text_sha256=digest, text=text if isinstance(text, str) else None,
            marks=tuple(_marks(line, place)),
        )  # fmt: skip


def _marks(line: dict[str, Any], place: str) -> Iterator[TaskMark]:
    if isinstance(line.get("entities"), list):
        for entity in line["entities"]:
            if not isinstance(entity, dict):
                raise UnreadableInput(place, "an entity is no object")
            yield make_mark(entity.get("start_offset"), entity.get("end_offset"), entity.get("label"), place)
        return
    triples = line.get("label", line.get("labels"))
    if not isinstance(triples, list):
        raise UnreadableInput(place, "neither `label` nor `entities`; export the project as JSONL")
    for triple in triples:
        if not isinstance(triple, list) or len(triple) != 3:
            raise UnreadableInput(place, "a label is not [start, end, label]")
        yield make_mark(triple[0], triple[1], triple[2], place)
