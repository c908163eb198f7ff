"""Contradictions inside an annotated article that no syntax shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.annotated import AnnotatedArticle, Mark

WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "jum’at": 4, "sabtu": 5, "minggu": 6,
    "ahad": 6,
}  # fmt: skip
_WEEKDAY = re.compile("|".join(sorted(WEEKDAYS, key=len, reverse=True)), re.IGNORECASE)


def find_faults(article: AnnotatedArticle) -> list[str]:
    """Lists contradictions in words for the annotator, each with the line of the text it stands in where it has one.

    Checked: focus and event regions are marked in the text; every official is mentioned and every mentioned key is
    declared; quote speakers are declared officials or names in the text; dates exist and agree with a printed weekday;
    articles that are not relevant claim no events or figures; the title is the first line or stands nowhere.
    """
    return [*_region_faults(article), *_official_faults(article), *_date_faults(article), *_scope_faults(article)]


def _at(article: AnnotatedArticle, mark: Mark) -> str:
    return f"text line {article.text.count(chr(10), 0, mark.span.start) + 1} ({mark.span.text[:40]!r})"


def _region_faults(article: AnnotatedArticle) -> Iterator[str]:
    named = set(article.values_of("region"))
    for code in article.focus:
        if code not in named:
            yield f"focus {code} is no region of the text"
    for event in (*article.events, *article.events_optional):
        for code in event.regions:
            if code not in named:
                yield f"{event.type} of {event.date}: {code} is no region of the text"


def _official_faults(article: AnnotatedArticle) -> Iterator[str]:
    mentioned = set()
    for mark in article.marks_of("official"):
        mentioned.add(mark.value)
        if mark.value not in article.officials:
            yield f"{_at(article, mark)}: no [officials.{mark.value}]"
    for key, official in article.officials.items():
        if key not in mentioned:
            yield f"[officials.{key}] is not mentioned in the text"
        if official.name not in article.text:
            yield f"[officials.{key}]: the text does not hold the name {official.name!r}"
    for mark in article.marks_of("quote"):
        speaker = article.speaker_of(mark)
        if speaker is not None and speaker not in article.text:
            yield f"{_at(article, mark)}: the speaker {speaker!r} is not in the text"


def _date_faults(article: AnnotatedArticle) -> Iterator[str]:
    values = [(mark.value or "", _at(article, mark)) for mark in article.marks_of("date")]
    values += [(event.date, event.type) for event in (*article.events, *article.events_optional) if event.date]
    for value, where in values:
        for part in value.split("/"):
            if not _is_calendar(part):
                yield f"{where}: {part} is no date"
    for mark in article.marks_of("date"):
        printed = _WEEKDAY.match(mark.span.text)
        first = (mark.value or "").split("/")[0]
        if printed and mark.certain and len(first) == len("2022-04-21") and _is_calendar(first):
            day = date.fromisoformat(first)
            if day.weekday() != WEEKDAYS[printed[0].casefold()]:
                yield f"{_at(article, mark)}: {first} is not a {printed[0]}"


def _is_calendar(value: str) -> bool:
    padded = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
    try:
        date.fromisoformat(padded)
    except ValueError:
        return False
    return True


def _scope_faults(article: AnnotatedArticle) -> Iterator[str]:
    if not article.relevant and (article.events or article.marks_of("figure", "trigger")):
        yield "an article that is not relevant has no events, triggers or figures"
    if article.relevant and not article.events:
        yield "a relevant article has an event"
    first = article.text.split("\n", 1)[0]
    if article.title and article.title != first and article.title in article.text:
        yield "the title must be the whole first line of the text, or stand nowhere in it"
