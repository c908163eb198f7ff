"""No story lies in two parts, and no part reaches into the days of the next."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.snapshots.splits import SPLITS, make_splits
from corpus.store.members import Member

DAY = date(2022, 1, 1)


@st.composite
def corpora(draw: st.DrawFn) -> list[Member]:
    count = draw(st.integers(1, 40))
    days = st.one_of(st.none(), st.integers(0, 30))
    groups = st.lists(st.sampled_from([f"event/{n}" for n in range(12)]), max_size=2)
    return [
        Member(
            article_id=f"a{number:02}",
            day=None if (day := draw(days)) is None else DAY + timedelta(day),
            groups=tuple(draw(groups)),
        )
        for number in range(count)
    ]


@given(corpora())
def test_stories_stay_whole_and_parts_follow_time(members: list[Member]) -> None:
    placed = {place.article_id: place for place in make_splits(members)}
    assert list(placed) == [member.article_id for member in members]
    for group in {group for member in members for group in member.groups}:
        mine = [placed[member.article_id] for member in members if group in member.groups]
        assert len({(place.story, place.split) for place in mine}) == 1
    ends: dict[str, date] = {}
    for member in members:
        if member.day:
            story = placed[member.article_id].story
            ends[story] = max(member.day, ends.get(story, member.day))
    split_of = {place.story: place.split for place in placed.values()}
    for earlier, later in itertools.pairwise(SPLITS):
        last = max((end for story, end in ends.items() if split_of[story] == earlier), default=None)
        first = min((end for story, end in ends.items() if split_of[story] == later), default=None)
        assert last is None or first is None or last < first


def test_a_hundred_days_are_shared_out_as_told() -> None:
    members = [Member(article_id=f"a{n:03}", day=DAY + timedelta(n), groups=()) for n in range(100)]
    splits = [place.split for place in make_splits(members)]
    assert [splits.count(split) for split in SPLITS] == [80, 10, 10]
    assert splits == ["train"] * 80 + ["validation"] * 10 + ["test"] * 10


def test_a_chain_of_groups_is_one_story() -> None:
    members = [Member(article_id=f"a{n}", day=DAY, groups=(f"g{n}", f"g{n + 1}")) for n in range(5)]
    assert {place.story for place in make_splits(members)} == {"a0"}
