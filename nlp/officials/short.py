"""Later and earlier mentions of a holder: short forms, nicknames and forms of address with a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from corpus.span import Span
from nlp.names.wordlist import honorific_words, name_words
from nlp.officials.holder import HEADS, Holder
from nlp.officials.holder import name_words as words_of
from nlp.officials.lexicon import offices
from nlp.officials.page import Page

_NICK_AFTER = re.compile(
    r"(?:,?\s*(?:yang|atau)?\s*(?:biasa|akrab|kerap|lebih|karib)?\s*(?:disapa|dipanggil|dikenal(?:\s+sebagai|\s+dengan(?:\s+nama)?)?)"
    r"(?:\s+akrab)?(?:\s+dengan)?|\s+alias|,?\s*(?:sapaan|panggilan)(?:\s+akrab)?(?:nya)?)\s+[\"“‘']?"
    r"((?:[^\W\d_]['’\w]*)(?:\s[A-Z][\w'’]*)?)"
)
_NICK_PAREN = re.compile(r"\s\([\"“]?([A-Z][\w'’]*(?:\s[A-Z][\w'’]*)?)[\"”]?\)")
_NICK_BEFORE = re.compile(
    r"([A-Z][\w'’]*(?:\s[A-Z][\w'’]*)?)\s*,\s*(?:sapaan|panggilan|demikian|begitu)(?:\s(?:akrab|sehari-hari|ia|dia|disapa|kerap|biasa))*"
    r"(nya)?"
)
_NICK_NAMED = re.compile(
    r"(?:disapa|dipanggil)(?:\sakrab)?(?:\sdengan)?(?:\ssebutan)?\s[\"“‘']?([A-Z][\w'’]*(?:\s[A-Z][\w'’]*)?)"
)
_MOST_OFFICIALS = 200
_NAME_REACH = 9  # words between a name and its nickname
_SHORTEST_STEM = 3  # letters of a nickname that begins a name
_TITLE_REACH = 5  # words between a nickname and its bearer's title


def iter_nicknames(page: Page, holders: Sequence[Holder]) -> Iterator[tuple[Holder, Span]]:
    """Nicknames that the text introduces: "X alias Gus Y", "X (Gus Y)", "kata Danny, sapaan akrabnya"."""
    officials = [h for h in holders if h.is_official]
    taken: set[int] = set()
    for holder in officials:
        for person in holder.persons:
            end = page.tokens[person.after - 1].end if person.after > person.last else person.span.end
            found = _NICK_AFTER.match(page.text, end) or _NICK_PAREN.match(page.text, end)
            if found and found[1][0].isupper() and not _is_other(found[1]):
                taken.add(found.start(1))
                yield holder, Span.of(page.text, *found.span(1))
    alone = _single_words(holders)
    starts = sorted((p.first, i) for i, h in enumerate(officials) for p in h.persons)
    for pattern in (_NICK_BEFORE, _NICK_NAMED):
        for found in pattern.finditer(page.text):
            at = bisect_left(starts, (page.index_at(found.start(1)), -1)) - 1
            if at < 0 or found.start(1) in taken or _is_other(found[1]):
                continue
            if not any(words_of(found[1]) == h.words for h in officials[:_MOST_OFFICIALS]):
                taken.add(found.start(1))
                owner = _owner(page, officials[:_MOST_OFFICIALS], found) or _named_before(page, alone, found.start(1))
                yield owner or officials[starts[at][1]], Span.of(page.text, *found.span(1))


def _owner(page: Page, officials: Sequence[Holder], found: re.Match[str]) -> Holder | None:
    """Whose nickname it is, where its letters or a title behind it tell ("kata Alex", "Buyung, sapaan sang bupati")."""
    nickname = words_of(found[1])[-1:]
    if nickname and len(nickname[0]) >= _SHORTEST_STEM:
        alike = [h for h in officials if any(word.startswith(nickname[0]) for word in h.words)]
        if len(alike) == 1:
            return alike[0]
    at, named = page.index_at(found.end()), page.index_at(found.start(1))
    before = range(named - 1, max(-1, named - _NAME_REACH), -1)
    for i in (*before, *range(at, min(at + _TITLE_REACH, len(page.tokens)))):
        if i >= at and page.lowered[i] in (".", ",", '"', "”"):
            return None
        form = offices().match(page.lowered, i) if page.tokens[i].text[0].isalpha() else None
        if form is not None and form.office.role is not None:
            role = form.office.role
            holding = [h for h in officials if any(link.title.role == role for link in h.links)]
            return max((h for h in holding if h.persons[0].first < i), key=lambda h: h.persons[0].first, default=None)
    return None


def _named_before(page: Page, alone: Mapping[str, Holder], position: int) -> Holder | None:
    """The official named by one word just before: "Herryandi, yang akrab disapa Lingga"."""
    at = page.index_at(position)
    for i in range(at - 1, max(-1, at - _NAME_REACH), -1):
        holder = alone.get(_plain(page.lowered[i])) if page.tokens[i].is_capital else None
        if holder is not None:
            return holder
    return None


def join_nicknames(page: Page, holders: Sequence[Holder]) -> list[Holder]:
    """Brings a holder of one explained nickname to the earlier one of that office: "Bupati Agas, begitu sapaannya"."""
    single: dict[tuple[str, ...], Holder] = {h.words: h for h in holders if h.is_official and len(h.words) == 1}
    gone: set[int] = set()
    for pattern in (_NICK_BEFORE, _NICK_NAMED):
        for found in pattern.finditer(page.text) if single else ():
            words = words_of(found[1])
            nick = single.get(words) or single.get(words[-1:])
            if nick is None or id(nick) in gone:
                continue
            roles = {link.title.role for link in nick.links}
            owner = next(
                (h for h in holders[:_MOST_OFFICIALS] if h is not nick and _holds(h, roles) and len(h.words) > 1), None
            )
            if owner is not None and owner.persons[0].first < nick.persons[0].first:
                owner.persons += nick.persons
                owner.links += nick.links
                gone.add(id(nick))
    for nick in single.values():
        owner = _sole_holder(nick, holders) if id(nick) not in gone else None
        if owner is not None:
            owner.persons += nick.persons
            owner.links += nick.links
            gone.add(id(nick))
    return [h for h in holders if id(h) not in gone]


def _sole_holder(nick: Holder, holders: Sequence[Holder]) -> Holder | None:
    """The full name in an office of which a government has one: "Wabup Antok" where one Wakil Bupati is named."""
    roles = {link.title.role for link in nick.links if link.title.role in HEADS}
    if not roles or any(link.title.former for link in nick.links):
        return None
    rivals = [h for h in holders[:_MOST_OFFICIALS] if h is not nick and _holds(h, roles)]
    if len(rivals) != 1 or len(rivals[0].words) == 1 or any(link.title.former for link in rivals[0].links):
        return None
    ours, theirs = (_regions(holder, roles) for holder in (nick, rivals[0]))
    return rivals[0] if not ours or not theirs or ours & theirs else None


def _regions(holder: Holder, roles: Set[str | None]) -> set[str]:
    return {mention.code for link in holder.links if link.title.role in roles for mention in link.title.regions}


def _holds(holder: Holder, roles: Set[str | None]) -> bool:
    return holder.is_official and any(link.title.role in roles for link in holder.links)


def nickname_forms(text: str) -> Iterator[tuple[str, ...]]:
    """The word sequences that stand for a nickname: "Gus Ipul" also as "Ipul", unless that is a common word."""
    words = tuple(_plain(word) for word in text.lower().split())
    yield words
    if len(words) == 2 and words[0] in honorific_words()["address"] and words[1] not in honorific_words()["common"]:
        yield words[1:]


def _is_other(word: str) -> bool:
    words = word.lower().split()
    first = words[-1] if words[0] in honorific_words()["address"] else words[0]
    return (word.isupper() and len(word) > 3) or first in name_words()["not_name"] | name_words()["organisation"]


def iter_short_mentions(
    page: Page, holders: Sequence[Holder], nicknames: Mapping[tuple[str, ...], Holder]
) -> Iterator[tuple[Holder, Span]]:
    """Every other place that names an official by a part of the name or a nickname. Linear in the text."""
    covered = {at for h in holders for p in h.persons for at in range(p.first, p.last)}
    single = _single_words(holders)
    longer = {words[0]: (words, h) for words, h in nicknames.items()}
    at = 0
    while at < len(page.tokens):
        if not page.tokens[at].text[0].isupper() or at in covered or page.ignored[at]:
            at += 1
            continue
        step = _nickname_at(page, at, longer) if longer else None
        holder = step[1] if step else single.get(_plain(page.lowered[at]))
        end = step[0] if step else at + 1
        if holder is None or (not step and not _stands_alone(page, at, holder)):
            at += 1
            continue
        while not step and end < len(page.tokens) and _plain(page.lowered[end]) in holder.words and end not in covered:
            if page.breaks[end] or not page.tokens[end].text[0].isupper():
                break
            end += 1
        first = at - 1 if not step and at and _addressed(page, at, covered) else at
        if step or _free_after(page, end):
            yield holder, Span.of(page.text, page.tokens[first].start, page.tokens[end - 1].end)
        at = end


def _plain(low: str) -> str:
    return low if low.isalnum() else "".join(c for c in low if c.isalnum())


def _single_words(holders: Sequence[Holder]) -> dict[str, Holder]:
    """Words that stand for one official only: no other person of the text has them."""
    owners: dict[str, set[int]] = {}
    for i, holder in enumerate(holders):
        for word in holder.words:
            owners.setdefault(word, set()).add(i)
    common = honorific_words()["common"]
    alone = {word: min(found) for word, found in owners.items() if len(found) == 1 and len(word) > 2}
    return {word: holders[i] for word, i in alone.items() if word not in common and holders[i].is_official}


def _nickname_at(page: Page, at: int, known: Mapping[str, tuple[tuple[str, ...], Holder]]) -> tuple[int, Holder] | None:
    found = known.get(_plain(page.lowered[at]))
    if found is None:
        return None
    words, holder = found
    end = at + len(words)
    return (end, holder) if tuple(_plain(w) for w in page.lowered[at:end]) == words else None


def _stands_alone(page: Page, at: int, holder: Holder) -> bool:
    """Says whether the word is not a part of another name, agency or place."""
    if page.region[at] is not None or page.name_kind(at) in ("organisation", "location"):
        return False
    opens = at == 0 or page.breaks[at] or page.lowered[at - 1] in (".", '"', "“")
    if opens and page.lowered[at] in name_words()["not_name"] and page.name_kind(at) != "person":
        return False  # "Hari pertama dipakai …" where a Hari is named, too
    if at == 0 or page.breaks[at] or page.headline[at]:
        return True
    before = page.tokens[at - 1].text
    low = page.lowered[at - 1]
    if not before[0].isupper() or low in honorific_words()["before"] | honorific_words()["address"]:
        return True
    return low in name_words()["not_name"] | name_words()["title"] or _plain(low) in holder.words


def _addressed(page: Page, at: int, covered: set[int]) -> bool:
    low = page.lowered[at - 1]
    is_address = low in honorific_words()["address"] and page.tokens[at - 1].text[0].isupper()
    return is_address and low not in ("pak", "bu") and at - 1 not in covered and not page.breaks[at]


def _free_after(page: Page, end: int) -> bool:
    """Says whether no further name word follows ("Yusuf Mansur" is not Hasan Yusuf)."""
    if end >= len(page.tokens) or page.breaks[end] or not page.tokens[end].text[0].isupper() or page.headline[end]:
        return True
    return page.name_kind(end) != "person" or page.name[end] is not page.name[end - 1]
