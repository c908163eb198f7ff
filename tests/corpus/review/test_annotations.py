"""What comes back from annotation tools is compared by marks; other units and other texts are followed by the words."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableInput
from corpus.exports.marks import iter_marks
from corpus.exports.task import Task, TaskMark
from corpus.record import Record
from corpus.review.annotations import compare_task
from tests.corpus.exports.records import TEXT, make_rich

CITY = TEXT.index("🏙")


def task(record: Record, *, text: str | None = TEXT, moved: int = 0, **changes: object) -> Task:
    marks = tuple(
        TaskMark(start=m.span.start + moved, end=m.span.end + moved, label=m.label) for m in iter_marks(record)
    )
    fields: dict[str, object] = {"article_id": "r", "text_sha256": record.article.text_sha256, "text": text}
    return Task(**(fields | {"marks": marks} | changes))  # type: ignore[arg-type]


def test_our_own_marks_change_nothing() -> None:
    assert compare_task(make_rich(), task(make_rich())) == []
    assert compare_task(make_rich(), task(make_rich(), text=None)) == []


def test_a_text_that_the_tool_changed_is_followed_by_the_words() -> None:
    assert compare_task(make_rich(), task(make_rich(), text="# " + TEXT, moved=2)) == []


def test_offsets_in_utf16_units_are_understood() -> None:
    record = make_rich()
    marks = tuple(
        TaskMark(start=start + (start > CITY), end=end + (end > CITY), label=m.label, text=m.span.text)
        for m in iter_marks(record)
        for start, end in [(m.span.start, m.span.end)]
    )
    assert any(mark.start > CITY for mark in marks)
    assert compare_task(record, task(record, marks=marks)) == []


def test_a_task_that_nobody_finished_says_nothing() -> None:
    assert compare_task(make_rich(), task(make_rich(), marks=(), done=False)) == []


def test_all_marks_gone_reject_every_claim_that_had_some() -> None:
    changes = compare_task(make_rich(), task(make_rich(), marks=()))
    assert {change.verdict for change in changes} == {"negative"}
    assert len(changes) == 8


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"text": None, "text_sha256": "0" * 64}, "has changed since", id="hash"),
        pytest.param({"text": "Teks yang lain sama sekali. " * 12}, "not in the stored text", id="text"),
        pytest.param({"marks": (TaskMark(start=0, end=4, label="region", text="Kota"),)}, "should read", id="words"),
        pytest.param({"moved": 1}, "begins inside a word", id="shifted"),
    ],
)
def test_marks_on_other_words_are_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        compare_task(make_rich(), task(make_rich(), **changes))  # type: ignore[arg-type]
