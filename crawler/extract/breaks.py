"""Bare text between line breaks as paragraphs: old pages and many offices' editors know no other.

Readers that look for paragraphs lose such text or stop at the first element in it, and they err together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import lxml.html

from crawler.extract.tree import BLOCKS

# What may hold text between breaks; inline ones become blocks. Links, headings, lists and buttons stay as they are.
_HOLDERS = frozenset({"div", "section", "article", "main", "td", "blockquote", "body", "center"})
_INLINE = frozenset({"span", "font", "p", "strong", "b", "em", "i"})

Part: TypeAlias = str | lxml.html.HtmlElement


def break_paragraphs(root: lxml.html.HtmlElement) -> None:
    """Makes each run of text and inline elements that two line breaks end a paragraph, in place."""
    holders: dict[lxml.html.HtmlElement, None] = {}
    for line_break in root.iter("br"):
        after = line_break.getnext()
        if after is not None and after.tag == "br" and not (line_break.tail or "").strip():
            holders[line_break.getparent()] = None
    for holder in holders:
        if holder.tag in _INLINE:
            holder.tag = "div"
        if holder.tag in _HOLDERS:
            _wrap(holder)


def _wrap(holder: lxml.html.HtmlElement) -> None:
    parts = list(_take_parts(holder))
    run: list[Part] = []
    for place, part in enumerate(parts):
        if isinstance(part, str) or part.tag not in BLOCKS:
            run.append(part)
        elif part.tag != "br":
            _close(holder, run)
            holder.append(part)
        elif _is_doubled(parts, place):
            _close(holder, run)
        elif run:
            run.append(part)
    _close(holder, run)


def _take_parts(holder: lxml.html.HtmlElement) -> Iterator[Part]:
    """Empties an element; yields its texts and children in order, without the blanks between breaks."""
    text, holder.text = holder.text or "", None
    yield text
    for child in list(holder):
        tail, child.tail = child.tail or "", None
        holder.remove(child)
        yield child
        if tail.strip() or child.tag != "br":
            yield tail


def _is_doubled(parts: list[Part], place: int) -> bool:
    """Says whether a line break has another one before or behind it."""
    near = parts[max(0, place - 1) : place] + parts[place + 1 : place + 2]
    return any(not isinstance(part, str) and part.tag == "br" for part in near)


def _close(holder: lxml.html.HtmlElement, run: list[Part]) -> None:
    """Appends a run as a paragraph, and empties it; one that shows nothing keeps its elements bare."""
    if not run:
        return
    shown = any(part.strip() if isinstance(part, str) else part.text_content().strip() for part in run)
    paragraph = holder.makeelement("p") if shown else holder
    for part in run:
        _append(paragraph, part)
    if shown:
        holder.append(paragraph)
    run.clear()


def _append(holder: lxml.html.HtmlElement, part: Part) -> None:
    if not isinstance(part, str):
        holder.append(part)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + part
    else:
        holder.text = (holder.text or "") + part
