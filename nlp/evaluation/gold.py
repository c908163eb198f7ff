"""From an annotated article to the document-level gold form that the scorer compares records with."""

from __future__ import annotations

from typing import Any

from corpus.annotated import AnnotatedArticle, AnnotatedEvent, FigureMark
from corpus.errors import UnreadableInput
from registry.registry import Registry

QUOTE_OPENING_WORDS = 4


def to_gold(article: AnnotatedArticle, registry: Registry) -> dict[str, Any]:
    """Builds the document-level annotation of one article, regions by their official names.

    Values inside ignored stretches are left out. `events_optional`, `regions_optional` and `ignore_persons` are only
    there when the article has some; they score neither way.

    Raises:
        UnreadableInput: the article uses a region code that the registry does not know.
    """
    names = _region_names(article, registry)
    gold: dict[str, Any] = {
        "id": article.id,
        "url": None,
        "outlet": article.outlet,
        "title": article.title,
        "published": None if article.published is None else article.published.isoformat(),
        "relevant": article.relevant,
        "regions": [{"name": names[c], "focus": c in article.focus} for c in article.values_of("region")],
        "officials": [_official(article, key, names) for key in article.officials],
        "dates": list(article.values_of("date")),
        "pillars": list(article.values_of("pillar")),
        "events": [_event(event, names) for event in article.events],
        "figures": _figures(article),
        "quotes": _quotes(article),
    }
    optional = {
        "events_optional": [_event(event, names) for event in article.events_optional],
        "regions_optional": [names[code] for code in article.regions_optional],
        "ignore_persons": list(article.ignore_persons),
    }
    return gold | {key: value for key, value in optional.items() if value}


def _region_names(article: AnnotatedArticle, registry: Registry) -> dict[str, str]:
    events = (*article.events, *article.events_optional)
    codes = {code for mark in article.marks_of("region") if (code := mark.value)}
    codes.update(article.focus, article.regions_optional, *(event.regions for event in events))
    codes.update(official.region for official in article.officials.values() if official.region)
    unknown = sorted(code for code in codes if code not in registry.regions)
    if unknown:
        raise UnreadableInput(article.id, f"no region has the code {', '.join(unknown)}")
    return {code: registry.regions[code].name for code in codes}


def _official(article: AnnotatedArticle, key: str, names: dict[str, str]) -> dict[str, Any]:
    official = article.officials[key]
    fields: dict[str, Any] = {
        "name": official.name,
        "role": official.role,
        "role_text": official.role_text,
        "region": None if official.region is None else names[official.region],
    }
    return fields | {flag: True for flag in ("acting", "former") if getattr(official, flag)}


def _event(event: AnnotatedEvent, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": event.type,
        "date": event.date,
        "regions": [names[code] for code in event.regions],
        "place": event.place,
        "mode": event.mode,
        "cohort": event.cohort,
        "status": event.status,
    }


def _figures(article: AnnotatedArticle) -> list[dict[str, Any]]:
    found: dict[tuple[str, int, int | None], dict[str, Any]] = {}
    for mark in article.marks:
        if isinstance(mark, FigureMark):
            fields = {"count": mark.count, "unit": mark.unit, "year": mark.year, "kind": mark.figure}
            found.setdefault((mark.figure, mark.count, mark.year), fields)
    return list(found.values())


def _quotes(article: AnnotatedArticle) -> list[dict[str, Any]]:
    return [
        {
            "speaker": article.speaker_of(mark),
            "kind": "direct",
            "starts": " ".join(mark.span.text.split()[:QUOTE_OPENING_WORDS]),
        }
        for mark in article.marks_of("quote")
    ]
