"""The dateline of a news text: which words before the first dash are the place and which the outlet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from nlp.layout.lexicon import LayoutLexicon

_HEAD = 110
# One segment of a dateline: capitalised words, a domain, or a bracketed outlet; never a lower-case sentence word.
_WORD = (
    r"(?:(?:Kab|Prov|Kec)\.|(?!I[ \t])[A-Z0-9][\w'’&/]*(?:-\w+)+|(?!I[ \t])[A-Z0-9][\w'’&/]*(?:\.\w+)*"
    r"|dan|publik|[a-z][\w-]*(?:\.[\w-]+)+)"
)
_SEGMENT = re.compile(rf"{_WORD}(?:[ \t]{{1,2}}{_WORD}){{0,4}}")
_BRACKET = re.compile(r"[ \t]*[(\[]([^()\[\]]{2,40})[)\]]")
# Closes the dateline. A bare hyphen counts with a space beside it, after a capital word or before one.
_CLOSE = re.compile(
    r"[ \t,.]*?(?:(?:[–—−]+[ \t]*)+(?:[-–—][ \t]*)*|--+[ \t]*[–—-]*|//+|\||-[ \t]+|:[ \t]+"
    r"|[ \t]I[ \t](?=[A-Z])|[ \t]-(?=\S))[ \t]*"
)
_COMMA_HYPHEN = re.compile(r"[ \t]*[,.][ \t]*[-–—]+[ \t]*")
# After capitals or a domain a hyphen or a full stop alone will do ("LINTASNTB. Tidak", "TANGERANGNEWS.com-Bisnis").
_CAPITAL_CLOSE = re.compile(r"[ \t]*[-.][ \t]*(?=[A-Z“\"])")
_DAY = re.compile(r"[\d\s./-]+")
_CAMEL = re.compile(r"[a-z][A-Z]")
_JOIN = re.compile(r"[ \t]*,[ \t]*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`place`: the place part, or None. `outlets`: the outlet parts. `end`: where the lead begins."""

    place: tuple[int, int] | None
    outlets: tuple[tuple[int, int], ...]
    end: int


def parse_dateline(
    text: str, paragraph: tuple[int, int], lexicon: LayoutLexicon, is_place: Callable[[str], bool], outlet: str | None
) -> Dateline | None:
    """Reads the dateline at the start of a paragraph, or None when there is none.

    `is_place` knows the names of regions; `outlet` is the article's outlet when known.
    """
    segments, end = _segments(text, paragraph)
    if end is None or not segments:
        return None
    places, outlets = [], []
    for start, stop, bracketed in segments:
        words = text[start:stop]
        if is_place(words):
            places.append((start, stop))
        elif _DAY.fullmatch(words):
            continue
        elif bracketed or _is_outlet(words, lexicon, outlet):
            outlets.append((start, stop))
        elif not any(ch.isdigit() for ch in words):
            places.append((start, stop))
    if any(len(text[slice(*p)].split()) > 3 and not is_place(text[slice(*p)]) for p in places):
        return None
    known = [p for p in places if is_place(text[slice(*p)])]
    if known and len(known) < len(places):
        first = next((p for p in places if p not in known), None)
        if first and (len(segments) == 2 and not outlets):
            outlets.append(first)
        places = known
    elif len(places) == 2 and not outlets and not known:
        outlets.append(places.pop())
    if not places and not outlets:
        return None
    place = (places[0][0], places[-1][1]) if places else None
    return Dateline(place, tuple(sorted(outlets)), end)


def _is_outlet(words: str, lexicon: LayoutLexicon, outlet: str | None) -> bool:
    if outlet and _squeeze(words) == _squeeze(outlet):
        return True
    patterns = (_CAMEL, lexicon.domain_pattern, lexicon.outlet_pattern)
    return "." in words[1:-1] or any(pattern.search(words) for pattern in patterns)


def _squeeze(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _segments(text: str, paragraph: tuple[int, int]) -> tuple[list[tuple[int, int, bool]], int | None]:
    """The segments before the lead and where the lead begins (None: no dateline)."""
    at, limit = paragraph[0], min(paragraph[1], paragraph[0] + _HEAD)
    found: list[tuple[int, int, bool]] = []
    end: int | None = None
    while at < limit:
        segment = _SEGMENT.match(text, at, limit)
        if not segment:
            break
        pending = _split_domain(text, segment.start(), _trim(text, segment))
        at = pending[-1][1]
        bracket = _BRACKET.match(text, at, limit)
        if bracket:
            pending.append((bracket.start(1), bracket.end(1), True))
            at = bracket.end()
        close = _close(text, at, limit, text[slice(*pending[-1][:2])])
        join = _JOIN.match(text, at, limit)
        if close and _plausible(text, found + pending):
            found, at = found + pending, close.end()
            end = at
        elif join and end is None and len(found) < 3:
            found, at = found + pending, join.end()
        elif at >= paragraph[1] and found and len(found) < 3:
            return found + pending, paragraph[1]
        else:
            break
        if end is not None and not _continues(text, at, limit):
            break
    return (found, end) if end is not None else ([], None)


def _split_domain(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Parts "TOTABUAN.CO KOTAMOBAGU": a domain and the place after it share no mark."""
    domain, gap, rest = text[start:end].partition(" ")
    if gap and "." in domain[1:-1] and len(domain) > 5 and rest.isupper():
        return [(start, start + len(domain), True), (end - len(rest), end, False)]
    return [(start, end, False)]


def _trim(text: str, segment: re.Match[str]) -> int:
    """The segment's end without a trailing stop or hyphen."""
    return segment.start() + len(segment[0].rstrip(".-/’'"))


def _close(text: str, at: int, limit: int, words: str) -> re.Match[str] | None:
    mark = _COMMA_HYPHEN.match(text, at, limit) or _CLOSE.match(text, at, limit)
    if mark:
        return mark
    if words.isupper() or "." in words:
        return _CAPITAL_CLOSE.match(text, at, limit)
    return None


def _plausible(text: str, segments: list[tuple[int, int, bool]]) -> bool:
    return sum(b - a for a, b, _ in segments) <= 80


def _continues(text: str, at: int, limit: int) -> bool:
    """Says whether another dateline segment follows: a run of capitals that a further closing mark ends."""
    segment = _SEGMENT.match(text, at, limit)
    if not segment:
        return False
    stop = _trim(text, segment)
    bracket = _BRACKET.match(text, stop, limit)
    mark = _CLOSE.match(text, bracket.end() if bracket else stop, limit)
    return mark is not None and len(segment[0].split()) <= 4
