"""The record as it is read: what the pipeline claims, and what people decided, who outrank it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from corpus.record import JudgementNote, Record
from corpus.review.anchors import find_anchor
from corpus.review.claims import SINGLE, ClaimField, claim_path, spans_of, with_spans
from corpus.review.decisions import ClaimState, Decision, standing


class Stale(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that could not be carried over to the present text, and why; a person should look again."""

    decision: Decision
    reason: str


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """A record with the decisions that it follows (in its provenance) and those that no longer fit its text."""

    record: Record
    stale: tuple[Stale, ...] = ()


def review_record(record: Record, decisions: Iterable[Decision]) -> Reviewed:
    """Reads a record with the decisions on its article, its text at hand. Changes neither.

    A positive claim stands as the person left it, also when the pipeline no longer makes it; other claims that rest on
    just its words, and were not there when the person decided, lose them. A negative claim is left out. A decision
    whose words are gone, or cannot be told from their like, is not applied but listed.
    """
    notes, stale = [], []
    for decision in standing(decisions):
        if decision.verdict == "unsure":
            continue
        changed = _apply(record, decision)
        if changed is None:
            stale.append(Stale(decision=decision, reason="the words that it was about stand no longer in the text"))
            continue
        record = changed
        notes.append(
            JudgementNote(claim=decision.path, verdict=decision.verdict, who=decision.who, at=decision.at)
        )  # fmt: skip
    if notes:
        made = msgspec.structs.replace(record.provenance, judgements=tuple(notes))
        record = msgspec.structs.replace(record, provenance=made)
    return Reviewed(record=record, stale=tuple(stale))


def _apply(record: Record, decision: Decision) -> Record | None:
    if decision.verdict == "negative":
        return _without(record, decision)
    state = decision.after or decision.before
    if state is None:
        return record
    value = _carried_over(record.article.text or "", state)
    return None if value is None else _with(record, state, value, decision.before)


def _carried_over(text: str, state: ClaimState) -> Any | None:
    """The claim resting on where its words stand now; None when none of them is found."""
    found = tuple(span for anchor in state.anchors if (span := find_anchor(text, anchor)) is not None)
    if state.anchors and not found:
        return None
    value = state.decode()
    return with_spans(state.field, value, found) if found else value


def _without(record: Record, decision: Decision) -> Record:
    before = decision.before
    if before is None:
        return record
    if before.field == "relevance":
        return _with_relevance(record, not before.value["relevant"])
    if before.field in SINGLE:
        return record
    left = tuple(value for value in getattr(record, before.field) if claim_path(before.field, value) != before.path)
    return _replaced(record, before.field, left)


def _with_relevance(record: Record, relevant: bool) -> Record:
    verdict = msgspec.structs.replace(record.relevance, relevant=relevant, score=float(relevant))
    # An article beside the programme reports none of its events.
    events = record.events if relevant else ()
    return msgspec.structs.replace(record, relevance=verdict, events=events)


def _with(record: Record, state: ClaimState, value: Any, before: ClaimState | None) -> Record:
    if state.field == "relevance":
        return _with_relevance(record, value.relevant)
    if state.field in SINGLE:
        return _replaced(record, state.field, value)
    if hasattr(value, "score"):
        value = msgspec.structs.replace(value, score=1.0)
    mine = {state.path} if before is None else {state.path, before.path}
    ranges = {(span.start, span.end) for span in spans_of(state.field, value)}
    known = {*state.beside, *(before.beside if before else ())}
    values: list[Any] = []
    place: int | None = None
    for held in getattr(record, state.field):
        path = claim_path(state.field, held)
        if path in mine:
            place = len(values) if place is None else place
            if path == state.path and hasattr(value, "registry"):
                # How a claim stands to the registry is no person's decision, and the registry goes on.
                value = msgspec.structs.replace(value, registry=held.registry)
            continue
        kept = held if path in known else _without_words(state.field, held, ranges)
        if kept is not None:
            values.append(kept)
    values.insert(len(values) if place is None else place, value)
    return _replaced(record, state.field, tuple(values))


def _without_words(field: ClaimField, value: Any, ranges: set[tuple[int, int]]) -> Any | None:
    """The claim without the stretches that a person gave to another one; None when nothing is left to rest on."""
    spans = spans_of(field, value)
    left = tuple(span for span in spans if (span.start, span.end) not in ranges)
    # One sentence can tell of several events, so evidence is shared.
    if field == "events" or len(left) == len(spans):
        return value
    return with_spans(field, value, left) if left else None


def _replaced(record: Record, field: ClaimField, value: Any) -> Record:
    return msgspec.structs.replace(record, **{field: value})
