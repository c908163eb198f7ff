"""Titles that point back to a person just named: "... X. Sekda Kota Y itu ...", "Ia adalah mantan Camat Z"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from nlp.officials.lexicon import offices
from nlp.officials.link import Link
from nlp.officials.page import Page
from nlp.officials.person import Person
from nlp.officials.title import Title

_LONGEST_CLAUSE = 8  # words between a title and the "itu" that points back
_MOST_COPULAS = 4
_REACH = 40  # tokens between the name and the title


def iter_pointing_links(
    page: Page, titles: Sequence[Title], links: Sequence[Link], persons: Sequence[Person]
) -> Iterator[Link]:
    """Ties a title that points back to the only person of the sentence before who holds no office yet.

    Nothing is tied where the text names another holder of that office. Linear in the titles.
    """
    held = {(link.title.role, link.title.former) for link in links}
    tied = {link.title.first for link in links}
    taken = {link.person.first for link in links}
    free = [person for person in sorted(persons, key=lambda p: p.first) if person.first not in taken]
    firsts = [person.first for person in free]
    for title in titles:
        if title.role is None or title.generic or title.first in tied:
            continue
        if (title.role, title.former) in held or not _points_back(page, title):
            continue
        opening = page.index_at(page.sentence_start(page.tokens[title.first].start))
        at = bisect_left(firsts, opening) - 1
        if at < 0 or title.first - firsts[at] > _REACH or any(page.breaks[firsts[at] + 1 : title.first]):
            continue
        before = page.index_at(page.sentence_start(page.tokens[firsts[at]].start))
        alone = at == 0 or firsts[at - 1] < before
        if alone and before < opening and page.name_kind(firsts[at]) == "person":
            held.add((title.role, title.former))
            yield Link(title, free[at])


def _points_back(page: Page, title: Title) -> bool:
    """Says whether "itu" or the like ends the title, or "Ia adalah" leads to it, at the head of a sentence."""
    opening = page.index_at(page.sentence_start(page.tokens[title.first].start))
    if title.first == opening:
        if not offices()["points"].isdisjoint(page.lowered[title.tail - 1 : title.tail + 1]):
            return True
        return _points_behind_clause(page, title)
    words = page.lowered[opening : title.first]
    return (
        words[0] in offices()["third"]
        and 1 < len(words) <= _MOST_COPULAS + 1
        and all(w in offices()["copula"] for w in words[1:])
    )


def _points_behind_clause(page: Page, title: Title) -> bool:
    """Says whether a clause that describes the holder ends in "itu": "Wali kota yang bekas guru matematika itu"."""
    at = title.tail
    if at >= len(page.tokens) or page.lowered[at] not in offices()["describes"]:
        return False
    for i in range(at + 1, min(at + 1 + _LONGEST_CLAUSE, len(page.tokens))):
        if page.breaks[i] or not page.tokens[i].text[0].isalnum():
            return False
        if page.lowered[i] in offices()["points"]:
            return True
    return False
