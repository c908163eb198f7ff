"""The evaluation as people read it: a table with intervals, the errors, the confusions and the floors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from corpus.errors import ModelMismatch
from nlp.evaluation.score import ArticleResult, Ratio, total

_SEED = 20220421
_RESAMPLES = 1000
_SLACK = 5e-4  # floors are written with three decimals


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of F1 over articles, both ends in [0, 1]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that scores below its floor. `f1` is None when the row was not scored at all."""

    set_name: str
    row: str
    floor: float
    f1: float | None


def bootstrap(results: Sequence[ArticleResult], resamples: int = _RESAMPLES) -> dict[str, Interval]:
    """Resamples whole articles with a fixed seed and takes the middle 95 % of each row's F1.

    Articles, not items, are drawn, because errors of one article go together.
    """
    rows = list(total(results))
    if not rows:
        return {}
    counts = np.zeros((len(results), len(rows), 3))
    for index, result in enumerate(results):
        for row, found in result.rows.items():
            counts[index, rows.index(row)] = len(found.hits), len(found.missed), len(found.false)
    draws = np.random.default_rng(_SEED).multinomial(len(results), [1 / len(results)] * len(results), size=resamples)
    hits, missed, false = np.moveaxis(np.tensordot(draws, counts, axes=1), 2, 0)
    whole = 2 * hits + missed + false
    f1 = np.divide(2 * hits, whole, out=np.zeros_like(whole), where=whole > 0)
    low, high = np.percentile(f1, [2.5, 97.5], axis=0)
    return {row: Interval(float(low[i]), float(high[i])) for i, row in enumerate(rows)}


def confusions(results: Iterable[ArticleResult]) -> Counter[tuple[str, str, str]]:
    """What was taken for what: (row, gold's label, our label), by count.

    Roles are paired by the person's name, event types by the event's date, quotes by the opening words.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    for result in results:
        roles = result.rows.get("officials.name+role")
        if roles is not None:
            ours = dict(roles.false)
            found.update(("role", role, ours[name]) for name, role in roles.missed if name in ours)
        events = result.rows.get("events.type+date")
        if events is not None:
            types = {date: kind for kind, date in events.false}
            found.update(("event type", kind, types[date]) for kind, date in events.missed if date in types)
        quotes = result.rows.get("quotes")
        if quotes is not None:
            for speaker, opening in quotes.missed:
                match = next((s for s, text in quotes.false if text.startswith(opening)), None)
                if match is not None:
                    found["speaker", speaker, match] += 1
    return found


def render_table(title: str, results: Sequence[ArticleResult]) -> str:
    """One line a row: precision, recall, F1 with its interval, and the counts behind them."""
    intervals = bootstrap(results)
    lines = [
        f"{title}: {len(results)} articles",
        f"{'row':30} {'P':>6} {'R':>6} {'F1':>6}  {'95 %':>13} {'hit':>5} {'miss':>5} {'false':>5}",
    ]
    for row, ratio in total(results).items():
        spread = f"{intervals[row].low:.3f}-{intervals[row].high:.3f}"
        figures = f"{ratio.precision:6.3f} {ratio.recall:6.3f} {ratio.f1:6.3f}  {spread:>13}"
        lines.append(f"{row:30} {figures} {ratio.hits:5} {ratio.missed:5} {ratio.false:5}")
    return "\n".join(lines)


def render_errors(results: Iterable[ArticleResult], most: int) -> str:
    """Up to `most` misses and false claims a row, each with its article."""
    by_row: dict[str, list[str]] = {}
    for result in results:
        for row, found in result.rows.items():
            lines = by_row.setdefault(row, [])
            lines += [f"    {result.id}  missed  {_shown(item)}" for item in found.missed]
            lines += [f"    {result.id}  false   {_shown(item)}" for item in found.false]
    return "\n".join(line for row in sorted(by_row) if by_row[row] for line in (f"  {row}", *by_row[row][:most]))


def _shown(item: object) -> str:
    parts = item if isinstance(item, tuple) else (item,)
    return " | ".join("-" if part is None else str(part)[:80] for part in parts)


def render_confusions(results: Iterable[ArticleResult], most: int = 15) -> str:
    """The most frequent confusions, one a line; "" when there are none."""
    return "\n".join(
        f"  {count:3} x {what}: {gold} read as {ours}"
        for (what, gold, ours), count in confusions(results).most_common(most)
    )


def load_floors(path: Path) -> dict[str, dict[str, float]]:
    """Reads the pinned minima: set name, row, F1.

    Raises:
        ModelMismatch: the file is missing or not of that form.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except (OSError, msgspec.DecodeError) as error:
        raise ModelMismatch(path.name, "set name, row and F1 as JSON", str(error)) from error


def below_floors(
    set_name: str, scores: Mapping[str, Ratio], floors: Mapping[str, Mapping[str, float]]
) -> tuple[Breach, ...]:
    """The rows of a set that score below their floor, or that have a floor and no score. () when all hold."""
    breaches = []
    for row, floor in floors.get(set_name, {}).items():
        ratio = scores.get(row)
        if ratio is None or ratio.f1 < floor - _SLACK:
            breaches.append(Breach(set_name, row, floor, None if ratio is None else ratio.f1))
    return tuple(breaches)
