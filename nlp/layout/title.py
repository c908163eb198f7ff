"""The title line: the first line when it is the known title or looks like a headline."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from nlp.mentions import Context

_LONGEST = 180
_NEAR = 85.0
_WORDS = re.compile(r"[^\W_]+")
_DATELINE_LIKE = re.compile(r"^[^–—|]{1,60}(?:[–—]|\s-{1,2}\s|--|,-|//)")


def find_title(text: str, paragraphs: list[tuple[int, int]], context: Context) -> tuple[int, int] | None:
    """The range of the title line, or None when the text does not show one.

    With a known title the first three lines are compared with it (equal, or near-equal: an outlet's suffix, a changed
    word). Without one, a short first line without a final stop before a longer paragraph counts.
    """
    if context.title:
        wanted = _fold(context.title)
        for start, end in paragraphs[:3]:
            if end - start <= 2 * _LONGEST and wanted and _is_near(_fold(text[start:end]), wanted):
                return start, end
    if len(paragraphs) > 1 and _looks_like_headline(text, paragraphs[0], paragraphs[1:4]):
        return paragraphs[0]
    return None


def _fold(line: str) -> str:
    return " ".join(_WORDS.findall(line.casefold()))


def _is_near(line: str, wanted: str) -> bool:
    shorter, longer = sorted((line, wanted), key=len)
    if len(shorter) >= 20 and longer.startswith(shorter):
        return True
    return fuzz.ratio(line, wanted) >= _NEAR


def _looks_like_headline(text: str, first: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    line = text[slice(*first)]
    words = line.split()
    if not 3 <= len(words) <= 25 or len(line) > _LONGEST or line[-1] in ".:;,":
        return False
    if _DATELINE_LIKE.match(line) and not line[0].isdigit() and len(words) < 6:
        return False
    if ":" in line[:12] and line.split(":")[0].lower().strip() in ("laporan", "penulis", "editor", "oleh"):
        return False
    return any(b - a > len(line) * 1.2 for a, b in others)
