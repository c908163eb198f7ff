"""Parts for training, choosing and testing: no story in two of them, nothing later in training than in testing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from corpus.store.members import Member

SplitName = Literal["train", "validation", "test"]
SPLITS: tuple[SplitName, ...] = ("train", "validation", "test")
# Shares of the articles, as far as days and stories allow.
_TRAIN, _VALIDATION = 0.8, 0.1


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article went. `story`: the id of the first of the articles that tell the same story."""

    article_id: str
    story: str
    split: SplitName


def make_splits(members: Sequence[Member]) -> tuple[Placed, ...]:
    """Places every article, in the order given.

    Articles that share a group, directly or through others, are one story. A story counts as of its last day, and a
    later part holds only later days: so every article of `train` is older than every story's end in `validation`, and
    these than those in `test`. Stories without a day go to `train`.
    """
    stories = _stories(members)
    by_story: dict[str, list[Member]] = {}
    for member in members:
        by_story.setdefault(stories[member.article_id], []).append(member)
    ends = {story: max((m.day for m in held if m.day), default=date.min) for story, held in by_story.items()}
    per_day: dict[date, int] = {}
    for story, held in by_story.items():
        per_day[ends[story]] = per_day.get(ends[story], 0) + len(held)
    parts = _parts(per_day, len(members))
    return tuple(
        Placed(article_id=m.article_id, story=(s := stories[m.article_id]), split=parts[ends[s]]) for m in members
    )  # fmt: skip


def _parts(per_day: dict[date, int], total: int) -> dict[date, SplitName]:
    """The part of each day: a day belongs where its middle article would."""
    parts: dict[date, SplitName] = {}
    seen = 0
    for day in sorted(per_day):
        middle = (seen + per_day[day] / 2) / total
        parts[day] = "train" if middle <= _TRAIN else "validation" if middle <= _TRAIN + _VALIDATION else "test"
        seen += per_day[day]
    if date.min in parts:
        parts[date.min] = "train"
    return parts


def _stories(members: Sequence[Member]) -> dict[str, str]:
    """Union-find over groups: article id to the least id of its story."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for member in members:
        mine = root(f"article/{member.article_id}")
        for group in member.groups:
            parent[root(group)] = mine
    first: dict[str, str] = {}
    for member in sorted(members, key=lambda m: m.article_id):
        first.setdefault(root(f"article/{member.article_id}"), member.article_id)
    return {member.article_id: first[root(f"article/{member.article_id}")] for member in members}
