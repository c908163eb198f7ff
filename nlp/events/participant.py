"""Who took part in a happening, and as what."""

from __future__ import annotations

from bisect import bisect_left

from corpus.record import Part
from nlp.events.happening import Happening
from nlp.events.scene import Scene, Sentence
from nlp.mentions import OfficialMention

_PARTS: tuple[Part, ...] = ("witness", "signatory", "speaker", "attendee")
_NEAR_CHARS = 120
_LEAD_SENTENCES = 12
_NAMED_MAX = 60  # office-holders looked at in one sentence


def read_participants(scene: Scene, happening: Happening, is_main: bool) -> tuple[tuple[str, Part], ...]:
    """The office-holders in the sentences of a happening with their part, each once, the weightiest part kept.

    For the main happening the opening of the article is read too. Persons of former times are left out.
    """
    told = set(happening.sentences)
    if is_main:
        told |= {s.index for s in scene.sentences if s.rank is not None and s.rank < _LEAD_SENTENCES}
    parts: dict[str, Part] = {}
    for sentence in (scene.sentences[index] for index in sorted(told)):
        for official in officials_in(scene, sentence):
            part = _part(scene, sentence, official.span.start, official.span.end, happening)
            known = parts.get(official.name)
            if part and (known is None or _PARTS.index(part) < _PARTS.index(known)):
                parts[official.name] = part
    return tuple(parts.items())


def officials_in(scene: Scene, sentence: Sentence) -> list[OfficialMention]:
    """The present office-holders that a sentence names outside direct speech."""
    officials = scene.inputs.officials
    first = bisect_left(officials, sentence.start, key=lambda o: o.span.start)
    found = []
    for official in officials[first : first + _NAMED_MAX]:
        if official.span.start >= sentence.end:
            break
        if not official.former and not scene.quoted(official.span.start):
            found.append(official)
    return found


def _part(scene: Scene, sentence: Sentence, start: int, end: int, happening: Happening) -> Part | None:
    """The part that the nearest verb gives: a witness or attendee verb before the name outranks one after it."""
    best: tuple[int, Part] | None = None
    for part in _PARTS:
        if part == "signatory" and happening.type not in ("mou_signing", "masterplan", "other"):
            continue
        for at in (
            scene.cues.before((part,), start, max(sentence.start, start - _NEAR_CHARS)),
            scene.cues.after((part,), end, min(sentence.end, end + _NEAR_CHARS)),
        ):
            if at is not None:
                distance = start - at if at < start else at - end
                if best is None or distance < best[0]:
                    best = (distance, part)
    return best[1] if best else None
