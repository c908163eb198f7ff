"""Reported speech in narrative sentences: "X mengatakan, ...", "Menurut X, ...", "..., kata X"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.span import Span
from nlp.mentions import QuoteMention
from nlp.quotes.actors import Cast
from nlp.quotes.attribution import Voice, subject_of, voice_after
from nlp.quotes.lexicon import CueLexicon

_REPORTED = re.compile(r"(?:,|:|\sbahwa(?:sanya)?|\sjika|\sapabila)\s{1,2}")
_SHORTEST = 3  # words of a reported clause
# Verbs of saying that take a reported clause; the others (memberikan, menyambut, ...) only name who speaks.
_INTRODUCES = re.compile(r"kan$|^(?:ber|meng|men|me)", re.I)


def find_indirect(
    text: str, sentences: Iterable[tuple[int, int]], cast: Cast, cues: CueLexicon
) -> Iterator[QuoteMention]:
    """Reported clauses of narrative sentences, at most one a sentence, those with a known speaker only."""
    for start, end in sentences:
        found = _clause_after(text, start, end, cast, cues) or _clause_before(text, start, end, cast, cues)
        if found is not None and len(found.span.text.split()) >= _SHORTEST:
            yield found


def _clause_after(text: str, start: int, end: int, cast: Cast, cues: CueLexicon) -> QuoteMention | None:
    """ "X mengatakan, KLAUSA" and "Menurut X, KLAUSA"."""
    verb = cues.subject.search(text, start, end)
    if verb is not None and _INTRODUCES.search(verb[0]):
        joint = _REPORTED.match(text, verb.end(), end)
        if joint is not None:
            return _made(text, joint.end(), end, subject_of(cast, cues, start, verb.start()), verb[0])
    according = cues.complement.match(text, start, end)
    if according is not None and not according["nya"]:
        comma = text.find(", ", according.end(), end)
        if comma > 0 and cast.between(according.end(), comma):
            return _made(text, comma + 2, end, subject_of(cast, cues, start, comma), according["cue"])
    return None


def _clause_before(text: str, start: int, end: int, cast: Cast, cues: CueLexicon) -> QuoteMention | None:
    """ "KLAUSA, kata X." at the end of a sentence."""
    for cue in cues.inside.finditer(text, start, end):
        if cue["nya"] is None and text[cue.start()] == ",":
            voice = voice_after(cast, cues, cue.end("cue"), False, end)
            if voice is not None and voice.name is not None:
                return _made(text, start, cue.start(), voice, cue["cue"])
    return None


def _made(text: str, start: int, end: int, voice: Voice | None, cue: str) -> QuoteMention | None:
    if voice is None or voice.name is None:
        return None
    while end > start and text[end - 1] in " \n.":
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        return None
    return QuoteMention(Span.of(text, start, end), "indirect", voice.name, cue, f"reported: {voice.reason}")
