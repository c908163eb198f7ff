"""A page as a tree of bounded size and depth, and its text as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

# Real articles stay below 1 MB and 60 levels; the bounds keep hostile pages from taking time or the stack.
MAX_CHARS = 5_000_000
MAX_DEPTH = 120
_MARKUP_DEPTH = 1000
# Elements that have to be closed, so that counting their tags tells the depth.
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|main|font|b|i|em|strong|center|blockquote|table|ul|ol)(?=[\s>/])[^<>]*>",
    re.IGNORECASE,
)
_AT_THE_EDGE = etree.XPath("/*" * MAX_DEPTH)
_SILENT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "canvas"}
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


def _limit_nesting(html: str) -> str:
    """Drops tags that open below `_MARKUP_DEPTH`, and those that close them; the parser gives up at 2,048 levels."""
    depth, end, kept = 0, 0, []
    for tag in _NESTING.finditer(html):
        closes = tag.group(1) == "/"
        depth += 0 if closes else 1
        if depth > _MARKUP_DEPTH:
            kept.append(html[end : tag.start()])
            end = tag.end()
        depth = max(0, depth - 1) if closes else depth
    return "".join([*kept, html[end:]]) if kept else html


def parse_tree(html: str) -> lxml.html.HtmlElement | None:
    """Parses a page, cut at `MAX_CHARS` and flattened below `MAX_DEPTH`. None when it holds no element at all."""
    data = _limit_nesting(html[:MAX_CHARS]).encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    _flatten(root)
    return root


def _flatten(root: lxml.html.HtmlElement) -> None:
    """Makes paragraphs of the lines below `MAX_DEPTH`, so that recursive readers downstream stay within the stack."""
    for element in _AT_THE_EDGE(root):
        if len(element):
            lines = read_lines(element)
            element.text = None
            del element[:]
            for line in lines:
                etree.SubElement(element, "p").text = line


def drop_silent(root: lxml.html.HtmlElement) -> None:
    """Removes scripts, styles and other elements that show no text, in place."""
    for element in list(root.iter(*_SILENT)):
        if element.getparent() is not None:
            element.drop_tree()


def read_lines(root: lxml.html.HtmlElement) -> list[str]:
    """Returns the visible text in document order, one entry a block, with single spaces and without empty lines."""
    pieces = _iter_pieces(root)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _iter_pieces(root: lxml.html.HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in BLOCKS:
            yield "\n"
        if event == "start":
            if element.text and element.tag not in _SILENT:
                yield element.text.replace("\n", " ")
        elif element.tail and element is not root:
            yield element.tail.replace("\n", " ")


def read_text(element: lxml.html.HtmlElement) -> str:
    """Returns the text of one element on one line."""
    return " ".join("".join(element.itertext()).split())
