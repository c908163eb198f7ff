"""Decides what a count of regions says: members of a cohort, members so far, applicants, all regions, repeaters."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from corpus.record import FigureKind
from nlp.figures.count import Count
from nlp.figures.lexicon import alternatives, load_figure_words, word_pattern

# Indonesia has 514 kabupaten/kota; news prints anything from "lebih dari 500" to 552 with provinces.
NATIONAL = range(480, 600)
# No cohort had more members than this (2018, 2022 and 2023).
_LARGEST_COHORT = 50
# Far more than have ever repeated a cohort (7, in 2021).
_LARGEST_REPEAT = 30
_RIGHT = 90
_LEFT = 80
# "Dari 88 daerah terpilih 50", but not "satu dari 50 daerah".
_FROM = re.compile(r"(?<!satu )\bdari(?:\s(?:sekitar|total))?\s{1,2}$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;:!?\n”\"]|,\s")


@dataclass(frozen=True, slots=True)
class _Cues:
    applicants: re.Pattern[str]
    participants: re.Pattern[str]
    cumulative: re.Pattern[str]
    repeats: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    kinds = load_figure_words().kinds
    words = rf"(?<![^\W_])(?:{alternatives(kinds.cumulative)})"
    return _Cues(
        word_pattern(kinds.applicants), word_pattern(kinds.participants),
        re.compile(rf"{words}(?:\s(?:sebanyak|sekitar|hanya|ada|sudah|lebih dari))?\s{{1,2}}$", re.IGNORECASE),
        word_pattern(kinds.repeats),
    )  # fmt: skip


def decide_kind(
    text: str, sentence: tuple[int, int], count: Count, following: Count | None, totals: Collection[int] = ()
) -> tuple[FigureKind, str]:
    """The kind and the words that decided it. Cues after the number, in its clause, outrank those before it.

    Args:
        text: the stored text.
        sentence: the range that cues come from.
        count: the number to judge.
        following: the next count of the sentence, None for the last one.
        totals: members of all cohorts up to some year; () when they are not known.
    """
    cues = _cues()
    right = text[count.end : min(sentence[1], count.end + _RIGHT)]
    stop = _CLAUSE_END.search(right)
    clause = right[: stop.start()] if stop else right
    left = text[max(sentence[0], count.start - _LEFT) : count.start]
    own = cues.applicants.search(text, count.start, count.end)
    if own:
        return "applicants", own[0]
    found = cues.repeats.search(clause)
    if found and not clause[: found.start()].lower().endswith("belum ") and count.count <= _LARGEST_REPEAT:
        return "repeats", found[0]
    after = _first(cues, clause)
    if count.count in NATIONAL and (after is None or after[0] != "applicants" or count.more):
        return "national_total", f"{count.count} is the whole country"
    if count.family == "part":
        return ("participants" if count.count <= _LARGEST_COHORT else "cumulative"), "a part of a larger count"
    members = after is not None and after[0] == "participants" and clause.lstrip().startswith("yang ")
    if following and following.count < count.count and _FROM.search(left) and not members:
        return "applicants", "a smaller count is taken from it"
    asked = after or _last(cues, left)
    if asked is not None and asked[0] == "applicants":
        return asked
    if count.count <= _LARGEST_COHORT and count.family != "province":
        return asked or ("participants", "no other cue")
    judged = cues.applicants.search(left)
    if judged and asked and asked[1].lower() in _TAKEN_PART:
        return "applicants", judged[0]  # "Evaluasi diikuti 241 daerah": more than a cohort are judged
    return _many(cues, count, left, totals) or asked or ("participants", "no other cue")


def _many(cues: _Cues, count: Count, left: str, totals: Collection[int]) -> tuple[FigureKind, str] | None:
    """What more than a cohort are: all members so far by a cue or when there were as many, else applicants."""
    found = cues.cumulative.search(left[-40:])
    if found:
        return "cumulative", found[0].strip()
    if count.count <= _LARGEST_COHORT or count.family == "peserta":
        return None
    if totals and count.count not in totals and count.count < max(totals):
        return "applicants", f"{count.count} is more than a cohort and no total of several"
    return "cumulative", f"{count.count} is more than a cohort"


def _first(cues: _Cues, clause: str) -> tuple[FigureKind, str] | None:
    applicants, participants = cues.applicants.search(clause), cues.participants.search(clause)
    if applicants and (not participants or applicants.start() < participants.start()):
        # "mengikuti asesmen": whoever follows an assessment applies.
        return "applicants", applicants[0]
    if (
        participants
        and applicants
        and applicants.start() - participants.end() <= 1
        and participants[0].lower() not in _PASSED
    ):
        return "applicants", applicants[0]
    return ("participants", participants[0]) if participants else None


_PASSED = frozenset({"lolos", "lulus"})
_TAKEN_PART = frozenset({"diikuti", "mengikuti", "peserta"})


def _last(cues: _Cues, left: str) -> tuple[FigureKind, str] | None:
    found: list[tuple[int, FigureKind, str]] = []
    found += [(match.end(), "applicants", match[0]) for match in cues.applicants.finditer(left)]
    found += [(match.end(), "participants", match[0]) for match in cues.participants.finditer(left)]
    if not found:
        return None
    _, kind, word = max(found)
    return kind, word
