"""The programme year that a happening belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from nlp.events.happening import Happening
from nlp.events.period import Period, parse_period
from nlp.events.scene import Scene, Sentence
from registry.registry import Registry

Signing = tuple[date, int]  # a signing day and its cohort

_LONGEST_DAYS = 330  # from selection to signing, from signing to the last round of coaching
_LEAD_SENTENCES = 3
_SENTENCES_MAX = 200  # more than any article has; bounds the work on what is no article
_PRINTED = re.compile(
    r"(?i)(?:smart\s?city|kota\s+cerdas|gerakan|program|angkatan|peserta|award)\)?\W{1,4}(?:indonesia\W+)?"
    r"(?:ini\W+)?(?:pada\W+)?(?:tahun\W+)?(20[12]\d)(?!\d|\s*[-/–])"
)
# "ikut program ini sejak 2022", "peserta angkatan 2019", "berjalan sejak 2018"
_JOINED = re.compile(
    r"(?i)(?<!\w)(?:angkatan|gelombang|peserta|ikut|bergabung|gabung|masuk|berjalan|terpilih|keikutsertaan\w{0,3})"
    r"(?:\W{1,3}[^\W\d]+){0,6}?\W{1,3}(20[12]\d)(?!\d|\s?[-/–]\s?\d)"
)
_LATER = ("evaluation", "award", "other")  # these come years after a cohort joined


def signings_of(registry: Registry, happenings: Sequence[Happening]) -> tuple[Signing, ...]:
    """The signing days of the registry and those that the article itself tells, oldest first."""
    known = [(year, parse_period(cohort.mou_date)) for year, cohort in registry.cohorts.items()]
    days = {(period.first, year) for year, period in known if period}
    told = [h.period for h in happenings if h.type == "mou_signing" and h.period]
    days |= {(period.first, period.first.year) for period in told if period.first.year not in registry.cohorts}
    return tuple(sorted(days))


def read_cohort(
    scene: Scene, happening: Happening, registry: Registry, signings: Sequence[Signing], codes: tuple[str, ...]
) -> int | None:
    """The cohort by the year printed beside the programme's name, or by the signing days.

    None when neither decides. Membership only confirms: of an evaluation or an award the year counts when most of its
    regions are members of that cohort.
    """
    known = _by_calendar(happening, signings, happening.period) if happening.period else None
    if happening.type in _LATER:
        members = sum(known is not None and registry.membership(known, code) is not None for code in codes)
        if codes and 2 * members > len(codes):
            return known
        return _joined(scene, happening) if len(codes) <= 1 else None
    printed = _printed(scene, list(happening.sentences))
    if printed is None and (happening.period is None or known is None or known < happening.period.first.year):
        lead = [s.index for s in scene.sentences[: _LEAD_SENTENCES + 1]]
        printed = _printed(scene, lead)
    return printed or known


def _printed(scene: Scene, indices: list[int]) -> int | None:
    for index in indices[:10]:
        sentence = scene.sentences[index]
        found = _PRINTED.search(scene.text, sentence.start, sentence.end)
        if found:
            return int(found[1])
    return None


def _joined(scene: Scene, happening: Happening) -> int | None:
    """The only year before the happening in which the text says that somebody joined; None when it names several.

    Nobody is evaluated in the year of joining.
    """
    latest = happening.period.last.year - (happening.type == "evaluation") if happening.period else date.max.year
    told = {int(match[1]) for sentence in scene.sentences[:_SENTENCES_MAX] for match in _found(scene, sentence)}
    years = {year for year in told if year <= latest}
    return years.pop() if len(years) == 1 else None


def _found(scene: Scene, sentence: Sentence) -> Iterator[re.Match[str]]:
    return _JOINED.finditer(scene.text, sentence.start, sentence.end)


def _by_calendar(happening: Happening, signings: Sequence[Signing], period: Period) -> int | None:
    """The cohort whose signing day lies next after a selection, or last before a later step."""
    if happening.type in ("selection", "assessment"):
        return next((year for day, year in signings if 0 <= (day - period.first).days <= _LONGEST_DAYS), None)
    started = [year for day, year in signings if 0 <= (period.last - day).days <= _LONGEST_DAYS]
    if started:
        return started[-1]
    return period.first.year if happening.type == "mou_signing" else None
