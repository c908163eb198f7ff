"""One piece of a date expression as it stands in the text, before its year is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["day", "month", "year", "weekday"]
Relation = Literal["past", "future", "next", "this_year", "last_year", "next_year", "last_week", "next_week"]
RELATIONS: dict[str, Relation] = {name: name for name in get_args(Relation)}


@dataclass(frozen=True, slots=True)
class Item:
    """A day (or runs of days), a month, a year or a bare weekday, at `[start, end)`.

    `runs` holds first and last day of each run of consecutive days. `last_month` and `last_year` close an interval.
    `weekdays` are ISO numbers in text order. `weak` marks a reading that only stands with a weekday or another cue.
    `law` marks the year of a numbered law, which says little about when things happen.
    """

    kind: Kind
    start: int
    end: int
    runs: tuple[tuple[int, int], ...] = ()
    month: int | None = None
    last_month: int | None = None
    year: int | None = None
    last_year: int | None = None
    weekdays: tuple[int, ...] = ()
    relation: Relation | None = None
    planned: bool = False
    weak: bool = False
    law: bool = False
