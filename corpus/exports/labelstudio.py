"""Export to and import from Label Studio (JSON tasks with predictions; annotations come back)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.lines import iter_array
from corpus.exports.marks import LABELS, Mark, iter_marks, require_text
from corpus.exports.task import Task, TaskMark, make_mark, require_facts, task_facts
from corpus.record import Record

# The names that tie results to the labelling interface.
FROM, TO = "label", "text"
INTERFACE = (
    f'<View><Labels name="{FROM}" toName="{TO}">'
    + "".join(f'<Label value="{label}"/>' for label in LABELS)
    + f'</Labels><Text name="{TO}" value="$text"/></View>'
)


def write_labelstudio(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one JSON array as records come and returns their number.

    Our marks are predictions, which a person turns into annotations. Use `INTERFACE` as the labelling interface.

    Raises:
        SettingsError: `with_text` is False.
    """
    count = 0
    file.write(b"[")
    for record in records:
        text, article = require_text(record, "labelstudio", with_text), record.article
        facts = {"text_sha256": article.text_sha256, "url": article.canonical_url or article.url,
                 "outlet": article.outlet, "published": article.published, "title": article.title}  # fmt: skip
        prediction = {
            "model_version": f"pantau {record.provenance.pipeline}",
            "result": [_result(number, mark) for number, mark in enumerate(iter_marks(record), 1)],
        }
        task = {"data": {"text": text, **task_facts(record.id, facts)}, "predictions": [prediction]}
        file.write((b"," if count else b"") + b"\n" + msgspec.json.encode(task))
        count += 1
    file.write(b"\n]\n")
    return count


def _result(number: int, mark: Mark) -> dict[str, Any]:
    value = {"start": mark.span.start, "end": mark.span.end, "text": mark.span.text, "labels": [mark.label]}
    result: dict[str, Any] = {"id": f"m{number}", "from_name": FROM, "to_name": TO, "type": "labels", "value": value}
    if mark.value:
        result["meta"] = {"text": [mark.value]}
    return result


def iter_labelstudio(file: BinaryIO, name: str) -> Iterator[Task]:
    """The tasks of a Label Studio JSON export; of several annotations the last that was not skipped.

    Raises:
        UnreadableInput: the file is no such export, or a task is none of ours.
    """
    for place, task in iter_array(file, name):
        data = task.get("data")
        if not isinstance(data, dict):
            raise UnreadableInput(place, "has no `data`; export the project as JSON, not as JSON-MIN")
        article_id, digest = require_facts(data, place)
        found = [a for a in task.get("annotations") or () if isinstance(a, dict) and not a.get("was_cancelled")]
        text = data.get("text")
        yield Task(
            article_id=article_id, text_sha256=digest, text=text if isinstance(text, str) else None,
            marks=tuple(_marks(found[-1], place)) if found else (), done=bool(found),
            who=_who(found[-1]) if found else None,
        )  # fmt: skip


def _marks(annotation: dict[str, Any], place: str) -> Iterator[TaskMark]:
    for result in annotation.get("result") or ():
        if isinstance(result, dict) and result.get("type") == "labels":
            value = result.get("value")
            if not isinstance(value, dict) or not isinstance(value.get("labels"), list):
                raise UnreadableInput(place, "a result has no labels")
            for label in value["labels"]:
                yield make_mark(value.get("start"), value.get("end"), label, place, value.get("text"))


def _who(annotation: dict[str, Any]) -> str | None:
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return None if who is None else f"label studio {who}"
