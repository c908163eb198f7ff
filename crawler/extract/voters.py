"""The voters: each reads the body of a page in its own way and returns its text, "" when it finds none."""

from __future__ import annotations

import html as entities
import logging
import re
from copy import deepcopy
from functools import lru_cache

import justext
import lxml.html
import trafilatura
from bs4 import BeautifulSoup
from lxml import etree
from readability import Document
from readability.readability import Unparseable

from corpus.language import detect_language
from crawler.extract.density import vote_density
from crawler.extract.lead import holds_lead
from crawler.extract.medoid import choose_medoid, count_shingles, shingle_f1
from crawler.extract.profile import ExtractProfile
from crawler.extract.tree import parse_tree, read_lines

# With three readers of one mind, a fourth (a quarter of the time that a page takes) changes nothing.
_QUORUM = 3
_AGREED = 0.97
# Where the quick readers agree so far, trafilatura (half of the time that a page takes) has nothing to decide: on the
# 181 pages of the Zyte set it is asked for 91, and F1 stays the same to the fourth digit.
_SAME = 0.99
# As readability has it.
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!important\s*)?(?:;|$)", re.IGNORECASE
)
# The libraries report every odd page as an error; for us a voter that abstains is ordinary.
for _name in ("trafilatura", "readability", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def collect_votes(
    root: lxml.html.HtmlElement, stated: str, profile: ExtractProfile | None, description: str = ""
) -> dict[str, str]:
    """Asks every voter.

    Args:
        root: the page without scripts; left as it is.
        stated: the `articleBody` of the page's own JSON-LD, "" when it has none.
        profile: the source's selectors, None when it declares none.
        description: the page's own, often the lead; readers that lost it are not believed to agree. "": none.

    Returns:
        Voter name to text, in order of trust, without those that found nothing.
    """
    page = lxml.html.tostring(root, encoding="unicode")
    quick = {
        "readability": vote_readability(root),
        "density": vote_density(deepcopy(root)),
        "stated": vote_stated(stated),
    }
    settled = _are_of_one_mind([text for text in quick.values() if text.strip()]) and holds_lead(
        quick["readability"] or quick["density"], description
    )
    votes = {
        "profile": vote_profile(page, profile) if profile and profile.body else "",
        "trafilatura": "" if settled else vote_trafilatura(page),
        **quick,
    }
    found = {name: text for name, text in votes.items() if text.strip()}
    if not settled and _is_open(found) and (sentences := vote_justext(page)).strip():
        found["justext"] = sentences
    return found


def _are_of_one_mind(texts: list[str]) -> bool:
    """Says whether the quick readers found the same text, so that the slow ones need not be asked."""
    shingles = [count_shingles(text) for text in set(texts)]
    return len(texts) > 1 and all(shingle_f1(shingles[0], other) >= _SAME for other in shingles[1:])


def _is_open(votes: dict[str, str]) -> bool:
    """Says whether the vote needs justext: the page may be Indonesian and the other readers do not agree yet."""
    longest = max(votes.values(), key=len, default="")
    if detect_language(longest) not in {"id", None}:
        return False
    verdict = choose_medoid(votes)
    return len(votes) < _QUORUM or verdict is None or verdict.confidence < _AGREED


def vote_profile(page: str, profile: ExtractProfile) -> str:
    """Reads the first of the profile's body selectors that holds text, without what its prune selectors name."""
    soup = BeautifulSoup(page, "lxml")
    for selector in profile.prune:
        for element in soup.select(selector):
            element.decompose()
    for selector in profile.body:
        parts = [str(element) for element in soup.select(selector)]
        tree = parse_tree("<body>" + "\n".join(parts) + "</body>") if parts else None
        lines = read_lines(tree) if tree is not None else []
        if lines:
            return "\n".join(lines)
    return ""


def vote_trafilatura(page: str) -> str:
    """Trafilatura in precision mode, the best single reader measured on English pages, without the marks that it sets
    at rows of tables and items of lists."""
    text = trafilatura.extract(page, favor_precision=True, include_comments=False) or ""
    return "\n".join(_unmarked(line) for line in text.split("\n"))


def _unmarked(line: str) -> str:
    if line.startswith("|"):
        return ", ".join(cell for part in line.split("|") if (cell := part.strip(" -")))
    return line.removeprefix("- ")


def _opened(root: lxml.html.HtmlElement) -> Document:
    """Readability on a page that is parsed already and free of scripts and comments, so that its own parsing and
    cleaning (two fifths of its time) can be left out."""
    document = Document(root)
    document.encoding = "utf-8"
    document._parse = _fresh_copy
    document.get_link_density = _link_density
    return document


def _fresh_copy(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """What each of readability's tries works on: a copy without what the page hides."""
    copy = deepcopy(tree)
    for element in copy.xpath("//*[@hidden or @style]"):
        hidden = "hidden" in element.attrib or _UNSEEN.search(element.get("style"))
        if hidden and element.getparent() is not None:
            element.drop_tree()
    return copy


def _link_density(element: lxml.html.HtmlElement) -> float:
    """As readability has it, with lengths that are counted without regular expressions."""
    links = sum(_length(link) for link in element.findall(".//a"))
    return links / max(_length(element), 1)


def _length(element: lxml.html.HtmlElement) -> int:
    return len(" ".join(element.text_content().split()))


def vote_readability(root: lxml.html.HtmlElement) -> str:
    """Readability, the best single reader measured on Indonesian pages; the tree is left as it is."""
    try:
        tree = parse_tree(_opened(root).summary(html_partial=True))
    except (Unparseable, etree.LxmlError, ValueError, TypeError, AttributeError):
        return ""
    return "\n".join(read_lines(tree)) if tree is not None else ""


def vote_stated(stated: str) -> str:
    """The body that the page states in its JSON-LD; it may hold markup, which is removed."""
    if "<" in stated or "&lt;" in stated:
        tree = parse_tree(f"<div>{entities.unescape(stated)}</div>")
        return "\n".join(read_lines(tree)) if tree is not None else ""
    return entities.unescape(stated)


def vote_justext(page: str) -> str:
    """Paragraphs that read like Indonesian sentences; finds nothing on pages in other languages."""
    try:
        paragraphs = justext.justext(page, _stop_words(), 50, 200, 0.1, 0.2, 0.2, 200, True)
    except (etree.LxmlError, ValueError):
        return ""
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    words: frozenset[str] = justext.get_stoplist("Indonesian")
    return words
