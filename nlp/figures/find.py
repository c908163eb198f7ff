"""Finds the counts of regions that tell about the programme."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.record import FigureKind
from corpus.span import Span
from nlp.figures.count import Count, scan_counts
from nlp.figures.kind import NATIONAL, decide_kind
from nlp.figures.lexicon import alternatives, load_figure_words, word_pattern
from nlp.figures.year import YearMark, article_year, attached_year, year_marks
from nlp.mentions import Context, DateMention, FigureMention, Layout, RegionMention

# A smaller count is nearly always one inside a province; it needs a word of its own.
_SMALLEST = 10
# Where a word before a count that rules it out is looked for, in code points.
_LEFT_REACH = 44
# Where the word before a bare number is looked for, and how far "dari jumlah itu" points back, in code points.
_REST_REACH = 24
_BACK_REACH = 120
# How far before its sentence a word of prizes still tells what a count is about, in code points.
_PRIZE_REACH = 160
# Further away than this, other counts of a sentence say nothing about one.
_NEIGHBOURS = 6
_LONGEST_SENTENCE = 500
# No province has more kabupaten and kota (Jawa Timur).
_LARGEST_PROVINCE = 38


# "12 daerah di Jawa Timur", and "Untuk Jawa Timur sendiri ada 12 daerah".
_WITHIN = re.compile(r"\s*(?:lainnya|lain)?\s*(?:di|se-?|dari|asal|wilayah)\s*(?:provinsi|wilayah)?\s*", re.IGNORECASE)
_OPENING = re.compile(r"[\s\"“]*(?:untuk|di|dari|khusus|khusus di|se)[\s-]*(?:provinsi|wilayah)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    before: re.Pattern[str]
    breakdown: re.Pattern[str]
    prizes: re.Pattern[str]
    name_after: re.Pattern[str]
    local: re.Pattern[str]
    contest: re.Pattern[str]
    rest: re.Pattern[str]
    member: re.Pattern[str]
    selected: re.Pattern[str]
    applicant: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A count with what the text says about it; `year` None so far means that nothing attached one."""

    count: Count
    sentence: tuple[int, int]
    kind: FigureKind
    year: int | None
    reason: str


def find_figures(
    text: str, layout: Layout, dates: Sequence[DateMention], regions: Sequence[RegionMention], context: Context
) -> tuple[FigureMention, ...]:
    """All counts of regions in the programme, in text order. Pure; linear in the length of `text`.

    Ask `is_about_programme` first: in a text on something else the counts are of something else. Counts inside one
    province, ranks, winners of prizes and the 100 of the programme's name are left out.

    Args:
        text: the stored text.
        layout: its parts.
        dates: resolved dates, in text order.
        regions: resolved regions, in text order; () when they are not known.
        context: `published` tells what "tahun ini" means.
    """
    current = article_year(dates, context)
    marks = year_marks(text, dates, current)
    kept = _borrowed(text, layout, [count for count in scan_counts(text) if _is_kept(text, layout, regions, count)])
    readings = [reading for reading in _read(text, layout, kept, marks) if _is_member_count(text, layout, reading)]
    return tuple(_mention(text, reading) for reading in _fill_years(layout, readings, marks, current))


def is_about_programme(text: str) -> bool:
    """Says whether the text names the programme, or its topic together with the ministry."""
    names, topics, bodies = load_figure_words().programme_pattern
    return bool(names.search(text)) or bool(topics.search(text) and bodies.search(text))


@lru_cache(maxsize=1)
def _surroundings() -> _Surroundings:
    words = load_figure_words()
    out = words.kept_out
    return _Surroundings(
        before=re.compile(rf"(?<![^\W_])(?:{alternatives(out.before)})[\s.:]{{0,2}}$", re.IGNORECASE),
        breakdown=re.compile(rf"(?<![^\W_])(?:{alternatives(out.breakdown)})[^.;\n]{{0,24}}$", re.IGNORECASE),
        prizes=word_pattern(out.prizes),
        name_after=re.compile(rf"\s{{1,2}}(?:{alternatives(out.name_after)})(?![^\W_])", re.IGNORECASE),
        local=re.compile(rf"\s{{0,2}}(?:{alternatives(out.local)})(?![^\W_])", re.IGNORECASE),
        contest=word_pattern(words.kinds.contest),
        rest=re.compile(rf"(?<![^\W_])(?:{alternatives(words.units.before_rest)})\s{{1,2}}$", re.IGNORECASE),
        member=word_pattern(out.members),
        selected=word_pattern(words.kinds.participants),
        applicant=word_pattern(words.kinds.applicants),
    )


def _is_kept(text: str, layout: Layout, regions: Sequence[RegionMention], count: Count) -> bool:
    around = _surroundings()
    left = text[max(0, count.start - _LEFT_REACH) : count.start]
    if around.breakdown.search(left) and count.unit.lower() in ("kabupaten", "kota"):
        return False
    if count.count < 2 or around.before.search(left) or _is_region_name(layout, regions, count):
        return False
    right = text[count.end : count.end + 24]
    if (count.count == 100 and around.name_after.match(right)) or around.local.match(right):
        return False
    if count.family == "place":
        near = text[max(0, count.start - 40) : count.start]
        return count.count >= 20 and bool(around.contest.search(near))
    return not layout.is_ignored(count.start, count.end)


def _is_region_name(layout: Layout, regions: Sequence[RegionMention], count: Count) -> bool:
    """Whether a region's name holds the number ("50 Kota"), or a province follows that bounds the count."""
    if layout.dateline and layout.dateline[0] <= count.start < layout.dateline[1]:
        return True
    at = bisect_right(regions, count.start, key=lambda mention: mention.span.start)
    if at and regions[at - 1].span.end > count.start:
        return True
    if count.count > _LARGEST_PROVINCE:
        return False
    after = regions[at] if at < len(regions) else None
    if after and after.level == "provinsi" and _WITHIN.fullmatch(layout.text, count.end, after.span.start):
        return True
    before = regions[at - 1] if at else None
    return bool(
        before is not None
        and before.level == "provinsi"
        and _OPENING.fullmatch(layout.text, _sentence(layout, count.start)[0], before.span.start)
    )


def _sentence(layout: Layout, position: int) -> tuple[int, int]:
    at = bisect_right(layout.sentences, position, key=lambda sentence: sentence[0]) - 1
    return layout.sentences[at] if at >= 0 else (0, len(layout.text))


def _near_sentence(layout: Layout, count: Count) -> tuple[int, int]:
    """The sentence of a count, cut where it runs on for too long to matter."""
    start, end = _sentence(layout, count.start)
    return max(start, count.start - _LONGEST_SENTENCE), min(end, count.end + _LONGEST_SENTENCE)


def _borrowed(text: str, layout: Layout, counts: Sequence[Count]) -> list[Count]:
    """Keeps a number without a unit only where regions were counted before it in the sentence, or just before it.

    "Dari jumlah itu" points back across a full stop.
    """
    kept: list[Count] = []
    for count in counts:
        if count.family != "rest":
            kept.append(count)
            continue
        left = text[max(0, count.start - _REST_REACH) : count.start]
        cue = _surroundings().rest.search(left)
        start = _sentence(layout, count.start)[0]
        earlier = kept[-1] if kept else None
        if earlier is None or not (cue or "antara" in text[count.start : count.end].lower()):
            continue
        back = cue is not None and cue[0].lower().startswith("jumlah") and count.start - earlier.end < _BACK_REACH
        if earlier.start >= start or back:
            kept.append(replace(count, unit=earlier.unit))
    return kept


def _read(text: str, layout: Layout, counts: Sequence[Count], marks: Sequence[YearMark]) -> Iterator[_Reading]:
    plain = [mark for mark in marks if not mark.span]
    for at, count in enumerate(counts):
        sentence = _near_sentence(layout, count)
        window = counts[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        near = [other for other in window if sentence[0] <= other.start < sentence[1]]
        others = [(other.start, other.end) for other in near if other is not count and other.count not in NATIONAL]
        following = next((other for other in near if other.start >= count.end), None)
        kind, reason = decide_kind(text, sentence, count, following)
        usable = marks if kind == "cumulative" else plain
        # The outcome of a sum has the sum's year: "tahun 2022 ditambah 50 daerah sehingga menjadi 191".
        between = [] if kind == "cumulative" and "menjadi" in reason.lower() else others
        mark = attached_year(text, sentence, (count.start, count.end), usable, between)
        yield _Reading(count, sentence, kind, mark.year if mark else None, reason)


def _is_member_count(text: str, layout: Layout, reading: _Reading) -> bool:
    around, count = _surroundings(), reading.count
    sentence = text[reading.sentence[0] : reading.sentence[1]]
    if count.count < _SMALLEST:
        if reading.kind == "repeats":
            return True
        near = text[
            max(reading.sentence[0], count.start - _LEFT_REACH) : min(reading.sentence[1], count.end + _LEFT_REACH)
        ]
        cue = around.applicant.search(near) or around.selected.search(near)
        left = text[max(0, count.start - 12) : count.start].lower()
        units = load_figure_words().units
        added = left.rstrip().endswith(tuple(units.added))
        aside = added or left.rstrip().endswith(tuple(units.aside))
        return bool(cue and not aside) if count.family == "province" else bool(added)
    if reading.kind != "participants":
        return True
    start = max(text.rfind("\n", 0, reading.sentence[0]) + 1, reading.sentence[0] - _PRIZE_REACH)
    before = text[start : reading.sentence[1]]
    return not (around.prizes.search(before) and not around.member.search(sentence))


def _fill_years(
    layout: Layout, readings: Sequence[_Reading], marks: Sequence[YearMark], current: int | None
) -> Iterator[_Reading]:
    """Years for counts that no words attach one to: that of the same count before, else the article's.

    A count in the title takes the year of the same count after it. Running totals and the whole country stay without.
    """
    known: dict[tuple[FigureKind, int], int] = {}
    later = {(r.kind, r.count.count): r.year for r in reversed(readings) if r.year is not None}
    totals = {reading.sentence for reading in readings if reading.kind == "cumulative"}
    single = len({mark.year for mark in marks}) <= 1 and not any(mark.span for mark in marks)
    for reading in readings:
        key = (reading.kind, reading.count.count)
        if reading.kind == "national_total":
            yield replace(reading, year=None)
        elif reading.year is not None or reading.kind == "cumulative":
            known.update({key: reading.year} if reading.year else {})
            yield reading
        elif key in known:
            yield replace(reading, year=known[key])
        elif layout.title and layout.title[0] <= reading.count.start < layout.title[1] and key in later:
            yield replace(reading, year=later[key])
        elif reading.kind != "applicants" or _is_of_article(reading, marks, single and reading.sentence not in totals):
            yield replace(reading, year=current)
        else:
            yield reading


def _is_of_article(reading: _Reading, marks: Sequence[YearMark], single: bool) -> bool:
    """Applicants may be those of an earlier year, unless the sentence before names a day or the text no other year."""
    return single or _follows_day(reading, marks)


def _follows_day(reading: _Reading, marks: Sequence[YearMark]) -> bool:
    at = bisect_left(marks, reading.sentence[0], key=lambda mark: mark.start) - 1
    return at >= 0 and marks[at].full and reading.sentence[0] - marks[at].end < 80


def _mention(text: str, reading: _Reading) -> FigureMention:
    count = reading.count
    return FigureMention(
        Span.of(text, count.start, count.end), reading.kind, count.count, count.unit, reading.year, reading.reason
    )
