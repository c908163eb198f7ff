"""Reads the programme events of one article: triggers, claims, happenings and their arguments."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from corpus.record import EventType
from nlp.events.claim import Frame, iter_claims
from nlp.events.cohort import signings_of
from nlp.events.event import Sources, build_event
from nlp.events.happening import Happening, merge_claims
from nlp.events.lexicon import Lexicon
from nlp.events.participation import regions_of_all
from nlp.events.revised import revised
from nlp.events.revision import read_revisions, revision_words
from nlp.events.scene import Inputs, Scene
from nlp.events.trigger import build_scene
from nlp.mentions import EventFound
from registry.registry import Registry

_EVENTS_MAX = 100  # more happenings than any article tells; bounds the work on what is no article


def read_events(inputs: Inputs, lexicon: Lexicon, registry: Registry) -> tuple[EventFound, ...]:
    """The events of a relevant article: the main one first, then the others by date.

    Every dated event is kept; of undated ones only the main event and those that the text states in so many words.
    Linear in the length of the text.
    """
    scene = build_scene(inputs, lexicon)
    types = ranked_types(scene)
    if not types:
        return ()
    signing_days = frozenset(day for day, _ in signings_of(registry, ()))
    frame = Frame(title_types(scene) or types[:1], signing_days, lexicon.words.get("coordinator", frozenset()))
    happenings = [h for h in merge_claims(iter_claims(scene, frame), signing_days, types[0]) if _is_stated(h, types[0])]
    main = main_happening(happenings, types)
    ordered = sorted(
        happenings, key=lambda h: (h is not main, h.period is None, h.period.first if h.period else date.max)
    )
    ordered = ordered[:_EVENTS_MAX]
    regions = regions_of_all(scene, ordered, main, lexicon) if main else []
    sources = Sources(scene, lexicon, registry, signings_of(registry, ordered))
    events = [build_event(sources, h, codes, h is main) for h, codes in zip(ordered, regions, strict=True)]
    return revised(events, read_revisions(scene, revision_words()), inputs.published)


def title_types(scene: Scene) -> tuple[EventType, ...]:
    """The types that the title names, strongest first; () when it names none."""
    triggers = [t for s in scene.sentences if s.is_title for t in s.triggers]
    return tuple(dict.fromkeys(t.type for t in sorted(triggers, key=lambda t: -t.weight)))


def ranked_types(scene: Scene) -> tuple[EventType, ...]:
    """All types that the article names, the main one first: title before opening before the rest."""
    points: dict[EventType, float] = defaultdict(float)
    for sentence in scene.sentences:
        rank = sentence.rank
        share = 3.0 if rank is None else 2.0 if rank < 2 else 1.0 if rank < 4 else 0.15
        for kind in dict.fromkeys(t.type for t in sentence.triggers):  # in text order: ties fall alike each time
            weight = max(t.weight * (0.4 if t.quoted else 1.0) for t in sentence.triggers if t.type == kind)
            dated = 1.5 if rank is not None and rank < 4 and sentence.dates else 1.0
            points[kind] += share * weight * dated
    return tuple(sorted(points, key=lambda kind: -points[kind]))


def main_happening(happenings: list[Happening], types: tuple[EventType, ...]) -> Happening | None:
    """The happening of the main type that the text tells first; None without happenings."""

    def first_told(happening: Happening) -> tuple[int, int]:
        return types.index(happening.type), min(happening.date_starts, default=happening.trigger.start)

    return min(happenings, key=first_told, default=None)


def _is_stated(happening: Happening, main_type: EventType) -> bool:
    if happening.period is not None or happening.type == main_type:
        return True
    return happening.type != "other" and happening.trigger.weight >= 2 and not happening.trigger.quoted
