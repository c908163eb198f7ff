"""The pinned minima: a figure that falls below its floor fails the run, and floors only rise."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.errors import ModelMismatch
from nlp.evaluation.score import Ratio

_SLACK = 5e-4  # floors are written with three decimals
# A floor lies a point below what was measured, so that one article more or less does not break it; the three seed
# documents never change and are pinned to the figure itself.
_MARGIN = 0.01
_EXACT = frozenset({"seeds"})

Floors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that scores below its floor. `f1` is None when the row was not scored at all."""

    set_name: str
    row: str
    floor: float
    f1: float | None


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """Reads the pinned minima: set name, row, F1.

    Raises:
        ModelMismatch: the file is missing or not of that form.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except (OSError, msgspec.DecodeError) as error:
        raise ModelMismatch(path.name, "set name, row and F1 as JSON", str(error)) from error


def write_floors(path: Path, floors: Floors) -> None:
    """Writes the pinned minima, rows by name."""
    ordered = {name: dict(sorted(rows.items())) for name, rows in floors.items()}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n")


def below_floors(set_name: str, scores: Mapping[str, Ratio], floors: Floors) -> tuple[Breach, ...]:
    """The rows of a set that score below their floor, or that have a floor and no score. () when all hold."""
    breaches = []
    for row, floor in floors.get(set_name, {}).items():
        ratio = scores.get(row)
        if ratio is None or ratio.f1 < floor - _SLACK:
            breaches.append(Breach(set_name, row, floor, None if ratio is None else ratio.f1))
    return tuple(breaches)


def raised(floors: Floors, scores: Mapping[str, Mapping[str, Ratio]]) -> dict[str, dict[str, float]]:
    """The floors with every row that scored well enough raised, none lowered.

    Only sets that have floors get new ones, their new rows included: an empty set in the file is one to begin.
    """
    result = {name: dict(rows) for name, rows in floors.items()}
    for name, rows in result.items():
        margin = 0.0 if name in _EXACT else _MARGIN
        for row, ratio in scores.get(name, {}).items():
            rows[row] = max(rows.get(row, 0.0), _cut(ratio.f1 - margin))
    return result


def _cut(f1: float) -> float:
    """Three decimals, never above the figure; 0.0 for less."""
    return max(0.0, math.floor(f1 * 1000 + 1e-6) / 1000)
