"""A person's decision on one claim, as the store keeps it, and which decisions stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import msgspec

from corpus.record import Record
from corpus.review.anchors import Anchor, make_anchor
from corpus.review.claims import TYPES, ClaimField, claim_path, iter_claims, spans_of


class ClaimState(msgspec.Struct, frozen=True, kw_only=True):
    """A claim at some time. `value`: its JSON; `anchors`: where its words stood; `beside`: the names of the other
    claims of this field that rested on just these words then."""

    field: ClaimField
    value: dict[str, Any]
    anchors: tuple[Anchor, ...] = ()
    beside: tuple[str, ...] = ()

    def decode(self) -> Any:
        """The claim as the record's part."""
        return msgspec.convert(self.value, TYPES[self.field])

    @property
    def path(self) -> str:
        """The claim's name."""
        return claim_path(self.field, self.decode())


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement of one claim. positive: `after` holds, or `before` when that is None; negative: `before` does not.

    `before` None: the pipeline had no such claim. `undoes`: the number of a decision that no longer stands.
    """

    number: int
    at: datetime
    who: str
    path: str
    verdict: Literal["positive", "negative", "unsure"]
    before: ClaimState | None = None
    after: ClaimState | None = None
    undoes: int | None = None
    note: str | None = None


def describe_claim(record: Record, field: ClaimField, value: Any) -> ClaimState:
    """The state of a claim in a record, its text at hand."""
    spans = spans_of(field, value)
    path = claim_path(field, value)
    ranges = {(span.start, span.end) for span in spans}
    beside = {
        claim_path(field, claim.value)
        for claim in iter_claims(record)
        if claim.field == field and ranges & {(s.start, s.end) for s in spans_of(field, claim.value)}
    }
    text = record.article.text or ""
    return ClaimState(
        field=field, value=msgspec.to_builtins(value), anchors=tuple(make_anchor(text, span) for span in spans),
        beside=tuple(sorted(beside - {path})),
    )  # fmt: skip


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold, oldest first: the last of each claim, undone ones left out."""
    found = sorted(decisions, key=lambda decision: decision.number)
    undone = {decision.undoes for decision in found if decision.undoes is not None}
    last: dict[str, Decision] = {}
    for decision in found:
        if decision.undoes is None and decision.number not in undone:
            last[decision.path] = decision
    return sorted(last.values(), key=lambda decision: decision.number)
