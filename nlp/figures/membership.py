"""Tells counts of the programme's members, applicants and repeaters from small change and winners of prizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlp.figures.cohort import Sizes
from nlp.figures.lexicon import load_figure_words, word_pattern
from nlp.figures.reading import Reading

# A smaller count is nearly always one inside a province; it needs a word of its own.
_SMALLEST = 10
# No province has more kabupaten and kota (Jawa Timur).
_LARGEST_PROVINCE = 38
# Where a word that speaks of members is looked for beside a small count, in code points.
_REACH = 44
# How far before its sentence a word of prizes still tells what a count is about, in code points.
_PRIZE_REACH = 160
_SENT = re.compile(r"(?:perwakilan|utusan|delegasi|wakil|seluruh|semua)(?:\sdari)?\s{1,2}$", re.IGNORECASE)
_DELEGATES = 20
_OTHERS = re.compile(r"\blain(?:nya)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cues:
    prizes: re.Pattern[str]
    provincial: re.Pattern[str]
    member: re.Pattern[str]
    selected: re.Pattern[str]
    applicant: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    words = load_figure_words()
    return _Cues(
        word_pattern(words.kept_out.prizes), word_pattern(words.kept_out.provincial),
        word_pattern(words.kept_out.members),
        word_pattern(words.kinds.participants), word_pattern(words.kinds.applicants),
    )  # fmt: skip


def is_member_count(text: str, reading: Reading, near: Sequence[Reading], sizes: Sizes) -> bool:
    """Says whether a count tells about the programme.

    Args:
        text: the stored text.
        reading: the count to judge.
        near: the readings around it, itself among them.
        sizes: announced members by cohort.
    """
    if reading.count.family == "peserta" and (reading.kind != "applicants" or reading.count.count < _SMALLEST):
        return reading.count.count in sizes.values() or reading.count.count + 1 in sizes.values()
    if reading.count.count < _SMALLEST:
        return reading.kind == "repeats" or _is_small_member_count(text, reading, near, sizes)
    if reading.kind != "participants":
        return True
    if _is_whole_cohort(text, reading, sizes):
        return True
    start, end = reading.sentence
    told = _cues().member.search(text, start, end)
    if not told and reading.count.count <= _LARGEST_PROVINCE and _cues().provincial.search(text, start, end):
        return False
    left = max(text.rfind("\n", 0, start) + 1, start - _PRIZE_REACH)
    return bool(told) or not _cues().prizes.search(text, left, end)


def _is_whole_cohort(text: str, reading: Reading, sizes: Sizes) -> bool:
    """ "Bersama 49 daerah lain kota itu diganjar penghargaan": an award to all members of the cohort."""
    count = reading.count
    if count.count + 1 in sizes.values():
        return bool(_OTHERS.search(text, count.start, count.end + len(" lainnya")))
    left = text[max(0, count.start - _DELEGATES) : count.start]
    return count.count in sizes.values() and bool(_SENT.search(left))


def _is_small_member_count(text: str, reading: Reading, near: Sequence[Reading], sizes: Sizes) -> bool:
    count, units = reading.count, load_figure_words().units
    left = text[max(0, count.start - 12) : count.start].lower().rstrip()
    if left.endswith(tuple(units.added)) or _makes_a_sum(reading, near):
        return True
    if count.count + 1 in sizes.values():
        return bool(_OTHERS.search(text, count.start, count.end + len(" lainnya")))
    if count.family != "province" or left.endswith(tuple(units.aside)):
        return False
    start, end = max(reading.sentence[0], count.start - _REACH), min(reading.sentence[1], count.end + _REACH)
    return bool(_cues().applicant.search(text, start, end) or _cues().selected.search(text, start, end))


def _makes_a_sum(reading: Reading, near: Sequence[Reading]) -> bool:
    """Whether a small count and one after it make up one before it: "48 daerah, tiga … dan 45 lainnya"."""
    inside = [other for other in near if other.sentence == reading.sentence]
    totals = {other.count.count for other in inside if other.count.start < reading.count.start}
    parts = {other.count.count for other in inside if other.count.start > reading.count.start}
    return any(reading.count.count + part in totals for part in parts)
