"""The patterns of date expressions, compiled once from the lexicon. All repeats are bounded, so scanning is linear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlp.dates.lexicon import DateWords, alternatives, load_date_words
from nlp.keyed import NUMBER, KeyedPattern

_B = r"[^\S\n]"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
# Founding years of towns reach back that far; a bare one before 1900 needs a word such as "tahun" (see `exclusion`).
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)"
_YEAR_WORD = rf"(?:(?:tahun|thn|th\.?){_B}{{1,2}})?"
_NUMBERS = (NUMBER,)
_TAIL = rf"(?:{_B}{{0,2}}[,/–-]?{_B}{{0,2}}{_YEAR_WORD}(?P<year>{_YEAR})|{_B}?['’‘](?P<short>\d\d)(?!\d))"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Finders of pieces (`iso` to `weekday`) and judges of what stands between and around them."""

    iso: KeyedPattern
    english: KeyedPattern
    written: KeyedPattern
    numeric: KeyedPattern
    law: KeyedPattern
    period: KeyedPattern
    numbered_month: KeyedPattern
    month: KeyedPattern
    year: KeyedPattern
    weekday: KeyedPattern
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


def _iso() -> KeyedPattern:
    month, day = r"(?P<month>0[1-9]|1[0-2])", r"(?P<days>0[1-9]|[12]\d|3[01])"
    return KeyedPattern(rf"(?<![\w/-])(?P<year>(?:19|20)\d\d)([-/.]){month}\2{day}(?![\w/-])", _NUMBERS)


def _written(words: DateWords) -> KeyedPattern:
    days = rf"{_days(words, words.links['list'])}{_B}{{0,2}}[-/.]?{_B}{{0,2}}(?:bulan{_B}{{1,2}})?"
    return KeyedPattern(rf"(?<!\w)(?<!\d[.,:/]){days}{_month(words)}{_TAIL}?", _NUMBERS)


def _year(words: DateWords) -> KeyedPattern:
    link = alternatives((*words.links["span"], "/"))
    second = rf"(?:{_B}{{0,2}}(?:{link}){_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<last>{_YEAR})|[-/–](?P<short>\d\d)(?!\d))"
    before, after = r"(?<![\w/.–-])(?<!\d[,:])", r"(?!\w)(?![.,:]\d)(?![/–-][\w])(?!%)"
    return KeyedPattern(rf"{before}(?P<year>{_YEAR}){second}?{after}", _NUMBERS)


def _numeric(words: DateWords) -> KeyedPattern:
    days = _days(words, (",", "dan", "&"))
    year = rf"{_B}?[/.-]{_B}?(?P<year>{_YEAR}|\d\d(?!\d))|{_B}(?P<spaced>{_YEAR})"
    month = rf"{_B}?(?P<mark>[/.-]){_B}?(?P<number>\d\d?)(?!\d)"
    before = r"(?<![\w/.])(?<!\d[,:])(?<![^\W\d_]-)"
    return KeyedPattern(rf"{before}{days}{month}(?:{year})?(?![\w/%])(?![.,]\d)", _NUMBERS)


def _law(words: DateWords) -> KeyedPattern:
    names = words.kept_out["regulations"]
    number = rf"(?:(?:nomor|no\.?){_B}{{0,2}}:?{_B}{{0,2}})?\d{{1,3}}"
    law = rf"(?:{alternatives(names)})(?:{_B}RI)?"
    return KeyedPattern(rf"(?<!\w){law}{_B}{{1,2}}{number}/(?P<year>{_YEAR})(?![\w/])", names)


def _period(words: DateWords) -> KeyedPattern:
    part = rf"(?P<period>{alternatives(words.periods)}){_B}{{1,2}}(?P<part>{alternatives(words.period_numbers)})(?!\w)"
    year = rf"{_B}{{0,2}}[,/]?{_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<year>{_YEAR})"
    return KeyedPattern(rf"(?<!\w){part}{year}", words.periods)


def _numbered_month() -> KeyedPattern:
    year = rf"{_B}{{0,2}}[/,]?{_B}{{0,2}}(?:tahun{_B}{{1,2}})?(?P<year>{_YEAR})"
    return KeyedPattern(rf"(?<!\w)bulan{_B}{{1,2}}(?P<number>0?[1-9]|1[0-2])(?!\d){year}", ("bulan",))


def _weekday(words: DateWords) -> KeyedPattern:
    short = rf"(?P<abbr>{alternatives(words.weekday_abbreviations)})\.?(?=,?{_B}?[(\d])"
    name = rf"(?:(?P<weekday>{alternatives(words.weekdays)})|{short})(?!\w)"
    return KeyedPattern(rf"(?<!\w){name}", (*words.weekdays, *words.weekday_abbreviations))


@lru_cache(maxsize=1)
def date_patterns() -> Patterns:
    """All patterns, ignoring case."""
    words = load_date_words()
    month, months = _month(words), (*words.months, *words.month_abbreviations)
    both = alternatives((*words.links["span"], *words.links["list"]))
    english = rf"{month}{_B}{{1,2}}(?P<days>{_DAY})(?:st|nd|rd|th)?,{_B}{{0,2}}(?P<year>{_YEAR})"

    def find(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Patterns(
        iso=_iso(),
        english=KeyedPattern(rf"(?<!\w){english}", months),
        written=_written(words),
        numeric=_numeric(words),
        law=_law(words),
        period=_period(words),
        numbered_month=_numbered_month(),
        month=KeyedPattern(rf"(?<!\w){month}{_TAIL}?", months),
        year=_year(words),
        weekday=_weekday(words),
        day_link=find(rf"{_B}{{0,2}}({both}){_B}{{0,2}}(?:tanggal{_B}{{1,2}})?"),
        span_link=_link(words.links["span"]),
        list_link=_link(words.links["list"]),
        weekday_gap=_between(words),
        weekday_link=find(rf"{_B}{{0,2}}(?:{both}){_B}{{0,2}}(?:hari{_B}{{1,2}})?"),
        relative=_relative(words),
        head=find(rf"(?<!\w)(?:{alternatives(words.kept_out['heads'])}){_B}{{1,2}}$"),
    )
