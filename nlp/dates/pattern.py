"""The patterns of date expressions, compiled once from the lexicon. All repeats are bounded, so scanning is linear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.dates.lexicon import DateWords, alternatives, load_date_words

_B = r"[^\S\n]"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
# Founding years of towns reach back that far; a bare one before 1900 needs a word such as "tahun" (see `exclusion`).
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_YEAR_WORD = rf"(?:(?:tahun|thn|th\.?){_B}{{1,2}})?"
_TAIL = rf"(?:{_B}{{0,2}}[,/–-]?{_B}{{0,2}}{_YEAR_WORD}(?P<year>{_YEAR})|{_B}?['’‘](?P<short>\d\d)(?!\d))"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Finders of pieces (`iso` to `weekday`) and judges of what stands between and around them."""

    iso: re.Pattern[str]
    english: re.Pattern[str]
    written: re.Pattern[str]
    numeric: re.Pattern[str]
    law: re.Pattern[str]
    period: re.Pattern[str]
    numbered_month: re.Pattern[str]
    month: re.Pattern[str]
    year: re.Pattern[str]
    weekday: re.Pattern[str]
    day_link: re.Pattern[str]
    span_link: re.Pattern[str]
    list_link: re.Pattern[str]
    weekday_gap: re.Pattern[str]
    weekday_link: re.Pattern[str]
    relative: re.Pattern[str]
    head: re.Pattern[str]


def _days(words: DateWords, links: tuple[str, ...]) -> str:
    link = alternatives((*words.links["span"], *links))
    return rf"(?P<days>{_DAY}(?:{_B}{{0,2}}(?:{link}){_B}{{0,2}}(?:tanggal{_B}{{1,2}})?{_DAY}){{0,9}})"


def _month(words: DateWords) -> str:
    names, abbreviations = alternatives(words.months), alternatives(words.month_abbreviations)
    return rf"(?:(?P<month>{names})|(?P<abbr>{abbreviations})\.?)(?![^\W\d_])"


def _between(words: DateWords) -> re.Pattern[str]:
    word = alternatives(words.cues["between"])
    return re.compile(rf"(?:[^\S\n]|[,:/(\[]|(?<!\w)(?:{word})(?!\w))*", re.IGNORECASE)


def _link(words: tuple[str, ...]) -> re.Pattern[str]:
    head = rf"(?:(?:pada|hari|tanggal|tgl|bulan|tahun)\.?{_B}{{1,2}}){{0,3}}"
    return re.compile(rf"\)?{_B}{{0,2}}(?:{alternatives(words)}){_B}{{0,2}}{head}\(?", re.IGNORECASE)


def _relative(words: DateWords) -> re.Pattern[str]:
    # "tahun lalu" has to win over "lalu", hence the years first.
    names = sorted(words.relative, key=lambda name: "year" not in name)
    groups = "|".join(f"(?P<{name}>{alternatives(words.relative[name])})" for name in names)
    return re.compile(rf"{_B}{{1,2}}(?:{groups})(?!\w)", re.IGNORECASE)


def _year_pattern(words: DateWords) -> str:
    link = alternatives((*words.links["span"], "/"))
    second = rf"(?:{_B}{{0,2}}(?:{link}){_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<last>{_YEAR})|[-/–](?P<short>\d\d)(?!\d))"
    return rf"(?<![\w/.–-])(?<!\d[,:])(?P<year>{_YEAR}){second}?(?!\w)(?![.,:]\d)(?![/–-][\w])(?!%)"


def _numeric_pattern(words: DateWords) -> str:
    days = _days(words, (",", "dan", "&"))
    year = rf"{_B}?[/.-]{_B}?(?P<year>{_YEAR}|\d\d(?!\d))|{_B}(?P<spaced>{_YEAR})"
    month = rf"{_B}?(?P<mark>[/.-]){_B}?(?P<number>\d\d?)(?!\d)"
    return rf"(?<![\w/.])(?<!\d[,:])(?<![^\W\d_]-){days}{month}(?:{year})?(?![\w/%])(?![.,]\d)"


def _law_pattern(words: DateWords) -> str:
    number = rf"(?:(?:nomor|no\.?){_B}{{0,2}}:?{_B}{{0,2}})?\d{{1,3}}"
    name = alternatives(words.kept_out["regulations"])
    return rf"(?<!\w)(?:{name})(?:{_B}RI)?{_B}{{1,2}}{number}/(?P<year>{_YEAR})(?![\w/])"


@lru_cache(maxsize=1)
def date_patterns() -> Patterns:
    """All patterns, ignoring case."""
    words = load_date_words()
    month, kind = _month(words), alternatives(words.periods)
    number = alternatives(words.period_numbers)
    weekday = alternatives(words.weekdays)
    both = (*words.links["span"], *words.links["list"])

    def find(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Patterns(
        iso=find(r"(?<![\w/-])(?P<year>(?:19|20)\d\d)([-/.])(?P<month>0[1-9]|1[0-2])\2(?P<days>0[1-9]|[12]\d|3[01])(?![\w/-])"),
        english=find(rf"(?<!\w){month}{_B}{{1,2}}(?P<days>{_DAY})(?:st|nd|rd|th)?,{_B}{{0,2}}(?P<year>{_YEAR})"),
        written=find(
            rf"(?<!\w)(?<!\d[.,:/]){_days(words, words.links['list'])}{_B}{{0,2}}[-/.]?{_B}{{0,2}}"
            rf"(?:bulan{_B}{{1,2}})?{month}{_TAIL}?"
        ),
        numeric=find(_numeric_pattern(words)),
        law=find(_law_pattern(words)),
        period=find(rf"(?<!\w)(?P<period>{kind}){_B}{{1,2}}(?P<part>{number})(?!\w){_B}{{0,2}}[,/]?{_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<year>{_YEAR})"),
        numbered_month=find(rf"(?<!\w)bulan{_B}{{1,2}}(?P<number>0?[1-9]|1[0-2])(?!\d){_B}{{0,2}}[/,]?{_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<year>{_YEAR})"),
        month=find(rf"(?<!\w){month}{_TAIL}?"),
        year=find(_year_pattern(words)),
        weekday=find(
            rf"(?<!\w)(?:(?P<weekday>{weekday})|(?P<abbr>{alternatives(words.weekday_abbreviations)})\.?(?=,?{_B}?[(\d]))(?!\w)"
        ),
        day_link=find(rf"{_B}{{0,2}}({alternatives(both)}){_B}{{0,2}}(?:tanggal{_B}{{1,2}})?"),
        span_link=_link(words.links["span"]),
        list_link=_link(words.links["list"]),
        weekday_gap=_between(words),
        weekday_link=find(rf"{_B}{{0,2}}(?:{alternatives(both)}){_B}{{0,2}}(?:hari{_B}{{1,2}})?"),
        relative=_relative(words),
        head=find(rf"(?<!\w)(?:{alternatives(words.kept_out['heads'])}){_B}{{1,2}}$"),
    )  # fmt: skip
