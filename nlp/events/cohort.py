"""The programme year that a happening belongs to."""

from __future__ import annotations

import re
from datetime import date

from nlp.events.happening import Happening
from nlp.events.period import parse_period
from nlp.events.scene import Scene
from registry.registry import Registry

_LONGEST_DAYS = 330  # from selection to signing, from signing to the last round of coaching
_PRINTED = re.compile(
    r"(?i)(?:smart\s?city|kota\s+cerdas|gerakan|program|angkatan|cohort)\W{1,4}(?:indonesia\W+)?(?:(?:ini\W+)?(?:pada\W+)?tahun\W+)?(20[12]\d)(?!\d|\s*[-/–])"
)


def read_cohort(scene: Scene, happening: Happening, registry: Registry, codes: tuple[str, ...]) -> int | None:
    """The cohort by the year printed beside the programme's name, the signing days of the registry, or membership.

    None when neither decides. The registry supports a year; it never supplies one for an evaluation or an award.
    """
    for index in happening.sentences:
        sentence = scene.sentences[index]
        printed = _PRINTED.search(scene.text, sentence.start, sentence.end)
        if printed and happening.type not in ("evaluation", "award", "other"):
            return int(printed[1])
    day = happening.period.first if happening.period else None
    known = _by_calendar(happening, registry, day) if day else None
    if known is not None:
        return known
    years = {m.cohort_year for code in codes for m in registry.memberships_of(code) if m.standing == "member"}
    if len(years) == 1 and happening.type not in ("award", "other", "evaluation"):
        return years.pop()
    return None


def _by_calendar(happening: Happening, registry: Registry, day: date) -> int | None:
    signings = sorted(
        (p.first, year) for year, cohort in registry.cohorts.items() if (p := parse_period(cohort.mou_date))
    )
    if happening.type in ("selection", "assessment"):
        return next((year for first, year in signings if 0 <= (first - day).days <= _LONGEST_DAYS), None)
    if happening.type in ("coaching", "masterplan", "socialisation", "launch", "mou_signing"):
        started = [year for first, year in signings if 0 <= (day - first).days <= _LONGEST_DAYS]
        if started:
            return started[-1]
        return day.year if happening.type == "mou_signing" else None
    return None
