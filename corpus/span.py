"""A span: a half-open range of code points into one stored text, checked when made."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from corpus.errors import EvidenceMismatch


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open code-point range `[start, end)` and the text found there.

    Make one with `Span.of`, which reads the text itself, so that it cannot disagree.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """Cuts `source[start:end]`.

        Raises:
            EvidenceMismatch: the range is empty, negative or reaches outside `source`.
        """
        if not 0 <= start < end <= len(source):
            raise EvidenceMismatch(start, end, "a non-empty range", f"a text of {len(source)} code points")
        return cls(start, end, source[start:end])

    def check(self, source: str) -> None:
        """Raises `EvidenceMismatch` when `source` does not read `text` at this place."""
        found = source[self.start : self.end] if self.start >= 0 else ""
        if found != self.text or not self.text:
            raise EvidenceMismatch(self.start, self.end, self.text, found)

    def overlaps(self, other: Span) -> bool:
        """Says whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Says whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def drop_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Keeps the longest of overlapping spans (the earlier of equals), in text order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)
