"""The evaluation as people read it: a table with intervals and peers, the confusions, the errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from nlp.evaluation.score import ArticleResult, Ratio, RowResult, total

_SEED = 20220421
_RESAMPLES = 1000
_NOTHING = RowResult((), (), ())


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval of F1 over articles, both ends in [0, 1]."""

    low: float
    high: float


def bootstrap(results: Sequence[ArticleResult], resamples: int = _RESAMPLES) -> dict[str, Interval]:
    """Resamples whole articles with a fixed seed and takes the middle 95 % of each row's F1.

    Articles, not items, are drawn, because errors of one article go together. Draws in which a row has nothing to
    count are left out of that row.
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
    intervals = {}
    for i, row in enumerate(rows):
        some = whole[:, i] > 0
        f1 = 2 * hits[some, i] / whole[some, i] if some.any() else np.zeros(1)
        low, high = np.percentile(f1, [2.5, 97.5])
        intervals[row] = Interval(float(low), float(high))
    return intervals


def render_table(
    title: str,
    results: Sequence[ArticleResult],
    peers: Mapping[str, Sequence[ArticleResult]] | None = None,
    floors: Mapping[str, float] | None = None,
) -> str:
    """One line a row: precision, recall, F1 with its interval, the counts behind them and the floor.

    Peers that measured the row stand below it, indented.
    """
    theirs = {name: (total(found), bootstrap(found)) for name, found in (peers or {}).items()}
    intervals = bootstrap(results)
    head = f"{'row':28} {'P':>6} {'R':>6} {'F1':>6} {'95 %':>13} {'hit':>5} {'miss':>5} {'false':>5} {'floor':>6}"
    lines = [title, head]
    for row, ratio in total(results).items():
        floor = (floors or {}).get(row)
        lines.append(_line(row, ratio, intervals[row]) + ("" if floor is None else f" {floor:6.3f}"))
        lines += [
            _line(f"  {name}", found[row], spread[row]) for name, (found, spread) in theirs.items() if row in found
        ]
    return "\n".join(lines)


def _line(name: str, ratio: Ratio, interval: Interval) -> str:
    spread = f"{interval.low:.3f}-{interval.high:.3f}"
    figures = f"{ratio.precision:6.3f} {ratio.recall:6.3f} {ratio.f1:6.3f} {spread:>13}"
    return f"{name:28} {figures} {ratio.hits:5} {ratio.missed:5} {ratio.false:5}"


def confusions(results: Iterable[ArticleResult]) -> Counter[tuple[str, str, str]]:
    """What was taken for what: (row, gold's label, our label), by count.

    Roles are paired by the person's name, event types by the event's date, pillars by the article, and the speakers of
    quotes by the opening words; of speakers only is said whether somebody was named, for they are as many as quotes.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    for result in results:
        for kind, pairs in (("role", _roles), ("event type", _types), ("pillar", _pillars), ("speaker", _speakers)):
            found.update((kind, gold, got) for gold, got in pairs(result.rows))
    return found


def _roles(rows: Mapping[str, RowResult]) -> Iterator[tuple[str, str]]:
    row = rows.get("officials.name+role", _NOTHING)
    ours = dict(row.false)
    return ((role, ours[name]) for name, role in row.missed if name in ours)


def _types(rows: Mapping[str, RowResult]) -> Iterator[tuple[str, str]]:
    row = rows.get("events.type+date", _NOTHING)
    types = {date: kind for kind, date in row.false}
    return ((kind, types[date]) for kind, date in row.missed if date in types)


def _pillars(rows: Mapping[str, RowResult]) -> Iterator[tuple[str, str]]:
    row = rows.get("pillars", _NOTHING)
    return product(row.missed, row.false)


def _speakers(rows: Mapping[str, RowResult]) -> Iterator[tuple[str, str]]:
    row = rows.get("quotes", _NOTHING)
    for speaker, opening in row.missed:
        got = next((name for name, text in row.false if text.startswith(opening)), None)
        if got is not None:
            yield "named" if speaker else "unnamed", ("someone else" if speaker else "named") if got else "unnamed"


def render_confusions(results: Iterable[ArticleResult], most: int = 12) -> str:
    """The most frequent confusions as a table, the rest as a count; "" when there are none."""
    found = confusions(results)
    if not found:
        return ""
    lines = [f"{'confused':12} {'gold -> got':46} {'n':>5}"]
    for (what, gold, got), count in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]:
        lines.append(f"{what:12} {f'{gold} -> {got}':46} {count:5}")
    rest = found.total() - sum(count for _, count in found.most_common(most))
    return "\n".join([*lines, *([f"{'other':12} {'':46} {rest:5}"] if rest else [])])


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
