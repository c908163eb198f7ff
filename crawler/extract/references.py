"""Links to other stories that stand inside a body, and lines under pictures, told by their structure.

Class names differ from outlet to outlet and change with each relaunch; that a block says "Baca juga" and holds little
but links, or that it holds a picture and one short line, does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

import lxml.html
from lxml import etree

from crawler.extract.lexicon import load_pattern
from crawler.extract.tree import read_text

# Text nodes that may begin a reference ("baca", "juga" in either case); the word list decides.
_MAY_REFER = etree.XPath(
    "//text()[contains(., 'uga') or contains(., 'aca') or contains(., 'UGA') or contains(., 'ACA')]"
    "[string-length(.) < 200]/parent::*"
)
# More references than this has no page that people read; a hostile one must not be walked for each.
_MAX_REFERENCES = 200
_MAX_CHARS = 600
_MAX_ELEMENTS = 200
_LINK_LISTS = frozenset({"ul", "ol", "a", "p", "div", "table"})
_LINKED_SHARE = 0.6
_MAX_CAPTION_CHARS = 220
_RUNNING_CHARS = 60
_CAPTION_SHARE = 0.4
_PICTURES = ("img", "picture", "amp-img")


def drop_references(root: lxml.html.HtmlElement) -> None:
    """Removes "Baca juga: …" with the links that it announces, in place."""
    pattern = load_pattern("boilerplate", "references")
    for element in list(dict.fromkeys(_MAY_REFER(root)))[:_MAX_REFERENCES]:
        if element.getparent() is None or element.getroottree().getroot() is not root:
            continue  # gone with an outer one
        text = _read_short(element)
        found = pattern.match(text) if text else None
        if text is None or found is None:
            continue
        block = _widest(element, pattern)
        if block is not None:
            block.drop_tree()
        elif not text[found.end() :].strip(" :.)]»>") and element.tag != "a":
            _drop_announced(element, text)


def _read_short(element: lxml.html.HtmlElement) -> str | None:
    """The text of an element on one line; None when it is long, which is told without reading all of it."""
    if sum(1 for _ in islice(element.iter(), _MAX_ELEMENTS + 1)) > _MAX_ELEMENTS:
        return None
    parts: list[str] = []
    left = 2 * _MAX_CHARS
    for part in element.itertext():
        parts.append(part)
        left -= len(part)
        if left < 0:
            return None
    text = " ".join("".join(parts).split())
    return text if len(text) <= _MAX_CHARS else None


def _link_chars(element: lxml.html.HtmlElement) -> int:
    return sum(len(read_text(link)) for link in element.iter("a"))


def _widest(element: lxml.html.HtmlElement, pattern: re.Pattern[str]) -> lxml.html.HtmlElement | None:
    """The largest element around this one that holds a reference and its links and hardly more; None: there is none."""
    widest = None
    for holder in [element, *element.iterancestors()]:
        text = None if holder.tag in {"body", "html"} else _read_short(holder)
        found = pattern.match(text) if text else None
        if text is None or found is None:
            break
        links = _link_chars(holder)
        if links and links >= _LINKED_SHARE * (len(text) - found.end()):
            widest = holder
    return widest


def _drop_announced(element: lxml.html.HtmlElement, text: str) -> None:
    """Removes a heading that only says "Baca juga", and the links or list of links behind it."""
    while (parent := element.getparent()) is not None and parent.tag != "body" and _read_short(parent) == text:
        element = parent
    while (after := element.getnext()) is not None and after.tag in _LINK_LISTS and not (element.tail or "").strip():
        listed = _read_short(after)
        if not listed or _link_chars(after) < _LINKED_SHARE * len(listed):
            break
        element.tail, after.tail = after.tail, None
        after.drop_tree()
        if after.tag != "a":
            break
    element.drop_tree()


def drop_captions(root: lxml.html.HtmlElement, lines: Sequence[str]) -> None:
    """Removes the short line that shares a block with a picture, in place.

    Paragraphs with a picture in front stay, and so does what is most of the page's running text (`lines`): offices
    publish notices of two sentences beside a picture.
    """
    running = sum(len(line) for line in lines if len(line) >= _RUNNING_CHARS)
    holders: dict[lxml.html.HtmlElement, None] = {}
    for picture in root.iter(*_PICTURES):
        holder = picture.getparent()
        while holder is not None and holder.tag in {"a", "picture", "span"} and _read_short(holder) == "":
            holder = holder.getparent()
        if holder is not None and holder.tag in {"div", "figure", "span", "td", "center"}:
            holders[holder] = None
    for holder in holders:
        text = _read_short(holder) if holder.getparent() is not None else None
        is_short = text and len(text) <= min(_MAX_CAPTION_CHARS, _CAPTION_SHARE * running)
        if is_short and next(holder.iter("p", "h1", "h2", "h3"), None) is None:
            holder.drop_tree()
