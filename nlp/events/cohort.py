"""The programme year that a happening belongs to."""

from __future__ import annotations

import re
from datetime import date

from nlp.events.happening import Happening
from nlp.events.period import parse_period
from nlp.events.scene import Scene
from registry.registry import Registry

_LONGEST_DAYS = 330  # from selection to signing, from signing to the last round of coaching
_LEAD_SENTENCES = 3
_PRINTED = re.compile(
    r"(?i)(?:smart\s?city|kota\s+cerdas|gerakan|program|angkatan|peserta|award)\)?\W{1,4}(?:indonesia\W+)?"
    r"(?:ini\W+)?(?:pada\W+)?(?:tahun\W+)?(20[12]\d)(?!\d|\s*[-/–])"
)
_LATER = ("evaluation", "award", "other")  # these come years after a cohort joined


def read_cohort(scene: Scene, happening: Happening, registry: Registry, codes: tuple[str, ...]) -> int | None:
    """The cohort by the year printed beside the programme's name, or by the signing days that the registry knows.

    None when neither decides. Membership only confirms: of an evaluation or an award the year counts when most of its
    regions are members of that cohort.
    """
    day = happening.period.first if happening.period else None
    known = _by_calendar(happening, registry, day) if day else None
    if happening.type in _LATER:
        members = sum(known is not None and registry.membership(known, code) is not None for code in codes)
        return known if codes and 2 * members > len(codes) else None
    printed = _printed(scene, list(happening.sentences))
    if printed is None and (day is None or known is None or known < day.year):
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


def _by_calendar(happening: Happening, registry: Registry, day: date) -> int | None:
    """The cohort whose signing day lies next after a selection, or last before a later step."""
    signings = sorted(
        (signed.first, year) for year, cohort in registry.cohorts.items() if (signed := parse_period(cohort.mou_date))
    )
    if happening.type in ("selection", "assessment"):
        return next((year for first, year in signings if 0 <= (first - day).days <= _LONGEST_DAYS), None)
    started = [year for first, year in signings if 0 <= (day - first).days <= _LONGEST_DAYS]
    if started:
        return started[-1]
    return day.year if happening.type == "mou_signing" else None
