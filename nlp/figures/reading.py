"""A count with what the text says about it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import FigureKind
from nlp.figures.count import Count


@dataclass(frozen=True, slots=True)
class Reading:
    """A count of its kind in `sentence`; `year` None means that no words attach one, `reason` what decided the kind.

    `others`: the count leaves out those whom the text is about ("48 daerah lain").
    """

    count: Count
    sentence: tuple[int, int]
    kind: FigureKind
    year: int | None
    reason: str
    others: bool = False
