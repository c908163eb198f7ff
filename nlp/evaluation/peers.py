"""Other people's tools on the same texts, as a measure: dateparser for dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from nlp.evaluation.score import ArticleResult, Ratio, RowResult
from nlp.evaluation.sets import GoldArticle

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NUMERIC = re.compile(r"\d{1,4}[/.-]\d{1,2}")


def dateparser_results(articles: Iterable[GoldArticle]) -> list[ArticleResult] | None:
    """The dates row by dateparser's `search_dates`, Indonesian, day first; None when it is not installed.

    It returns days only; where its matched words are a bare year, or hold no day, its value is cut to that precision,
    which is to its advantage.
    """
    if find_spec("dateparser") is None:
        return None
    results = []
    for article in articles:
        wanted = list(dict.fromkeys(article.gold["dates"]))
        found = list(dict.fromkeys(_search(article.text, article.gold.get("published"))))
        hits = tuple(value for value in wanted if value in found)
        missed = tuple(value for value in wanted if value not in found)
        false = tuple(value for value in found if value not in wanted)
        results.append(ArticleResult(article.gold["id"], {"dates": RowResult(hits, missed, false)}))
    return results


def _search(text: str, published: str | None) -> list[str]:
    from dateparser.search import search_dates  # its languages take a while to load: only who compares pays

    settings: dict[str, Any] = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"}
    if published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
    found: Sequence[tuple[str, datetime]] = search_dates(text, languages=["id"], settings=settings) or []
    return [_precise(words, value) for words, value in found]


def _precise(words: str, value: datetime) -> str:
    """The value at the precision that the matched words have."""
    if _YEAR.fullmatch(words.strip()):
        return f"{value:%Y}"
    if _YEAR.search(words) and not _DAY.search(words) and not _NUMERIC.search(words):
        return f"{value:%Y-%m}"
    return f"{value:%Y-%m-%d}"


def render_peers(ours: Mapping[str, Ratio], peers: Mapping[str, tuple[str, Ratio]]) -> str:
    """One line a peer: its row, its F1 and ours on the same texts."""
    return "\n".join(
        f"peer {name:14} {row:16} P {ratio.precision:.3f} R {ratio.recall:.3f} F1 {ratio.f1:.3f}"
        f"   ours F1 {ours[row].f1:.3f}"
        for name, (row, ratio) in peers.items()
        if row in ours
    )
