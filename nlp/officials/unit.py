"""What goes on a title: the name of the agency or field it heads, its parent body and its region."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from nlp.mentions import RegionMention
from nlp.names.wordlist import honorific_words, name_words
from nlp.officials.blend import is_blend
from nlp.officials.lexicon import Form, offices
from nlp.officials.page import Page

# Offices that serve another office or body: its title goes on theirs ("Staf Ahli Bupati", "Asisten Sekda").
# A noun made of a verb or a noun is a field that an agency tends: "Kepariwisataan", "Pemajuan".
_FIELD = re.compile(r"(?:ke|pem|pen|per|peng|peny)[a-z]{4,}an")
_STAFF_ROLES = ("staf_ahli", "asisten", "tenaga_ahli", "other_official")
_NUMBERED = ("komisi", "asisten", "ketua", "fraksi", "eselon", "asda")
_AND = ("dan", "serta")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_COMMAND = re.compile(r"[01]\d{2,3}")  # of the army's commands: "Kodim 0711", "Korem 072", "Yonif 411"
_TYPO_SCORE = 85
_TYPO_LETTERS = 7
_LONGEST_BRACKET = 6
_ACRONYM_LETTERS = 10


def unit_end(page: Page, form: Form, at: int, *, lower: bool) -> int:
    """Index after the title proper: the form that ends at `at` and, where it may go on, the unit's name.

    `lower` says that the title is written without capitals; its unit then may be, too.
    """
    last = at
    lower = lower or form.office.role == "tenaga_ahli"
    while at < len(page.tokens) and not page.breaks[at] and page.region[at] is None:
        close = _bracket_end(page, at) if page.lowered[at] == "(" else 0
        if close:
            at = last = close
        elif _belongs(page, form, at, lower):
            at = last = at + 1
        elif form.office.unit and last == at and _joins(page, form, at, lower):
            at += 1 + (page.lowered[at] == "," and page.lowered[at + 1] in _AND)
        else:
            break
    return last


def _belongs(page: Page, form: Form, at: int, lower: bool) -> bool:
    if page.lowered[at] in ("ri", "republik") or page.lowered[at - 1] == "republik":
        return True
    return _is_number(page, form, at) or (form.office.unit and is_unit_word(page, form, at, lower))


def _is_number(page: Page, form: Form, at: int) -> bool:
    """A command's, an assistant's or a commission's number: "Dandim 1608", "Asisten II", "Komisi I"."""
    low, before = page.lowered[at], page.lowered[at - 1]
    if form.office.role == "other_official":
        if _COMMAND.fullmatch(low):
            return True
        if low in ("/", "-") and _COMMAND.fullmatch(before):
            return True
    return low in _ROMAN and before in _NUMBERED and page.tokens[at].text.isupper()


def _joins(page: Page, form: Form, at: int, lower: bool) -> bool:
    """Says whether a comma or a conjunction here is followed by more of the unit's name."""
    lexicon, word, follows = offices(), page.lowered[at], at + 1
    if follows >= len(page.tokens) or page.breaks[follows] or page.region[follows] is not None:
        return False
    if word == ",":
        follows += page.lowered[follows] in _AND  # "Menteri Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi"
        if follows >= len(page.tokens):
            return False
        text, low = page.tokens[follows].text, page.lowered[follows]
        is_field = text[0].isupper() and (low in lexicon["strong"] or _is_typo(text)) and low not in lexicon["heads"]
        return is_field and lexicon.match(page.lowered, follows) is None
    if word in lexicon["inner"] or (word in lexicon["tail"] and form.office.role == "tenaga_ahli"):
        return is_unit_word(page, form, follows, lower) or page.lowered[follows] in lexicon["inner"]
    return False


def is_unit_word(page: Page, form: Form, at: int, lower: bool) -> bool:
    """Says whether a token goes on the name of an agency or a field; `lower`: also without a capital."""
    lexicon, word, low = offices(), page.tokens[at].text, page.lowered[at]
    capital = word[0].isupper() or word[0].isdigit()
    if form.office.role in _STAFF_ROLES and low in lexicon["staff"]:
        return capital or lower
    hyphen = page.lowered[at - 1] == "-" or page.lowered[at + 1 : at + 2] == ["-"]
    pairs = lexicon["pairs"]
    paired = any(" ".join(page.lowered[i : i + 2]) in pairs for i in (at - 1, at)) or (low == "e" and hyphen)
    if low == "anak" and page.lowered[at + 1 : at + 2] == ["agung"]:
        return False
    if low in lexicon["strong"] or paired:
        if low != "koordinator" and lexicon.match(page.lowered, at) is not None:
            return False
        return capital or (lower and low != "daerah") or low in ("bidang", "urusan") or hyphen
    if low in lexicon["weak"]:
        listed = page.lowered[at - 1] in lexicon["inner"] or page.lowered[at - 1] == ","
        return capital and (listed or _leads_on(page, at))
    if low in lexicon["inner"] or not capital:
        return False
    if page.name_kind(at) != "person" and (_is_typo(word) or _is_letter_pair(page, at)):
        return True
    if is_blend(low) and low not in name_words()["person"]:
        return True
    return _is_acronym(page, at) or _leads_on(page, at)


def _is_letter_pair(page: Page, at: int) -> bool:
    """ "P" and "K" of "Dinas P dan K"."""
    if len(page.lowered[at]) != 1:
        return False
    for joint, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(page.tokens) and page.lowered[joint] in ("dan", "&"):
            return len(page.lowered[other]) == 1 and page.tokens[other].is_capital
    return False


def _leads_on(page: Page, at: int) -> bool:
    """An unknown word between fields is a field, too: "Transformasi Hijau dan Digital", "Statistik Sektoral Dinas"."""
    lexicon, low = offices(), page.lowered[at]
    known = low in name_words()["person"] and low not in lexicon["weak"]
    if page.name_kind(at) == "person" or known:
        return False
    joined = page.lowered[at - 1] in ("dan", "&", "serta") and page.lowered[at - 2] in lexicon["strong"]
    if joined and _FIELD.fullmatch(low):
        return True
    if page.lowered[at - 1] not in lexicon["strong"]:
        return False
    follows = at + 2 if page.lowered[at + 1 : at + 2] in (["dan"], ["&"]) else at + 1
    if follows >= len(page.tokens) or page.breaks[follows] or not page.tokens[follows].is_capital:
        return False
    return page.lowered[follows] in lexicon["strong"] and page.region[follows] is None


def _is_acronym(page: Page, at: int) -> bool:
    word, low = page.tokens[at].text, page.lowered[at]
    return (
        1 < len(word) <= _ACRONYM_LETTERS
        and word.isupper()
        and not page.headline[at]
        and low not in honorific_words()["before"]
        and low not in name_words()["person"]
        and not (len(word) == 2 and word[0] == "H")
        and page.name_kind(at) != "person"
    )


@lru_cache(maxsize=20_000)
def _is_typo(word: str) -> bool:
    """Says whether a longer word is a slip of a unit's word ("Infromatika", "Komunkasi")."""
    low = word.lower()
    if len(low) < _TYPO_LETTERS or low in name_words()["person"]:
        return False
    near = (known for known in offices()["strong"] if known[0] == low[0] and abs(len(known) - len(low)) <= 2)
    return any(len(known) >= _TYPO_LETTERS and fuzz.ratio(low, known) >= _TYPO_SCORE for known in near)


def _bracket_end(page: Page, at: int) -> int:
    """Index after a bracket that repeats the office in short ("(Wabup)", "(Diskominfo)"), else 0."""
    lexicon = offices()
    known = lexicon["strong"] | lexicon["inner"] | lexicon["weak"] | lexicon["acting"]
    for close in range(at + 2, min(at + _LONGEST_BRACKET, len(page.tokens))):
        if page.lowered[close] == ")":
            inside = range(at + 1, close)
            short = all(_repeats(page, i, known) for i in inside)
            return close + 1 if short or lexicon.match(page.lowered, at + 1) is not None else 0
    return 0


def _repeats(page: Page, at: int, known: frozenset[str]) -> bool:
    text = page.tokens[at].text
    return text.lower() in known or text.isupper() or _is_typo(text) or page.region[at] is not None


def tail_end(page: Page, form: Form, at: int) -> tuple[int, tuple[RegionMention, ...]]:
    """Steps over the unit's parent and the region behind a title: where a name may begin, and the regions."""
    lexicon = offices()
    between = lexicon["area"] | lexicon["status"]
    regions: list[RegionMention] = []
    end = at
    while at < len(page.tokens) and not page.breaks[at]:
        region, low = page.region[at], page.lowered[at]
        if region is not None:
            if regions and not _extends(regions[-1], region, page, at):
                break
            regions.append(region)
            at = end = page.end_of(at, region.span.end)
        elif (step := _constituency(page, at)) and (home := _region_at(page, at + step)) is not None:
            # A member's constituency is not the region of the office.
            at = end = page.end_of(at, home.span.end)
        elif step := _period(page, at) or _faction(page, at) or _district_part(page, form, at):
            at = end = at + step
        elif low in between or (low == "." and page.lowered[at - 1] in ("kab", "prov")):
            at = end = at + 1
        elif low == "(" and (close := _bracket_end(page, at)):
            at = end = close
        elif (form.office.unit and is_unit_word(page, form, at, False)) or _is_body(page, form, at):
            at = end = at + 1
        elif end == at and (close := _post_end(page, form, at)):
            at = end = close
        elif end == at and _tail_joins(page, form, at, regions):
            at += 1
        else:
            break
    return end, tuple(regions)


def _post_end(page: Page, form: Form, at: int) -> int:
    """Index after the place of a post abroad, a person behind it ("Konsul Jenderal RI di Johor Bahru X"); else 0."""
    if form.office.level != "national" or page.lowered[at] not in ("di", "untuk"):
        return 0
    end = at + 1
    while end < len(page.tokens) and page.name_kind(end) == "location" and not page.breaks[end]:
        end += 1
    named = at + 1 < end < len(page.tokens) and page.name_kind(end) == "person"
    return end if named else 0


def _period(page: Page, at: int) -> int:
    """Number of words of "periode 2010-2015" or "masa jabatan 2010 sampai 2015"; 0 for none."""
    end = at
    while end < min(at + 3, len(page.tokens)) and page.lowered[end] in ("periode", "masa", "jabatan", "bakti", "tahun"):
        end += 1
    if end == at or not page.lowered[end : end + 1] or not page.lowered[end][0].isdigit():
        return 0
    end += 1
    if page.lowered[end : end + 1] and page.lowered[end] in ("-", "–", "/", "sampai", "hingga"):
        end += 2
    return end - at


def _faction(page: Page, at: int) -> int:
    """Number of words of "dari Fraksi PKB" behind a member's title: acronyms, or all capitals up to a comma; else 0."""
    end = at + (page.lowered[at] == "dari")
    if page.lowered[end : end + 1] != ["fraksi"]:
        return 0
    end = named = end + 1
    while end < min(named + 4, len(page.tokens)) and page.tokens[end].is_capital and not page.breaks[end]:
        end += 1
    if page.lowered[end : end + 1] == [","]:
        return end - at
    while named < end and page.tokens[named].text.isupper():
        named += 1
    return named - at


def _district_part(page: Page, form: Form, at: int) -> int:
    """1 for the second word of a district that begins with a region's name: "Camat Banjarmasin Tengah, X"; else 0."""
    follows = at > 0 and page.region[at - 1] is not None and form.office.role in ("camat", "other_official")
    return int(follows and page.tokens[at].is_capital and page.lowered[at] in offices()["place_part"])


def _constituency(page: Page, at: int) -> int:
    """Number of words such as "asal" or "dari daerah pemilihan" that lead to a member's constituency; else 0."""
    end = at
    while end < min(at + 4, len(page.tokens)) and page.lowered[end] in ("asal", "dapil", "dari", "daerah", "pemilihan"):
        end += 1
    return 0 if page.lowered[at:end] in ([], ["dari"]) else end - at


def _is_body(page: Page, form: Form, at: int) -> bool:
    """A company, an association or a university behind a title that makes nobody an official."""
    if form.office.role is not None or not page.tokens[at].text[0].isupper() or page.name_kind(at) == "person":
        return False
    known = name_words()["organisation"] | name_words()["organisation_head"]
    return page.lowered[at] in known or page.name_kind(at) == "organisation"


def _tail_joins(page: Page, form: Form, at: int, regions: list[RegionMention]) -> bool:
    """Says whether the word here leads on to the title's parent body or to the province of its region."""
    lexicon, follows, low = offices(), at + 1, page.lowered[at]
    if follows >= len(page.tokens) or page.breaks[follows]:
        return False
    if low in (",", "/") and page.region[follows] is not None:
        return _is_parent(page, regions, follows) or low == "/"
    if not form.office.unit or (low != "," and low not in lexicon["inner"] and low not in lexicon["tail"]):
        return False
    word, next_low = page.tokens[follows].text, page.lowered[follows]
    if next_low in lexicon["heads"] or next_low.startswith(("disko", "dinko", "kemen", "kemko", "bappe")):
        return lexicon.match(page.lowered, follows) is None
    return low in lexicon["inner"] and word[0].isupper() and next_low in lexicon["strong"]


def _extends(last: RegionMention, region: RegionMention, page: Page, at: int) -> bool:
    return region is last or last.code.startswith(f"{region.code}.") or page.lowered[at - 1] == "-"


def _region_at(page: Page, at: int) -> RegionMention | None:
    return page.region[at] if at < len(page.tokens) else None


def _is_parent(page: Page, regions: list[RegionMention], at: int) -> bool:
    region = page.region[at]
    return bool(regions) and region is not None and regions[-1].code.startswith(f"{region.code}.")
