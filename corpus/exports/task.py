"""What a person annotated elsewhere, as every annotation tool's import gives it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from corpus.errors import UnreadableInput


class TaskMark(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch that a person marked or left marked. `text` None: the tool does not give the words back."""

    start: int
    end: int
    label: str
    text: str | None = None


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it came back. `done` False: nobody decided on it, so nothing follows from it.

    `text` None: the tool does not give it back. `who` None: the tool does not say.
    """

    article_id: str
    text_sha256: str | None
    text: str | None
    marks: tuple[TaskMark, ...]
    done: bool = True
    who: str | None = None


def require_facts(line: Mapping[str, Any], place: str) -> tuple[str, str | None]:
    """`article_id` and `text_sha256`, which our exports put into every task.

    Raises:
        UnreadableInput: the task does not name its article.
    """
    article_id = line.get("article_id")
    if not isinstance(article_id, str) or not article_id:
        raise UnreadableInput(place, "no article_id; import only tasks that `pantau export` made, with their metadata")
    digest = line.get("text_sha256")
    return article_id, digest if isinstance(digest, str) else None


def make_mark(start: object, end: object, label: object, place: str, text: object = None) -> TaskMark:
    """A mark of values that a file holds.

    Raises:
        UnreadableInput: offsets that are no numbers or no range, or no label.
    """
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise UnreadableInput(place, f"{start!r} to {end!r} is no range of characters")
    if not isinstance(label, str) or not label:
        raise UnreadableInput(place, f"the mark at {start} has no label")
    return TaskMark(start=start, end=end, label=label.casefold(), text=text if isinstance(text, str) else None)


def task_facts(record_id: str, facts: Mapping[str, str | None]) -> dict[str, str]:
    """What a task carries beside its text, empty values left out."""
    return {"article_id": record_id, **{name: value for name, value in facts.items() if value}}
