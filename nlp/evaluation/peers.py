"""Other people's tools on the same texts, as a measure: dateparser for dates, id-location-ner for regions."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nlp.evaluation.names import RegionKeys
from nlp.evaluation.score import ArticleResult, RowResult
from nlp.evaluation.sets import GoldArticle
from registry.registry import Registry

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
        found = _search(article.text, article.gold.get("published"))
        results.append(_compared(article, "dates", article.gold["dates"], found))
    return results


def location_results(
    articles: Iterable[GoldArticle], registry: Registry, keys: RegionKeys
) -> list[ArticleResult] | None:
    """The regions row by id-location-ner over our registry's names; None when it is not installed.

    Where it offers several regions for a name, the first counts. Regions that the gold leaves open are not held
    against it.
    """
    if find_spec("location_ner") is None:
        return None
    extractor = _extractor(registry)
    results = []
    for article in articles:
        wanted = [keys.code(region["name"]) for region in article.gold["regions"]]
        open_codes = {keys.code(name) for name in article.gold.get("regions_optional", [])}
        found = [mention.candidates[0] for mention in extractor.extract(article.text) if mention.candidates]
        codes = [place["city_code"] or place["province_code"] for place in found]
        results.append(_compared(article, "regions", wanted, [code for code in codes if code not in open_codes]))
    return results


def _extractor(registry: Registry) -> Any:
    """Their extractor, which reads its gazetteer from a file, with our kabupaten, kota and provinces in it."""
    levels = ("province", "city", "district", "subdistrict")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "regions.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([f"{level}_{part}" for level in levels for part in ("name", "code")])
            for region in registry.regions.values():
                if region.level != "provinsi":
                    province = registry.regions[region.code[:2]]
                    rows.writerow([province.name, province.code, region.name, region.code, "", "", "", ""])
        return import_module("location_ner").LocationExtractor.from_csv(path, max_level="city")


def _compared(article: GoldArticle, row: str, wanted: Sequence[Any], found: Sequence[Any]) -> ArticleResult:
    wanted, found = list(dict.fromkeys(wanted)), list(dict.fromkeys(found))
    hits = tuple(value for value in wanted if value in found)
    missed = tuple(value for value in wanted if value not in found)
    false = tuple(value for value in found if value not in wanted)
    return ArticleResult(article.gold["id"], {row: RowResult(hits, missed, false)})


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
