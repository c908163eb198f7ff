"""What a person's annotations of an article, made in another tool, say about our claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from corpus.errors import UnreadableInput
from corpus.exports.marks import LABELS
from corpus.exports.task import Task, TaskMark
from corpus.record import Record
from corpus.review.anchors import find_anchor, make_anchor
from corpus.review.claims import Claim, ClaimField, iter_claims, spans_of, with_spans
from corpus.span import Span
from corpus.words import fold

_FIELD_OF: dict[str, ClaimField] = {
    "region": "regions", "official": "officials", "date": "dates", "pillar": "pillars", "figure": "figures",
    "quote": "quotes", "event": "events",
}  # fmt: skip
Place = tuple[int, int]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What follows for one claim. positive: `after` in place of `before` (None: a new claim); negative: not `before`.

    unsure: a new mark whose value nobody told; `label` and `span` say where, a person has to say what.
    """

    verdict: Literal["positive", "negative", "unsure"]
    before: Claim | None = None
    after: Any = None
    field: ClaimField
    label: str
    span: Span | None = None


Resolve = Callable[[Record, str, Span], Any]


def compare_task(record: Record, task: Task, resolve: Resolve = lambda record, label, span: None) -> list[Change]:
    """What a finished task changes in the record that it was made from, its text at hand.

    A claim all of whose marks are gone is negative; one that lost or gained some rests on what is left. A new mark that
    overlaps a lost one of its label moves it; one with the words of a claim of its label joins that; for any other,
    `resolve` may make a claim of it.

    Raises:
        UnreadableInput: marks outside the text or on other words, or labels that are not ours.
    """
    if not task.done:
        return []
    if task.text is None and task.text_sha256 not in (None, record.article.text_sha256):
        raise UnreadableInput(task.article_id, "the stored text has changed since the export, and the task has none")
    theirs: dict[str, set[Place]] = {label: set() for label in LABELS}
    ours = {(s.start, s.end) for claim in iter_claims(record) for s in spans_of(claim.field, claim.value)}
    for mark in task.marks:
        if mark.label not in theirs:
            raise UnreadableInput(task.article_id, f"unknown label {mark.label!r}; known are {', '.join(LABELS)}")
        span = _place(record, task, mark)
        if mark.text is None and (span.start, span.end) not in ours:
            _check_start(record, task, span)
        theirs[mark.label].add((span.start, span.end))
    return [change for label in LABELS for change in _compare_label(record, label, theirs[label], resolve)]


def _place(record: Record, task: Task, mark: TaskMark) -> Span:
    """Where a mark lies in our text; tools that changed the text or count in other units are followed by the words."""
    text = record.article.text or ""
    source = text if task.text is None else task.text
    if mark.end > len(source):
        raise UnreadableInput(task.article_id, f"the mark {mark.start}:{mark.end} reaches beyond the text")
    span = Span.of(source, mark.start, mark.end)
    if mark.text is not None and mark.text != span.text:
        span = _in_utf16(source, mark) or _refuse(task, mark, span)
    if source == text:
        return span
    found = find_anchor(text, make_anchor(source, span))
    if found is None:
        reason = f"{span.text!r} is not in the stored text, which has changed since the export"
        raise UnreadableInput(task.article_id, reason)
    return found


def _check_start(record: Record, task: Task, span: Span) -> None:
    """Offsets in other units, without words to follow, show themselves by marks that begin inside a word."""
    if (record.article.text or "")[max(span.start - 1, 0) : span.start + 1].isalnum() and span.start > 0:
        reason = f"the mark {span.start}:{span.end} begins inside a word ({span.text!r}); offsets must be code points"
        raise UnreadableInput(task.article_id, reason)


def _in_utf16(source: str, mark: TaskMark) -> Span | None:
    """The mark read in UTF-16 units, as browsers count; None when that does not give its words either."""
    units = source.encode("utf-16-le")
    start = len(units[: mark.start * 2].decode("utf-16-le", "replace"))
    end = start + len(mark.text or "")
    return Span.of(source, start, end) if source[start:end] == mark.text else None


def _refuse(task: Task, mark: TaskMark, span: Span) -> Span:
    reason = f"the mark {mark.start}:{mark.end} should read {mark.text!r}, the text has {span.text!r} there"
    raise UnreadableInput(task.article_id, reason)


def _compare_label(record: Record, label: str, theirs: set[Place], resolve: Resolve) -> Iterator[Change]:
    field, text = _FIELD_OF[label], record.article.text or ""
    claims = [claim for claim in iter_claims(record) if claim.field == field]
    places = {claim.path: [(s.start, s.end) for s in spans_of(field, claim.value)] for claim in claims}
    ours = {place for held in places.values() for place in held}
    gained: dict[str, list[Place]] = {}
    new: list[Place] = []
    for place in sorted(theirs - ours):
        owner = _owner(claims, places, theirs, text, place)
        gained.setdefault(owner, []).append(place) if owner else new.append(place)
    for claim in claims:
        left = [place for place in places[claim.path] if place in theirs] + gained.get(claim.path, [])
        if not left and places[claim.path]:
            yield Change(verdict="negative", before=claim, field=field, label=label)
        elif sorted(left) != sorted(places[claim.path]):
            spans = tuple(Span.of(text, start, end) for start, end in sorted(left))
            after = with_spans(field, claim.value, spans)
            yield Change(verdict="positive", before=claim, after=after, field=field, label=label)
    for start, end in new:
        span = Span.of(text, start, end)
        after = resolve(record, label, span)
        verdict: Literal["positive", "unsure"] = "unsure" if after is None else "positive"
        yield Change(verdict=verdict, after=after, field=field, label=label, span=span)


def _owner(
    claims: Sequence[Claim], places: Mapping[str, list[Place]], theirs: set[Place], text: str, place: Place
) -> str | None:
    """The claim that a new mark belongs to; None when it is a claim of its own."""
    for claim in claims:
        if any(p not in theirs and p[0] < place[1] and place[0] < p[1] for p in places[claim.path]):
            return claim.path
    if claims and claims[0].field in ("quotes", "events"):
        return None
    words = fold(text[place[0] : place[1]])
    return next((c.path for c in claims if any(fold(text[s:e]) == words for s, e in places[c.path])), None)
