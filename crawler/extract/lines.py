"""Takes out of a body what Indonesian pages print into it: appeals, cross-references, share bars, credits."""

from __future__ import annotations

import re

import lxml.html

from crawler.extract.lexicon import load_pattern
from crawler.extract.moment import is_date_line
from crawler.extract.tree import read_text

_MAX_BOILER_CHARS = 300
_MAX_BLOCK_CHARS = 600
# Title, date and credits repeat only at the very top of a reading.
_HEAD_LINES = 4
# Share of the body that must lie before a "related" heading for it to end the article.
_TAIL_SHARE = 0.4
_BARE_DATELINE = re.compile(r"[A-Z][\w.'’]*(?:[ ,/(]{1,2}[\w.'’()]+){0,6}\s+[-–—]{1,2}")


def drop_blocks(root: lxml.html.HtmlElement, *keys: str) -> None:
    """Removes short blocks that lists of the word list name, in place, before any reader sees them.

    Args:
        keys: `blocks` for cross-references and share bars, `captions` for the lines under pictures.
    """
    patterns = [load_pattern("boilerplate", key) for key in keys]
    for element in list(root.iter("div", "p", "ul", "section", "aside", "span", "strong", "li", "table", "figcaption")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) < 2 or not any(pattern.search(names) for pattern in patterns) or element.getparent() is None:
            continue
        if len(read_text(element)) <= _MAX_BLOCK_CHARS:
            element.drop_tree()


def filter_lines(text: str, title: str | None = None) -> str:
    """Returns the body without boilerplate lines; the order and the words of the rest stay.

    Args:
        text: the body, one paragraph a line.
        title: the article's title; a line at the top that repeats it goes.
    """
    lines = [cleaned for line in text.split("\n") if (cleaned := _clean(line))]
    lines = _cut_tail(_join_dateline(lines))
    kept = [line for line in lines if not is_boilerplate(line)]
    head = [line for line in kept[:_HEAD_LINES] if _fold(line) != _fold(title or "") and not is_date_line(line)]
    return "\n".join([*head, *kept[_HEAD_LINES:]])


def _join_dateline(lines: list[str]) -> list[str]:
    """Puts a dateline on a line of its own (`<strong>Salatiga</strong> - <p>…`) before the sentence that it opens."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if _BARE_DATELINE.fullmatch(line) and place + 1 < len(lines):
            return [*lines[:place], f"{line} {lines[place + 1]}", *lines[place + 2 :]]
    return lines


def is_boilerplate(line: str) -> bool:
    """Says whether a line is one of the known appeals, credits or buttons. Long lines never are."""
    if len(line) > _MAX_BOILER_CHARS:
        return False
    return bool(
        load_pattern("boilerplate", "line_starts").match(line)
        or load_pattern("boilerplate", "whole_lines").fullmatch(line)
    )


def _clean(line: str) -> str:
    if "[" in line or "(" in line:
        line = load_pattern("boilerplate", "inline").sub("", line)
    return " ".join(line.split())


def _cut_tail(lines: list[str]) -> list[str]:
    pattern = load_pattern("boilerplate", "tails")
    total, before = sum(map(len, lines)), 0
    for place, line in enumerate(lines):
        if before >= total * _TAIL_SHARE and len(line) < 60 and pattern.fullmatch(line):
            rest = lines[place + 1 :]
            if sum(map(_is_sentence, rest)) <= max(1, len(rest) // 3):
                return lines[:place]
        before += len(line)
    return lines


def _is_sentence(line: str) -> bool:
    """Running text ends in a full stop and is longer than a headline."""
    return len(line) > 120 and line.rstrip("\"”' ").endswith((".", "!", "?"))


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
