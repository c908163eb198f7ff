"""The programme year that a happening belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from nlp.events.happening import Happening
from nlp.events.period import Period, parse_period
from nlp.events.scene import Scene
from registry.registry import Registry

Signing = tuple[date, int]  # a signing day and its cohort

_LONGEST_DAYS = 330  # from selection to signing, from signing to the last round of coaching
_LEAD_SENTENCES = 3
_PRINTED = re.compile(
    r"(?i)(?:smart\s?city|kota\s+cerdas|gerakan|program|angkatan|peserta|award)\)?\W{1,4}(?:indonesia\W+)?"
    r"(?:ini\W+)?(?:pada\W+)?(?:tahun\W+)?(20[12]\d)(?!\d|\s*[-/–])"
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
        return known if codes and 2 * members > len(codes) else None
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


def _by_calendar(happening: Happening, signings: Sequence[Signing], period: Period) -> int | None:
    """The cohort whose signing day lies next after a selection, or last before a later step."""
    if happening.type in ("selection", "assessment"):
        return next((year for day, year in signings if 0 <= (day - period.first).days <= _LONGEST_DAYS), None)
    started = [year for day, year in signings if 0 <= (period.last - day).days <= _LONGEST_DAYS]
    if started:
        return started[-1]
    return period.first.year if happening.type == "mou_signing" else None
