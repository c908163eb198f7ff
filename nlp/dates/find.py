"""Finds and resolves every calendar expression of a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from nlp.dates.exclusion import header_ranges, is_kept_out
from nlp.dates.item import Item
from nlp.dates.joining import Group, attach_weekdays, attach_words, join_groups
from nlp.dates.resolution import resolve_group, share_years
from nlp.dates.scan import scan_items
from nlp.dates.year import Reference, find_reference
from nlp.mentions import Context, DateMention, Layout


def find_dates(text: str, layout: Layout, context: Context) -> tuple[DateMention, ...]:
    """All calendar expressions in text order. Pure; linear in the length of `text`.

    Dates in ignored stretches and page headers are left out, but their years help to place the others. An expression
    whose year nothing decides is left out. Example: with "tahun 2022" elsewhere, "Rabu (19/1)" reads `2022-01-19`.

    Args:
        text: the stored text.
        layout: its parts.
        context: `published` resolves bare weekdays and missing years.
    """
    found = attach_weekdays(text, scan_items(text))
    silent = _merged([*layout.ignored, *header_ranges(text, found, layout)])
    starts = [start for start, _ in silent]
    spoken: list[Item] = []
    hint_years: list[int] = []
    for item in found:
        if _touches(silent, starts, item):
            hint_years.extend([item.year] if item.year else [])
        elif not is_kept_out(text, item):
            spoken.append(item)
    groups = [share_years(group) for group in join_groups(text, [attach_words(text, item) for item in spoken])]
    reference = find_reference([item for group in groups for item in group.items], context.published, hint_years)
    return _resolve(text, layout, context, groups, reference)


def _resolve(
    text: str, layout: Layout, context: Context, groups: Sequence[Group], reference: Reference
) -> tuple[DateMention, ...]:
    mentions: list[DateMention] = []
    sentence_starts = [start for start, _ in layout.sentences]
    carried: tuple[int, Item | None] = (-1, None)
    for group in groups:
        sentence = bisect_right(sentence_starts, group.items[0].start)
        near = carried[1] if carried[0] == sentence else None
        found, resolved = resolve_group(text, group, reference, context.published, near)
        mentions.extend(found)
        last = group.items[-1]
        if last.year and last.kind in ("day", "month"):
            carried = (sentence, resolved.items[-1])
    return tuple(mentions)


def _merged(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted ranges without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _touches(ranges: Sequence[tuple[int, int]], starts: Sequence[int], item: Item) -> bool:
    at = bisect_right(starts, item.end - 1) - 1
    return at >= 0 and ranges[at][1] > item.start
