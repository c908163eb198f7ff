"""Scores records against document-level gold, a row a question: which regions, which officials, who said what.

Everything is compared as sets, article by article. What the annotation calls arguable counts neither for nor against.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.evaluation.names import RegionKeys, fold, person_key

Item = Any
View = dict[str, list[Item]]
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}")
_OPENING_SLACK = 12  # characters of a quote that may stand before gold's opening words


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of one article."""

    hits: tuple[Item, ...]
    missed: tuple[Item, ...]
    false: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """All rows of one article that count."""

    id: str
    rows: Mapping[str, RowResult]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 in [0, 1] over counted items; each 0.0 where nothing was there to count."""

    hits: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """The share of what we claim that is right."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that we claim."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_articles(
    golds: Iterable[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]], regions: RegionKeys
) -> list[ArticleResult]:
    """Scores every gold article against the record of the same id; one without a record has everything missed."""
    return [score_article(gold, records.get(gold["id"], {}), regions) for gold in golds]


def total(results: Iterable[ArticleResult]) -> dict[str, Ratio]:
    """Counts of each row summed over articles (micro average), rows by name."""
    sums: dict[str, list[int]] = {}
    for result in results:
        for row, found in result.rows.items():
            counts = sums.setdefault(row, [0, 0, 0])
            counts[0] += len(found.hits)
            counts[1] += len(found.missed)
            counts[2] += len(found.false)
    return {row: Ratio(*sums[row]) for row in sorted(sums)}


def score_article(gold: Mapping[str, Any], record: Mapping[str, Any], regions: RegionKeys) -> ArticleResult:
    """Compares one record (as `pantau extract` prints it, decoded) with one gold article."""
    wanted = _gold_view(gold, regions)
    found = _without_arguable(gold, _record_view(record), regions)
    rows = {}
    for row in {**wanted, **found}:
        # An article that is not about the programme has no events and figures; only a false claim of one counts.
        if row.startswith(("events", "figures")) and not gold["relevant"] and not found.get(row):
            continue
        compare = _compare_quotes if row == "quotes" else _compare
        rows[row] = compare(_once(wanted.get(row, [])), _once(found.get(row, [])))
    return ArticleResult(gold["id"], rows)


def _once(items: Iterable[Item]) -> list[Item]:
    return list(dict.fromkeys(items))


def _compare(wanted: Sequence[Item], found: Sequence[Item]) -> RowResult:
    return RowResult(
        tuple(item for item in wanted if item in found),
        tuple(item for item in wanted if item not in found),
        tuple(item for item in found if item not in wanted),
    )


def _compare_quotes(wanted: Sequence[Item], found: Sequence[Item]) -> RowResult:
    """A quote is found when the speaker agrees and its text holds gold's opening words near its start."""
    left, hits = list(found), []
    for speaker, opening in wanted:
        reach = len(opening) + _OPENING_SLACK
        match = next((q for q in left if q[0] == speaker and opening in q[1][:reach]), None)
        if match is not None:
            left.remove(match)
            hits.append((speaker, opening))
    return RowResult(tuple(hits), tuple(q for q in wanted if q not in hits), tuple(left))


def _view(
    data: Mapping[str, Any],
    region: Callable[[Mapping[str, Any]], str | None],
    home: Callable[[Mapping[str, Any]], str | None],
    quote_text: str,
) -> View:
    """The rows that gold and record share; the callables hide how each of them names regions."""
    people, events = data.get("officials", []), data.get("events", [])
    direct = [q for q in data.get("quotes", []) if q.get("kind") == "direct"]
    return {
        "regions": [region(r) for r in data.get("regions", [])],
        "regions.focus": [region(r) for r in data.get("regions", []) if r.get("focus")],
        "officials.name": [person_key(p["name"]) for p in people],
        "officials.name+role": [(person_key(p["name"]), p["role"]) for p in people],
        "officials.name+role+region": [(person_key(p["name"]), p["role"], home(p)) for p in people],
        "events.type": [e["type"] for e in events],
        "events.type+date": [(e["type"], e.get("date")) for e in events],
        "figures": [(f["count"], f.get("year")) for f in data.get("figures", [])],
        "quotes": [(person_key(q.get("speaker") or "?"), fold(q[quote_text])) for q in direct],
    }


def _gold_view(gold: Mapping[str, Any], regions: RegionKeys) -> View:
    view = _view(gold, lambda r: regions.code(r["name"]), lambda p: regions.code(p.get("region")), "starts")
    view["dates"], view["pillars"] = list(gold["dates"]), list(gold["pillars"])
    view["events.type+date+region"] = [
        (e["type"], e.get("date"), regions.code(name)) for e in gold["events"] for name in e.get("regions") or [None]
    ]
    return view | ({"relevant": [True]} if gold["relevant"] else {})


def _record_view(record: Mapping[str, Any]) -> View:
    view = _view(record, lambda r: str(r["code"]), lambda p: p.get("region_code"), "text")
    view["dates"] = [d["value"] for d in record.get("dates", [])]
    view["pillars"] = [p["pillar"] for p in record.get("pillars", [])]
    view["events.type+date+region"] = [
        (e["type"], e.get("date"), code) for e in record.get("events", []) for code in e.get("region_codes") or [None]
    ]
    return view | ({"relevant": [True]} if record.get("relevance", {}).get("relevant") else {})


def _is_dated(date: str | None) -> bool:
    """A bare year leaves an event undated."""
    return date is not None and _DAY_OR_MONTH.match(date) is not None


def _without_side_events(gold: Mapping[str, Any], found: View) -> View:
    """Takes out claimed events that the guidelines leave open.

    Those are the optional ones, and undated ones of a type that gold lacks or has with a date.
    """
    optional = {e["type"] for e in gold.get("events_optional", [])}
    optional_dated = {(e["type"], e.get("date")) for e in gold.get("events_optional", [])}
    types = {e["type"] for e in gold["events"]}
    undated = {e["type"] for e in gold["events"] if not _is_dated(e.get("date"))}
    claimed_dated = {kind for kind, date in found["events.type+date"] if _is_dated(date)}
    open_season = not gold["relevant"]  # every event claimed of another article is false

    def type_counts(kind: str) -> bool:
        return kind in types or (kind in claimed_dated and kind not in optional) or open_season

    def event_counts(kind: str, date: str | None) -> bool:
        return (kind, date) not in optional_dated and (_is_dated(date) or kind in undated or open_season)

    kept = {**found, "events.type": [kind for kind in found["events.type"] if type_counts(kind)]}
    for row in ("events.type+date", "events.type+date+region"):
        kept[row] = [item for item in found[row] if event_counts(item[0], item[1])]
    return kept


def _without_arguable(gold: Mapping[str, Any], found: View, regions: RegionKeys) -> View:
    """Takes out what the annotation marks as arguable and reads a second reading of a date as the first."""
    kept = _without_side_events(gold, found)
    codes = {regions.code(name) for name in gold.get("regions_optional", [])}
    people = {person_key(name) for name in gold.get("ignore_persons", [])}
    for row in ("regions", "regions.focus"):
        kept[row] = [code for code in found[row] if code not in codes]
    kept["officials.name"] = [name for name in found["officials.name"] if name not in people]
    for row in ("officials.name+role", "officials.name+role+region"):
        kept[row] = [item for item in found[row] if item[0] not in people]
    first_reading = {second: first for first, second in gold.get("dates_alternative", {}).items()}
    kept["dates"] = [first_reading.get(value, value) for value in found["dates"]]
    return kept
