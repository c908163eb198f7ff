"""A stretch that names a pillar, before it is judged by its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.record import Pillar


@dataclass(frozen=True, slots=True)
class Found:
    """`supported` False: an everyday wording that needs another pillar, or a word like "pilar", near it."""

    start: int
    end: int
    pillar: Pillar
    supported: bool = True
