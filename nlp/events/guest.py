"""Who came to a forum: the regions whose heads or officials speak, show or sit there, told one by one."""

from __future__ import annotations

from nlp.events.company import Ground
from nlp.events.happening import Happening
from nlp.events.participant import officials_in
from nlp.events.scene import Scene, Sentence
from nlp.mentions import OfficialMention

_TRIGGER_CHARS = 40
_AFTER_CHARS = 90  # "Bupati X Dony Ahmad kebagian sesi berbagi"
_BEFORE_CHARS = 60  # "Tampil pula Wakil Wali Kota Y"
_OFFICIALS_MAX = 12  # looked at in one sentence


def guests_of(ground: Ground, happening: Happening) -> tuple[str, ...]:
    """The regions of the officials who took part in the forum that an article is on; () for any other happening.

    They are told of in sentences of their own ("Bupati X kebagian sesi berbagi", "Asisten Sekda Y yang ikut hadir").
    """
    scene = ground.scene
    trigger = happening.trigger
    if happening is not ground.main or happening.type != "other":
        return ()
    if not scene.cues.has("assembly", trigger.start, trigger.end + _TRIGGER_CHARS):
        return ()
    found: dict[str, None] = {}
    for sentence in scene.sentences:
        if sentence.is_title or _is_elsewhere(scene, sentence):
            continue
        for official in officials_in(scene, sentence)[:_OFFICIALS_MAX]:
            if official.region_code and not official.former and _is_there(scene, sentence, official):
                found[official.region_code] = None
    return tuple(found)


def _is_elsewhere(scene: Scene, sentence: Sentence) -> bool:
    apart = any(scene.cues.has(cue, sentence.start, sentence.end) for cue in ("apart", "planned", "press"))
    return apart or bool(sentence.days and not sentence.triggers)


def _is_there(scene: Scene, sentence: Sentence, official: OfficialMention) -> bool:
    """Says whether a word of taking part stands behind an official, or before as the sentence's verb."""
    start, end = official.span.start, official.span.end
    floor = max(sentence.start, start - _BEFORE_CHARS)
    near = [
        scene.cues.after(("guest",), end, min(sentence.end, end + _AFTER_CHARS)),
        scene.cues.before(("guest",), start, floor),
    ]
    return any(at is not None and not scene.quoted(at) for at in near)
