"""Names with one wrong, missing or extra letter, read only after "Kabupaten" or "Kota"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlp.regions.candidates import Candidate
from nlp.regions.gazetteer import Gazetteer, squeeze

_TYPED = re.compile(r"(?<!\w)(?:Kabupaten|Kab\.|Kota)[ \t]{1,2}([A-Z][a-z]{3,20}(?:[ \t][A-Z][a-z]{2,20})?)(?!\w)")
# In shorter names one letter is too much: "Kota Batik" is not Kota Batu.
_SHORTEST = 7


def iter_misspelt(text: str, known: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Candidates one edit away from exactly one region's name. `known` are the ranges that names cover, sorted."""
    starts = [start for start, _ in known]
    seen: dict[str, str | None] = {}
    for match in _TYPED.finditer(text):
        begin, end = match.span(1)
        if _is_known(known, starts, begin, end):
            continue
        for stop in dict.fromkeys((end, begin + len(match[1].split()[0]))):
            word = squeeze(text[begin:stop])[0]
            if word not in seen:
                seen[word] = _nearest(word, gazetteer)
            key = seen[word]
            if key is not None:
                yield Candidate(begin, stop, key, tuple(gazetteer.entries[key].senses), False, False, True)
                break


def _is_known(known: list[tuple[int, int]], starts: list[int], begin: int, end: int) -> bool:
    at = bisect_right(starts, end - 1) - 1
    return at >= 0 and known[at][1] > begin


def _nearest(word: str, gazetteer: Gazetteer) -> str | None:
    if len(word) < _SHORTEST or word in gazetteer.entries:
        return None
    near = process.extract(word, gazetteer.spellable, scorer=OSA.distance, score_cutoff=1, limit=3)
    regions = {sense.code for key, _, _ in near for sense in gazetteer.entries[key].senses}
    return near[0][0] if len(regions) == 1 and near[0][0][0] == word[0] else None
