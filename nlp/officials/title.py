"""Titles: where a text writes an office, with what qualifies it, the unit it heads and the region it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.record import Role
from nlp.mentions import RegionMention
from nlp.names.wordlist import name_words
from nlp.officials.lexicon import Form, OfficeLevel, offices
from nlp.officials.page import Page
from nlp.officials.unit import tail_end, unit_end

_TERRITORIAL = ("bupati", "wali_kota", "gubernur", "wakil_bupati", "wakil_wali_kota", "wakil_gubernur")
# "Kepala" alone heads anything; only with one of the bodies that it needs is it an office.
_BARE_HEAD = ("kepala",)
_HEADS = ("kepala_seksi", "kepala_bagian", "kepala_bidang", "kepala_badan")
_HEADED = ("kepala_dinas", "kepala_badan")
_LONGEST_ADVERB = 2  # words between yang and a verb of heading
_LONGEST_FORM = 5  # words
_HAS_FOREIGN_NAMESAKES = ("presiden", "menteri", "gubernur", "wali_kota", "other_official")


@dataclass(frozen=True, slots=True)
class Title:
    """One writing of an office over tokens `first` to `last` (exclusive); a name may begin at `tail`.

    `role` is None for a title that makes nobody an official. `regions` are those written with the title.
    `generic` titles ("para bupati", "kantor bupati") mean no holder. `words` are the title's words in lower case.
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
    words: tuple[str, ...] = ()


def find_titles(page: Page) -> tuple[Title, ...]:
    """All titles of a text, in order, none inside another. Linear."""
    return tuple(_iter_titles(page))


def _iter_titles(page: Page) -> Iterator[Title]:
    lexicon, at = offices(), 0
    previous: Title | None = None
    while at < len(page.tokens):
        form = lexicon.match(page.lowered, at) if page.tokens[at].text[0].isalpha() else None
        if form is None and page.lowered[at].endswith("nya"):
            form = _with_suffix(page, at)
        if form is None and page.lowered[at] in offices()["heads_up"]:
            form = _by_verb(page, at)
        if form is None or any(page.breaks[at + 1 : at + len(form.words)]) or _is_inside_name(page, form, at):
            at += 1
            continue
        title = _parse(page, form, at, previous)
        if title.role is None and form.words == _BARE_HEAD:
            at += 1
            continue
        previous = title
        yield title
        at = title.last


def _with_suffix(page: Page, at: int) -> Form | None:
    """ "Menterinya, Budi Santoso, …": a title in -nya with its holder behind a comma."""
    low, follows = page.lowered[at], at + 2
    if page.lowered[at + 1 : follows] != [","] or follows >= len(page.tokens):
        return None
    form = offices().match([low.removesuffix("nya")], 0) if page.name_kind(follows) == "person" else None
    return None if form is None or form.office.role == "tenaga_ahli" else form


def _by_verb(page: Page, at: int) -> Form | None:
    """ "X, yang dulu mengepalai Dinas Kominfo": heading an agency is the office of its head."""
    yang = page.lowered[max(0, at - _LONGEST_ADVERB - 1) : at]
    if "yang" not in yang or not offices()["past"].union(("kini", "sekarang", "saat", "ini", "yang", ",")).issuperset(
        yang[yang.index("yang") :]
    ):
        return None
    form = offices().match(["kepala", *page.lowered[at + 1 : at + _LONGEST_FORM]], 0)
    return form if form is not None and form.office.role in _HEADED else None


def _is_inside_name(page: Page, form: Form, at: int) -> bool:
    """Titles that are words of a place or a person: Raja Ampat, Raja Juli, Lukman Hakim."""
    if page.region[at] is not None:
        return True
    if page.name_kind(at) != "person":
        return False
    inner = at > 0 and page.name[at] is page.name[at - 1] and page.lowered[at] in name_words()["person"]
    return form.office.role is None or inner


def _form_end(page: Page, form: Form, at: int) -> int:
    """Index after a form, its last word left to the region that it types ("Sekda [Kota Bogor]")."""
    end = at + len(form.words)
    while form.office.role not in _TERRITORIAL and end - 1 > at and page.region[end - 1] is not None:
        end -= 1
    return end


def _parse(page: Page, form: Form, at: int, previous: Title | None) -> Title:
    first, acting, former = _qualifiers(page, at, 0 if previous is None else previous.last)
    last = unit_end(page, form, _form_end(page, form, at), lower=page.tokens[at].text.islower())
    tail, regions = tail_end(page, form, last)
    words = tuple(page.lowered[at:tail])
    if words[0] in offices()["heads_up"]:
        words = ("kepala", *words[1:])
    role = _role(page, form, first, last, words, bool(regions))
    named_local = role in _TERRITORIAL or (form.office.level == "local" and bool(regions))
    national = form.office.level == "national" or (not named_local and not offices()["national"].isdisjoint(words))
    if role == "anggota_dpr":
        national = not regions and not {"dpr", "ri", "dpd", "mpr", "senator"}.isdisjoint(words)
    generic = _is_generic(page, first, previous) or _is_doubled(page, at, last)
    former = former or _was(page, first, 0 if previous is None else previous.last)
    return Title(first, last, tail, role, form.office.level, acting, former, generic, national, regions, words)


def _role(page: Page, form: Form, first: int, last: int, words: tuple[str, ...], has_region: bool) -> Role | None:
    """The office's role, None where candidacy, a foreign country or a missing unit make it no public office."""
    lexicon, role = offices(), form.office.role
    before = page.lowered[first - 1] if first and not page.breaks[first] else ""
    following = page.lowered[last] if last < len(page.tokens) else ""
    if form.office.needs and form.office.needs.isdisjoint(words[1:]):
        return None
    if before in lexicon["candidate"]:
        return None
    if role == "tenaga_ahli" and len(form.words) == 1 and page.tokens[last - 1].text.islower():
        if before in lexicon["generic"] or _is_one_of(page, first):
            return role
        # "pendamping" is a common word, too: without a capital only a name behind makes it a title.
        at = last + (page.lowered[last : last + 1] == [","])
        named = at < len(page.tokens) and (page.name_kind(at) == "person" or page.lowered[at] in name_words()["person"])
        return role if named else None
    if role in _HEADS and not lexicon["law"].isdisjoint(words):
        return "other_official"
    return None if role in _HAS_FOREIGN_NAMESAKES and following in lexicon["foreign"] and not has_region else role


def _is_one_of(page: Page, first: int) -> bool:
    """Says whether a comma and "salah seorang" stand before the title: "Yohana, salah seorang evaluator"."""
    words = page.lowered[max(0, first - 3) : first]
    return "," in words[:2] and words[-1:] in (["seorang"], ["satu"])


def _is_generic(page: Page, first: int, previous: Title | None) -> bool:
    before = page.lowered[first - 1] if first and not page.breaks[first] else ""
    if before in offices()["generic"] or before[:1].isdigit():
        return True
    if before == "-" and first > 1 and page.lowered[first - 2] == page.lowered[first]:
        return True
    if previous is None or not previous.generic or first - previous.tail != 1:
        return False
    # "para bupati dan wali kota" is one plural; "di Kantor Bupati Wajo, Wakil Bupati …" is not.
    if previous.first and page.lowered[previous.first - 1] in offices()["document"]:
        return False
    return before in ("dan", "/", ",", "maupun", "atau", "serta")


def _is_doubled(page: Page, at: int, last: int) -> bool:
    """Says whether the title is a plural by doubling: "bupati-bupati"."""
    return page.lowered[last : last + 2] == ["-", page.lowered[at]]


def _was(page: Page, first: int, floor: int) -> bool:
    """Says whether words such as "pernah menjabat" put the office into the past."""
    at = first
    while at > max(floor, first - 3) and not page.breaks[at] and page.lowered[at - 1] in offices()["firm"]:
        at -= 1
    return at > floor and not page.breaks[at] and page.lowered[at - 1] in offices()["past"]


def _qualifiers(page: Page, at: int, floor: int) -> tuple[int, bool, bool]:
    """Walks back over "Plt.", "Penjabat (Pj)", "mantan": the title's first token, and what was found."""
    acting = former = False
    while at > floor and not page.breaks[at]:
        step = _acting_before(page, at, floor)
        if step:
            at, acting = at - step, True
        elif page.lowered[at - 1] in offices()["former"]:
            at, former = at - 1, True
        else:
            break
    return at, acting, former


def _acting_before(page: Page, at: int, floor: int) -> int:
    """Number of tokens of an acting word that ends here, 0 for none."""
    low, short = page.lowered, offices()["acting"]
    if at - 3 >= floor and low[at - 1] == ")" and low[at - 3] == "(" and low[at - 2] in short:
        return 3
    if at - 2 >= floor and low[at - 1] in (".", ",") and low[at - 2] in short:
        return 2
    for words in offices().acting:
        if at - len(words) >= floor and tuple(low[at - len(words) : at]) == words:
            return len(words)
    return 0
