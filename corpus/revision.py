"""News that changes what was told of an event: it was moved, it is off, or its day was printed wrongly."""

from __future__ import annotations

from typing import Literal

import msgspec

from corpus.span import Span

# moved: put off, brought forward or dated anew, with or without a new day. cancelled: called off. corrected: it never
# was on the day that was printed.
RevisionKind = Literal["moved", "cancelled", "corrected"]


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """What an article takes back of an event, and the sentence that says so.

    `before` is the day that does not hold any more, `after` the one that does, both ISO 8601; None: not told.
    """

    kind: RevisionKind
    before: str | None
    after: str | None
    evidence: Span
