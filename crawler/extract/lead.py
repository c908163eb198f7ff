"""Finds texts that the readers lose: a lead set apart from the body, the caption of a photo story."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MIN_LEAD_CHARS = 60
_DESCRIPTION_CHARS = 50
_MAX_LINES = 3
_CAPTION_CHARS = 40


def restore_lead(text: str, others: Sequence[str], description: str, title: str | None) -> str:
    """Returns the text with the paragraphs that stand before its first one in other readings.

    A paragraph is taken when at least two other readings have it there, or one has it and the page's own description
    begins like it.

    Args:
        text: the chosen reading, one paragraph a line.
        others: the other readings.
        description: the page's description, "" when it has none.
        title: the article's title, which is no lead.
    """
    lines = text.split("\n")
    if not text or not others:
        return text
    held, first = {_fold(line) for line in lines}, _fold(lines[0])
    before = [_lines_before(other, first) for other in others]
    teaser = _fold(description)[:_DESCRIPTION_CHARS]
    lost: list[str] = []
    for candidate in max(before, key=len, default=[]):
        key = _fold(candidate)
        support = sum(any(_fold(line) == key for line in found) for found in before)
        described = len(teaser) >= _DESCRIPTION_CHARS and key.startswith(teaser)
        wanted = support >= 2 or (support == 1 and described)
        if wanted and len(candidate) >= _MIN_LEAD_CHARS and key not in held and key != _fold(title or ""):
            lost.append(candidate)
    return "\n".join([*lost, *lines])


def holds_lead(text: str, description: str) -> bool:
    """Says whether a text holds what the page's description begins with; one without a description does."""
    teaser = _fold(description)[:_DESCRIPTION_CHARS]
    return len(teaser) < _DESCRIPTION_CHARS or teaser in _fold(text)


def find_caption(lines: Sequence[str], description: str) -> str:
    """Returns the text of a photo story: the longest visible line that begins like the page's description, else the
    description itself; "" when the page has none."""
    key = _fold(description)[:_CAPTION_CHARS]
    found = [line for line in lines if key and _fold(line).startswith(key)]
    return max([description, *found], key=len)


def _lines_before(text: str, first: str) -> list[str]:
    """Returns up to three lines that stand before the folded line `first`; none when it is not there."""
    lines = text.split("\n")
    place = next((i for i, line in enumerate(lines) if _fold(line) == first), 0)
    return lines[max(0, place - _MAX_LINES) : place]


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
