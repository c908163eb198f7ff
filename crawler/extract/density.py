"""Our own voter: the block that holds most running text, found by paragraph mass.

It looks at the tree only, so that it errs elsewhere than the libraries do; that is what makes the vote better.
"""

from __future__ import annotations

import re

import lxml.html

from crawler.extract.tree import read_lines, read_text

_NEGATIVE = re.compile(
    r"comment|komentar|related|terkait|sidebar|footer|share|social|promo|newsletter|subscribe|widget|recommend|popular"
    r"|populer|breadcrumb|tags?\b|nav|menu|author-?bio|baca-?juga|advert|\bads?\b|caption|cookie|gallery|copyright"
    r"|byline|meta\b|signup|disclaimer|popup|modal",
    re.IGNORECASE,
)
_DROPPED = (
    "aside", "button", "figcaption", "figure", "footer", "form", "header", "iframe", "input", "nav", "noscript",
    "script", "select", "style", "svg", "template", "textarea", "time",
)  # fmt: skip
_WHOLE = {"body", "html", "article", "main"}
# A block with a suspicious class is kept when it holds this much paragraph text: it is then the article itself.
_KEPT_PARAGRAPH_CHARS = 1500
_MIN_PARAGRAPH_CHARS = 25
_MIN_BARE_CHARS = 80


def vote_density(root: lxml.html.HtmlElement) -> str:
    """Returns the text of the densest block, one line a paragraph, "" when there is no running text.

    Args:
        root: a tree of the caller's that may be changed here.
    """
    _prune(root)
    mass = _score(root)
    if not mass:
        return ""
    block = _climb(max(mass, key=mass.__getitem__))
    links = {read_text(link) for link in block.iter("a")}
    return "\n".join(line for line in read_lines(block) if line not in links)


def _prune(root: lxml.html.HtmlElement) -> None:
    for element in list(root.iter(*_DROPPED)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter()):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _WHOLE or not names.strip() or not _NEGATIVE.search(names):
            continue
        if element.getparent() is not None and _paragraph_chars(element) < _KEPT_PARAGRAPH_CHARS:
            element.drop_tree()


def _paragraph_chars(element: lxml.html.HtmlElement) -> int:
    return sum(len(read_text(paragraph)) for paragraph in element.iter("p"))


def _link_chars(element: lxml.html.HtmlElement) -> int:
    return sum(len(read_text(link)) for link in element.iter("a"))


def _score(root: lxml.html.HtmlElement) -> dict[lxml.html.HtmlElement, float]:
    """Gives each paragraph's characters to its parents; text that lies bare in a block counts for the block."""
    mass: dict[lxml.html.HtmlElement, float] = {}
    for element in root.iter("p", "pre", "blockquote", "div", "section", "span"):
        if element.tag in {"div", "section", "span"}:
            own = " ".join(((element.text or "") + "".join(child.tail or "" for child in element)).split())
            value = len(own) if len(own) >= _MIN_BARE_CHARS else 0
            shares = [(element, 1.0), (element.getparent(), 0.5)]
        else:
            text = read_text(element)
            value = max(0, len(text) - 2 * _link_chars(element)) if len(text) >= _MIN_PARAGRAPH_CHARS else 0
            parents = list(element.iterancestors())[:3]
            shares = list(zip(parents, (1.0, 0.6, 0.3), strict=False))
        for holder, share in shares if value else ():
            if holder is not None:
                mass[holder] = mass.get(holder, 0.0) + value * share
    return mass


def _climb(block: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Takes the parent instead when it holds clearly more paragraphs (an article split by inserts)."""
    while (parent := block.getparent()) is not None and parent.tag not in {"body", "html"}:
        inside, around = _net_chars(block), _net_chars(parent)
        if around <= inside * 1.25 or around <= inside + 200:
            break
        block = parent
    return block


def _net_chars(element: lxml.html.HtmlElement) -> int:
    return sum(max(0, len(read_text(p)) - 2 * _link_chars(p)) for p in element.iter("p"))
