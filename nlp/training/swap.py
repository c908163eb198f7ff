"""More training sentences from few: each sentence again with its names exchanged for others of the same kind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from nlp.names.recogniser import KINDS, iter_chunks
from nlp.training.sample import Sample

# Share of names that are exchanged in a copy; the rest stay, so that known pairs of name and surroundings are kept.
_SHARE = 0.6
_LABEL = {kind: label for label, kind in KINDS.items()}


def iter_swapped(samples: Sequence[Sample], copies: int, seed: int) -> Iterator[Sample]:
    """Yields `copies` versions of every sentence with a name; the same ones for the same seed."""
    chance = random.Random(seed)
    pool: dict[str, list[tuple[str, ...]]] = {}
    for sample in samples:
        for first, last, kind in iter_chunks(sample.labels):
            pool.setdefault(kind, []).append(sample.words[first : last + 1])
    for _ in range(copies):
        for sample in samples:
            if any(label != "O" for label in sample.labels):
                yield _swap(sample, pool, chance)


def _swap(sample: Sample, pool: dict[str, list[tuple[str, ...]]], chance: random.Random) -> Sample:
    words: list[str] = []
    labels: list[str] = []
    at = 0
    for first, last, kind in iter_chunks(sample.labels):
        words += sample.words[at:first]
        labels += sample.labels[at:first]
        name = chance.choice(pool[kind]) if chance.random() < _SHARE else sample.words[first : last + 1]
        words += name
        labels += [f"B-{_LABEL[kind]}"] + [f"I-{_LABEL[kind]}"] * (len(name) - 1)
        at = last + 1
    return Sample(tuple(words + list(sample.words[at:])), tuple(labels + list(sample.labels[at:])))
