"""Holders: all writings of one person's name brought together, with the office that the article means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from nlp.names.wordlist import honorific_words
from nlp.officials.link import Link
from nlp.officials.page import Page
from nlp.officials.person import Person, make_person
from nlp.officials.title import Title

_SAME_NAME_SCORE = 90
_MOST_CANDIDATES = 60
# Letters of a name cut short.
_SHORTEST_CUT = 3
HEADS = ("bupati", "wakil_bupati", "wali_kota", "wakil_wali_kota", "gubernur", "wakil_gubernur")


@dataclass(slots=True)
class Holder:
    """One person with the titles that the text gives; `name` is the fullest form printed."""

    name: str
    words: tuple[str, ...]
    persons: list[Person] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def is_official(self) -> bool:
        """Says whether any title makes the person an official."""
        return any(link.title.role is not None for link in self.links)

    def main_title(self) -> Title:
        """The title used most, present offices before former ones, listed roles before others, then the first."""
        titles = [link.title for link in self.links if link.title.role is not None]
        counts = Counter((title.role, title.former) for title in titles)
        return min(
            titles,
            key=lambda t: (t.former, t.role == "other_official", -counts[t.role, t.former], t.first),
        )


@lru_cache(maxsize=1000)
def name_words(text: str) -> tuple[str, ...]:
    """A name's words in lower case, initials' stops and apostrophes out, forms of address out."""
    words = tuple(
        "".join(c for c in word.lower() if c.isalnum()) for word in text.replace("-", " ").replace(".", " ").split()
    )
    words = tuple(word for word in words if word)
    return words[1:] if len(words) > 1 and words[0] in honorific_words()["address"] else words


def is_short_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Says whether the words of one name stand in another in order, an initial for a word allowed."""
    if not short or len(short) > len(full):
        return False
    at = 0
    for word in short:
        while at < len(full) and not _same_word(word, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return any(len(word) > 2 for word in short)


def _same_word(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def gather_holders(page: Page, links: Iterable[Link], others: Iterable[Person]) -> list[Holder]:
    """Groups linked names and the recogniser's other persons into holders, in order of first mention.

    Longer names come first, so that each short form finds its full form; one that fits several holders goes to the
    holder of the same role, else to none. Names in headlines come last: there a verb looks like a name word, so that
    a name known from the body is cut to what the body says.
    """
    named: list[tuple[Person, Link | None]] = [(link.person, link) for link in links]
    named += [(person, None) for person in others]
    named.sort(
        key=lambda pair: (
            page.headline[pair[0].first], -len(name_words(pair[0].span.text)), pair[1] is None, pair[0].first,
        )
    )  # fmt: skip
    holders: list[Holder] = []
    index: dict[str, list[Holder]] = {}
    for person, link in named:
        found = _known(page, person, link, index)
        if found is None:
            found = _new(person), person
            _enter(found[0], holders, index)
        holder, person = found
        holder.persons.append(person)
        if link is not None:
            holder.links.append(link)
    for holder in holders:
        holder.persons.sort(key=lambda p: p.first)
        holder.name = _best_writing(holder)
    return sorted(holders, key=lambda h: h.persons[0].first)


def _new(person: Person) -> Holder:
    return Holder(" ".join(person.span.text.split()), name_words(person.span.text))


def _enter(holder: Holder, holders: list[Holder], index: dict[str, list[Holder]]) -> None:
    holders.append(holder)
    for key in {word[:1] for word in holder.words} | {word for word in holder.words if len(word) > 1}:
        index.setdefault(key, []).append(holder)


def _known(
    page: Page, person: Person, link: Link | None, index: dict[str, list[Holder]]
) -> tuple[Holder, Person] | None:
    """The holder whose name this is, and the person, cut shorter where a headline's verb was taken in."""
    cut: Person | None = person
    while cut is not None:
        words = name_words(cut.span.text)
        holder = _find(words, link, index) if words else None
        if holder is not None:
            return holder, cut
        if not page.headline[person.first]:
            return None
        cut = make_person(page, cut.first, cut.last - 1)
    return None


def _find(words: tuple[str, ...], link: Link | None, index: dict[str, list[Holder]]) -> Holder | None:
    # Only holders that share the rarest word can be the full form; a bound keeps odd texts linear.
    rare = min((word for word in words if len(word) > 2), key=lambda w: len(index.get(w, ())), default=words[0])
    role = None if link is None else link.title.role
    near = [h for h in index.get(rare, ())[:_MOST_CANDIDATES] if is_short_form(words, h.words)]
    near = [h for h in near if h.links or h.words[0] == words[0] or h.words == words]
    near = [h for h in near if not _is_rival(h, link) and (role is None or not _is_outsider(h) or h.words == words)]
    if len(near) > 1:
        same = [h for h in near if h.words == words] or [h for h in near if _has_role(h, role)]
        return same[0] if same else (near[0] if link is None else None)
    if near:
        holder = near[0]
        if holder.words == words or role is None or not holder.links or len(words) < len(holder.words):
            return holder
    if role is None:
        clipped = [h for h in index.get(words[0], ())[:_MOST_CANDIDATES] if _is_clipped(words, h.words)]
        return clipped[0] if len(clipped) == 1 else None
    cut = [h for h in index.get(words[0][:1], ())[:_MOST_CANDIDATES] if _has_role(h, role) and _is_cut(words, h.words)]
    if len(cut) == 1 and link is not None and not link.title.regions:
        return cut[0]
    initial = [h for h in index.get(rare[:1], ())[:_MOST_CANDIDATES] if _has_role(h, role)]
    text = " ".join(words)
    return next((h for h in initial if fuzz.ratio(text, " ".join(h.words)) >= _SAME_NAME_SCORE), None)


def _is_clipped(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Says whether the last of several words is cut: "Amaq Rahmat" for Amaq Rahmatullah."""
    clipped = 1 < len(short) <= len(full) and short[:-1] == full[: len(short) - 1]
    return clipped and len(short[-1]) > _SHORTEST_CUT and full[len(short) - 1].startswith(short[-1])


def _is_cut(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Says whether one word begins a longer name: "Bupati Edi" for Edistasius Hambur."""
    return len(short) == 1 and len(full) > 1 and len(short[0]) >= _SHORTEST_CUT and full[0].startswith(short[0])


def _is_rival(holder: Holder, link: Link | None) -> bool:
    """Two heads of one government never are one person: "Bupati Amran Mahmud" and "Wakil Bupati Amran".

    A former office that points back to a name just printed is no rival: "Bupati X …. Mantan wakil bupati itu …".
    """
    role = None if link is None else link.title.role
    if role not in HEADS or link is None or (link.title.former and link.person.last < link.title.first):
        return False
    held = {link.title.role for link in holder.links if not link.title.former}
    return role not in held and any(other in held for other in HEADS)


def _is_outsider(holder: Holder) -> bool:
    """A person with other titles only, such as a Ketua TP PKK with her husband's name."""
    return bool(holder.links) and not holder.is_official


def _has_role(holder: Holder, role: str | None) -> bool:
    return role is not None and any(link.title.role == role for link in holder.links)


def _best_writing(holder: Holder) -> str:
    """The most frequent printing of the full form, one not in capitals before one that is, then the first."""
    full = [" ".join(p.span.text.split()) for p in holder.persons if len(name_words(p.span.text)) == len(holder.words)]
    counts = Counter(full)
    return min(
        full, key=lambda text: (text.isupper(), -len(text.replace(".", "").split()), -counts[text], full.index(text))
    )
