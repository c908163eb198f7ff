"""Builds the event of a happening: its arguments, its evidence and why a field stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.span import Span
from nlp.events.cohort import Signing, read_cohort
from nlp.events.happening import Happening
from nlp.events.lexicon import Lexicon
from nlp.events.participant import read_participants
from nlp.events.scene import Scene
from nlp.events.setting import read_mode, read_place, read_status
from nlp.mentions import EventFound
from registry.registry import Registry

_EVIDENCE_MAX = 5
_REASONS = {
    "date": "the text ties no day or month to it",
    "place": "no venue is named",
    "mode": "the text does not say how it was held",
    "cohort": "neither the text nor the signing days decide the programme year",
    "status": "the text does not say whether it has taken place",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the arguments of all events of an article are read from; `signings` as in `nlp.events.cohort`."""

    scene: Scene
    lexicon: Lexicon
    registry: Registry
    signings: Sequence[Signing]


def build_event(sources: Sources, happening: Happening, codes: tuple[str, ...], is_main: bool) -> EventFound:
    """The event of a happening in which the regions `codes` took part. Place and mode: of the main or a dated one."""
    scene = sources.scene
    date = happening.period.value if happening.period else None
    place, mode = None, None
    if happening.period or is_main:
        place, is_venue = read_place(scene, happening, sources.lexicon, is_main)
        mode = read_mode(scene, happening, is_venue or (place is not None and is_main), is_main)
    cohort = read_cohort(scene, happening, sources.registry, sources.signings, codes)
    status = read_status(scene, happening, scene.inputs.published)
    fields = (("date", date), ("place", place), ("mode", mode), ("cohort", cohort), ("status", status))
    return EventFound(
        span=Span.of(scene.text, happening.trigger.start, happening.trigger.end),
        type=happening.type,
        date=date,
        region_codes=codes,
        place=place,
        mode=mode,
        cohort=cohort,
        status=status,
        participants=read_participants(scene, happening, is_main),
        evidence=_evidence(scene, happening),
        score=_score(happening, is_main),
        undecided=tuple((name, _REASONS[name]) for name, value in fields if value is None),
    )


def _evidence(scene: Scene, happening: Happening) -> tuple[Span, ...]:
    body = [i for i in sorted(happening.sentences) if not scene.sentences[i].is_title] or sorted(happening.sentences)
    dated = [i for i in body if happening.is_dated_in(scene.sentences[i])]
    chosen = sorted(dict.fromkeys(dated + body))[:_EVIDENCE_MAX]
    return tuple(scene.span(scene.sentences[i]) for i in chosen)


def _score(happening: Happening, is_main: bool) -> float:
    """A rank in [0, 1]: strong wording, a date beside it, more than one telling and the main place count for it."""
    score = 0.35 + 0.1 * happening.trigger.weight + 0.05 * min(happening.claims - 1, 3)
    score += 0.1 if is_main else 0.0
    score += max(0.0, 0.15 - max(happening.cost, 0.0) / 150) if happening.period else -0.1
    return round(min(score, 1.0), 4)
