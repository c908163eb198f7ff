"""What stands around a quoted stretch."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.quotes.lexicon import CueLexicon

_JOINT = re.compile(r"(?:,|:|\sbahwa)\s{1,2}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around one stretch: its text, the sentence before it, the cue after it."""

    inner: str
    words: int
    line: int
    lead: tuple[int, int]
    cue: re.Match[str] | None
    intro: re.Match[str] | None
    fresh: bool
    open_ended: bool


def after_introduction(text: str, cues: CueLexicon, start: int, end: int) -> int:
    """Where speech without an opening mark begins: after "X mengatakan," in it, else at its own start."""
    verb = cues.subject.search(text, start, end)
    joint = _JOINT.match(text, verb.end(), end) if verb else None
    return joint.end() if joint and joint.end() < end else start
