"""Which happening each sentence of an article is on."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.events.happening import Happening
from nlp.events.scene import Scene, Sentence

_TRIGGERS_MAX = 12  # looked at in one sentence


def topics_of(scene: Scene, happenings: Sequence[Happening], main: Happening) -> list[int | None]:
    """The place in `happenings` of what each sentence tells of, by index of the sentence; None: nothing sure.

    A day names its happening, else a word of its type. Without either a sentence goes on with the one before in its
    paragraph; a new paragraph goes back to what the article is on.
    """
    dated: dict[int, set[int]] = {}
    for at, happening in enumerate(happenings):
        for start in happening.date_starts:
            sentence = scene.sentence_at(start)
            if sentence:
                dated.setdefault(sentence.index, set()).add(at)
    own = next((at for at, h in enumerate(happenings) if h is main), None)
    found: list[int | None] = []
    current = own
    for sentence in scene.sentences:
        if not found or sentence.paragraph != scene.sentences[sentence.index - 1].paragraph:
            current = own
        days = dated.get(sentence.index, set())
        if len(days) == 1:
            (current,) = days
        elif days:
            current = own if own in days and sentence.rank in (0, 1, 2) else None
        else:
            current = _by_words(sentence, happenings, current, own)
        found.append(current)
    return found


def _by_words(sentence: Sentence, happenings: Sequence[Happening], current: int | None, own: int | None) -> int | None:
    """What a sentence without a day of a happening is on, by the words in it; `current` when they say nothing."""
    kinds = [t.type for t in sentence.triggers[:_TRIGGERS_MAX] if t.weight >= 2 and not t.quoted]
    if not kinds or (current is not None and happenings[current].type in kinds):
        return current
    if own is not None and happenings[own].type in kinds:
        return own
    told = [at for at, h in enumerate(happenings) if h.type in kinds and sentence.index in h.sentences]
    of_kind = told or [at for at, h in enumerate(happenings) if h.type in kinds]
    return of_kind[0] if len(of_kind) == 1 else None
