"""Titles: where a text writes an office, with what qualifies it, the unit it heads and the region it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.record import Role
from nlp.mentions import RegionMention
from nlp.names.wordlist import honorific_words, name_words
from nlp.officials.lexicon import Form, OfficeLevel, OfficeLexicon, offices
from nlp.officials.page import Page

_STAFF_ROLES = ("staf_ahli", "asisten", "tenaga_ahli", "other_official")
_NATIONAL = frozenset(
    "kementerian kementrian kemenkominfo kemkominfo kemkomdigi kemenkomdigi kemendagri kemenpan kemenpanrb kemenkeu "
    "ditjen direktorat menteri dirjen kepresidenan presiden bappenas nasional".split()
)
_STATUS = frozenset("terpilih nonaktif definitif incumbent petahana aktif".split())
_TYPO_SCORE = 86
_TYPO_LETTERS = 7
_LONGEST_PAREN = 6
_ACRONYM_LETTERS = 6


@dataclass(frozen=True, slots=True)
class Title:
    """One writing of an office over tokens `first` to `last` (exclusive); a name may begin at `tail`.

    `role` is None for a title that makes nobody an official. `regions` are those written with the title.
    `generic` titles ("para bupati", "kantor bupati") mean no holder. `words` are the unit's words in lower case.
    """

    first: int
    last: int
    tail: int
    role: Role | None
    level: OfficeLevel
    acting: bool = False
    former: bool = False
    generic: bool = False
    national: bool = False
    regions: tuple[RegionMention, ...] = ()
    words: tuple[str, ...] = field(default=())


def find_titles(page: Page) -> tuple[Title, ...]:
    """All titles of a text, in order, none inside another. Linear."""
    return tuple(_iter_titles(page, offices()))


def _iter_titles(page: Page, lexicon: OfficeLexicon) -> Iterator[Title]:
    at, previous = 0, None
    while at < len(page.tokens):
        form = lexicon.match(page.lowered, at) if page.tokens[at].text[0].isalpha() else None
        if form is None or any(page.breaks[at + 1 : at + len(form.words)]):
            at += 1
            continue
        previous = _parse(page, lexicon, form, at, previous)
        yield previous
        at = previous.last


def _parse(page: Page, lexicon: OfficeLexicon, form: Form, at: int, previous: Title | None) -> Title:
    first, acting, former = _qualifiers(page, lexicon, at, 0 if previous is None else previous.tail)
    last = _unit_end(page, lexicon, form, at + len(form.words))
    tail, regions = _tail_end(page, lexicon, form, last)
    words = tuple(page.lowered[at:tail])
    before = page.lowered[first - 1] if first and not page.breaks[first] else ""
    generic = before in lexicon.generic or before[:1].isdigit()
    if previous is not None and not generic and first - previous.tail == 1 and before in ("dan", "/", ",", "maupun", "atau"):
        generic = previous.generic
    role = form.office.role
    following = page.lowered[last] if last < len(page.tokens) else ""
    if (
        (form.office.needs and not form.office.needs.intersection(words[len(form.words) :]))
        or before in lexicon.candidate
        or (role in ("presiden", "menteri", "gubernur") and following in lexicon.foreign and not regions)
    ):
        role = None
    national = form.office.level == "national" or (
        role not in ("bupati", "wali_kota", "gubernur") and bool(_NATIONAL.intersection(words))
    )
    if role == "anggota_dpr":
        national = "dprd" not in words and not regions
    return Title(
        first, last, tail, role, form.office.level, acting, former, generic, national, regions, words,
    )  # fmt: skip


def _qualifiers(page: Page, lexicon: OfficeLexicon, at: int, floor: int) -> tuple[int, bool, bool]:
    """Walks back over "Plt.", "Penjabat (Pj)", "mantan": the title's first token, and what was found."""
    low, acting, former = page.lowered, False, False
    short = {words[0] for words in lexicon.acting if len(words) == 1}
    while at > floor and not page.breaks[at]:
        step = _acting_before(low, lexicon, at, floor, short)
        if step:
            at, acting = at - step, True
        elif low[at - 1] in lexicon.former:
            at, former = at - 1, True
        else:
            break
    return at, acting, former


def _acting_before(low: Sequence[str], lexicon: OfficeLexicon, at: int, floor: int, short: set[str]) -> int:
    if at - 3 >= floor and low[at - 1] == ")" and low[at - 3] == "(" and low[at - 2] in short:
        return 3
    if at - 2 >= floor and low[at - 1] in (".", ",") and low[at - 2] in short:
        return 2
    for words in lexicon.acting:
        if at - len(words) >= floor and tuple(low[at - len(words) : at]) == words:
            return len(words)
    return 0


def _unit_end(page: Page, lexicon: OfficeLexicon, form: Form, at: int) -> int:
    """End of the title proper: the form and, where it may go on, the unit's name."""
    last = at
    lower_head = page.tokens[at - len(form.words)].text.islower()
    while at < len(page.tokens) and not page.breaks[at] and page.region[at] is None:
        close = _paren_end(page, lexicon, at) if page.lowered[at] == "(" else 0
        if close:
            at = last = close
        elif form.office.unit and is_unit_word(page, lexicon, form, at, last, lower_head):
            at = last = at + 1
        elif page.lowered[at] in ("ri", "republik") or (last == at - 1 and page.lowered[at - 1] == "republik"):
            at = last = at + 1
        elif form.office.unit and _joins(page, lexicon, form, at, last, lower_head):
            at += 1
        else:
            break
    return last


def _joins(page: Page, lexicon: OfficeLexicon, form: Form, at: int, last: int, lower_head: bool) -> bool:
    """Says whether a comma or a conjunction here is followed by more of the unit's name."""
    word = page.lowered[at]
    follows = at + 1
    if follows >= len(page.tokens) or page.breaks[follows] or page.region[follows] is not None or at - last > 1:
        return False
    if word == ",":
        return last > at - 1 and _plain_unit_word(page, lexicon, follows) and lexicon.match(page.lowered, follows) is None
    if word in lexicon.inner or (word in lexicon.tail and form.office.role == "tenaga_ahli"):
        return is_unit_word(page, lexicon, form, follows, follows, lower_head) or page.lowered[follows] in lexicon.inner
    return False


def _plain_unit_word(page: Page, lexicon: OfficeLexicon, at: int) -> bool:
    word = page.tokens[at].text
    return word[0].isupper() and (page.lowered[at] in lexicon.strong or _is_typo(word)) and page.lowered[at] not in _HEADS


_HEADS = frozenset("dinas badan kementerian kementrian sekretariat direktorat ditjen setda pemkab pemkot pemko pemprov".split())


def is_unit_word(page: Page, lexicon: OfficeLexicon, form: Form, at: int, last: int, lower_head: bool) -> bool:
    """Says whether a token goes on the name of an agency or a field."""
    word, low = page.tokens[at].text, page.lowered[at]
    capital = word[0].isupper() or word[0].isdigit()
    if form.office.role in _STAFF_ROLES and low in lexicon.staff:
        return capital or lower_head
    if low in lexicon.strong:
        if lexicon.match(page.lowered, at) is not None and low not in ("koordinator",):
            return False
        return capital or (lower_head and low != "daerah") or low in ("bidang", "urusan")
    after_join = at > 0 and (page.lowered[at - 1] in lexicon.inner or page.lowered[at - 1] == ",")
    if low in lexicon.weak:
        return capital and after_join
    if low in lexicon.inner:
        return False
    return capital and (_is_typo(word) or _is_acronym(page, at))


def _is_acronym(page: Page, at: int) -> bool:
    word = page.tokens[at].text
    known = honorific_words()
    return (
        1 < len(word) <= _ACRONYM_LETTERS and word.isupper() and not page.headline[at]
        and page.lowered[at] not in known["before"] and page.lowered[at] not in name_words()["person"]
        and page.name_kind(at) != "person"
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _is_typo(word: str) -> bool:
    """Says whether a longer word is a slip of a unit's word ("Infromatika", "Komunkasi")."""
    low = word.lower()
    if len(low) < _TYPO_LETTERS or low in name_words()["person"]:
        return False
    near = (known for known in offices().strong if known[0] == low[0] and abs(len(known) - len(low)) <= 2)
    return any(len(known) >= _TYPO_LETTERS and fuzz.ratio(low, known) >= _TYPO_SCORE for known in near)


def _paren_end(page: Page, lexicon: OfficeLexicon, at: int) -> int:
    """Index after a bracket that repeats the office in short ("(Wabup)", "(Diskominfo)"), else 0."""
    for close in range(at + 2, min(at + _LONGEST_PAREN, len(page.tokens))):
        if page.lowered[close] == ")":
            inner = page.lowered[at + 1 : close]
            known = all(
                w in lexicon.strong or w in lexicon.inner or w in lexicon.weak or any(w in words for words in lexicon.acting)
                for w in inner
            )
            short = len(inner) == 1 and (page.tokens[at + 1].text.isupper() or _is_typo(page.tokens[at + 1].text))
            form = lexicon.match(page.lowered, at + 1)
            return close + 1 if known or short or form is not None else 0
    return 0


def _tail_end(page: Page, lexicon: OfficeLexicon, form: Form, at: int) -> tuple[int, tuple[RegionMention, ...]]:
    """Steps over the unit's parent and the region behind a title: where a name may begin, and the regions."""
    regions: list[RegionMention] = []
    end = at
    while at < len(page.tokens) and not page.breaks[at]:
        region, low = page.region[at], page.lowered[at]
        if region is not None:
            if regions and not _extends(regions[-1], region, page, at):
                break
            regions.append(region)
            at = end = page.end_of(at, region.span.end)
        elif low in ("ri", "republik", "kab", "prov", "kabupaten", "provinsi", "kota", "pemprov", "pemkab", "pemkot", "pemko", "pemda", "setda") or low in _STATUS:
            at = end = at + 1
        elif low == "." and page.lowered[at - 1] in ("kab", "prov"):
            at = end = at + 1
        elif low == "(" and (close := _paren_end(page, lexicon, at)):
            at = end = close
        elif form.office.unit and is_unit_word(page, lexicon, form, at, end, False):
            at = end = at + 1
        elif form.office.unit and low in lexicon.inner | lexicon.tail | {","} and end == at and _tail_joins(page, lexicon, at):
            at += 1
        elif low == "," and regions and end == at and _is_parent(page, regions[-1], at + 1):
            at += 1
        else:
            break
    return end, tuple(regions)


def _tail_joins(page: Page, lexicon: OfficeLexicon, at: int) -> bool:
    follows = at + 1
    if follows >= len(page.tokens) or page.breaks[follows]:
        return False
    word, low = page.tokens[follows].text, page.lowered[follows]
    if low in _HEADS or low.startswith(("disk", "dinko", "kemen", "kemko", "dinas", "bappe", "pemk", "pemp")):
        return lexicon.match(page.lowered, follows) is None
    return page.lowered[at] in lexicon.inner and word[0].isupper() and low in lexicon.strong


def _extends(last: RegionMention, region: RegionMention, page: Page, at: int) -> bool:
    return region is last or last.code.startswith(f"{region.code}.") or page.lowered[at - 1] in ("-",)


def _is_parent(page: Page, last: RegionMention, at: int) -> bool:
    region = page.region[at] if at < len(page.tokens) and not page.breaks[at] else None
    return region is not None and last.code.startswith(f"{region.code}.")
