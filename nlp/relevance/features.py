"""What the relevance model looks at: counts and places of phrases, each in [0, 1]."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.mentions import Context, Layout
from nlp.phrases import Phrase, PhraseBook, drop_inside

FEATURES = (
    "programme_ahead",
    "programme_count",
    "ministry_smart_ahead",
    "ministry_smart_paragraphs",
    "step_smart_title",
    "step_smart_paragraphs",
    "core_steps_ahead",
    "jargon",
    "jargon_ahead",
    "smart_density",
    "smart_title",
    "confusable_ahead",
    "confusable_count",
    "pillars",
    "remark_only",
    "ministry_count",
)
_NAME_FOLLOWS = re.compile(r"\s[A-Z]|\s(?:kabupaten|kota|provinsi|setempat|daerah)(?![^\W_])")
_LEAD_PARAGRAPHS = 3
_TEXT_WORDS = 100  # smart words are counted per so many words


@dataclass(frozen=True, slots=True)
class Reading:
    """The features of one article and the phrases behind them."""

    values: tuple[float, ...]
    phrases: tuple[Phrase, ...]


def _capped(count: float, most: float) -> float:
    return min(count, most) / most


def _by_paragraph(phrases: Sequence[Phrase], paragraphs: Sequence[tuple[int, int]]) -> list[list[Phrase]]:
    starts = [start for start, _ in paragraphs]
    rows: list[list[Phrase]] = [[] for _ in paragraphs]
    for phrase in phrases:
        index = bisect_right(starts, phrase.start) - 1
        if index >= 0:
            rows[index].append(phrase)
    return rows


def _is_regional(text: str, phrase: Phrase) -> bool:
    """Says whether a bare "Kominfo" is a region's own: a name follows it, as in "dari Kominfo Bangli"."""
    bare = phrase.group == "ministry" and phrase.entry.endswith(" kominfo")
    return bare and _NAME_FOLLOWS.match(text, phrase.end) is not None


def read_features(layout: Layout, context: Context, book: PhraseBook) -> Reading:
    """Looks at title, lead (the first three paragraphs) and the rest. Ignored stretches do not count. Linear."""
    phrases = [p for p in drop_inside(book.find(layout.text), layout.ignored) if not _is_regional(layout.text, p)]
    titled = layout.title is not None
    rows = _by_paragraph(phrases, layout.paragraphs)
    groups = [{p.group for p in row} for row in rows]
    lead = groups[: _LEAD_PARAGRAPHS + titled]
    title = groups[0] if titled and groups else {p.group for p in book.find(context.title or "")}
    ahead = title.union(*lead)
    count = {
        group: sum(1 for p in phrases if p.group == group) for group in ("programme", "smart", "confusable", "ministry")
    }
    themed = [bool(g & {"smart", "programme"}) for g in groups]
    words = max(1, len(layout.text.split()))
    ministry_smart = [m and "ministry" in g for m, g in zip(themed, groups, strict=True)]
    # Others hold evaluations and give awards, too: a step counts where the programme, its ministry or its trade shows.
    traced = any(p.group in ("programme", "ministry", "jargon") for p in phrases)
    values = (
        float("programme" in ahead),
        _capped(count["programme"], 4),
        float(any(ministry_smart[: _LEAD_PARAGRAPHS + titled])),
        _capped(sum(ministry_smart), 3),
        float("steps" in title and bool(title & {"smart", "programme"}) and traced),
        _capped(sum(1 for m, g in zip(themed, groups, strict=True) if m and "steps" in g), 4),
        _capped(sum("core_steps" in g for g in lead) if ahead & {"smart", "programme"} else 0, 2),
        _capped(len({p.entry for p in phrases if p.group == "jargon"}), 4),
        _capped(len({p.entry for row in rows[: _LEAD_PARAGRAPHS + titled] for p in row if p.group == "jargon"}), 2),
        _capped(count["smart"] * _TEXT_WORDS / words, 3),
        float("smart" in title),
        float("confusable" in ahead),
        _capped(count["confusable"], 5),
        _capped(len({p.entry for p in phrases if p.group == "pillars"}), 6),
        float(count["programme"] > 0 and not ahead & {"programme", "smart"}),
        _capped(count["ministry"], 4),
    )
    return Reading(values, tuple(phrases))
