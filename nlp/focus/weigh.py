"""Weighs each region of an article by where it is named and as what, and picks those that the article is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from nlp.mentions import Layout, RegionMention
from nlp.regions.seats import find_seats

# A government or its head names the region: "Pemkab X", "Wali Kota X", "Diskominfo X", "DPRD X".
_OFFICE = re.compile(
    r"(?:pem(?:kab|kot|ko|prov|da)|pemerintah(?:an)?|bupati|wabup|wali\s?kota|wawali|wako|wawako|gubernur|wagub|dprd|sekda\w*"
    r"|setda\w*|dis?\w*kom\w*|kominfo\w*|dinas|informatika|bappe\w*|tim|warga|masyarakat|daerah)"
    r"(?:\s*\([^()\n]{1,30}\))?\s*$",
    re.IGNORECASE,
)
# A service of the region, whatever its trade: "Kepala DPMPTSP X", "Dinas Perhubungan X", "Polres X".
_SERVICE = re.compile(
    r"(?<!\w)(?:(?:dinas|badan|satuan|kantor|inspektorat|sekretariat)(?:\s[^\W\d_]+){0,4}|polres(?:ta|tabes)?|kodim|kejari"
    r"|dis[a-z]{3,12}|dp[a-z]{2,8}|bp[bk][a-z]{1,4}|rsud|perumda|pdam|satpol\spp)\s(?:kabupaten\s|kota\s|kab\.?\s)?$",
    re.IGNORECASE,
)
# The name is where something happens: "di Hotel Santika, Jakarta", "digelar di Surabaya".
_PLACE = re.compile(r"(?:\bdi|\bke|\bdari|,|\bse-?)\s*$", re.IGNORECASE)
# In a title a comma opens a clause of its own: "Metro Unggul di Smart Society, Lampung Tengah di Smart Economy".
_TITLE_PLACE = re.compile(r"(?:\bdi|\bke|\bdari|\bse-?)\s*$", re.IGNORECASE)
# What joins two regions of a title as equals.
_JOINED = re.compile(
    r"\s?(?:[-–/&,]|,?\s?dan|serta|gandeng|rangkul|bersama|kerja\s?sama|x)\s?"
    r"(?:(?:pemerintah|pemkab|pemkot|pemko|bupati|wali\s?kota|walikota|wabup)\s?)?",
    re.IGNORECASE,
)
# "Maba Belajar Bareng Morotai": what the first one does it does with the second.
_WITH = re.compile(
    r"(?:\s[^\W\d_][\w-]{0,20}){1,6}\s(?:bersama|bareng|berbarengan\sdengan|gandeng|rangkul)\s", re.IGNORECASE
)
_LISTED = re.compile(r"\s?(?:\([^()\n]{1,20}\)\s?)?(?:,|,?\s?(?:dan|serta|maupun))\s{1,2}")
# "Empat Daerah di Sumbar …": how many regions the title announces, up to five.
_ANNOUNCED = re.compile(
    r"(?<!\w)(dua|tiga|empat|lima|[2-5])\s+(?:kabupaten|kota|daerah|pemda|pemkab|pemkot|kepala\s+daerah|wilayah)(?!\w)",
    re.IGNORECASE,
)
_AREA = re.compile(r"\bkawasan(?:\s[^\W\d_]+){0,2}\s$", re.IGNORECASE)  # "Kawasan Wakatobi" is no single region
_OPENS = re.compile(r"(?:^|[:;!?]\s)\s*$")
_NUMBERS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_CLAUSE = re.compile(r"[,;:?!.]\s*$")
# What a title says of a region that is not its first one: a place or a goal, or perhaps a rival or a model.
_PLACED, _LATER = 0.6, 0.7
# The region of a clause that is not the title's first one: "…, Sampang Harus Bersabar".
_CLAUSED = 0.9
_HOME = 1.0  # weight of the dateline's region beside others
_WINDOW = 48
_MOST = 5
_OPENING_SENTENCES = 10


@dataclass(slots=True)
class _Weight:
    code: str
    level: str
    title: float = 0.0
    lead: float = 0.0
    offices: int = 0
    mentions: int = 0
    first: int = 0
    home: bool = False
    served: bool = False

    @property
    def total(self) -> float:
        """Title and lead count most; repeated naming and offices up to a limit; the dateline decides near ties."""
        named = min(self.offices, 4) + 0.5 * min(self.mentions, 8)
        return 3 * self.title + 2 * self.lead + named + _HOME * (self.home and self.title > 0)


def find_focus(layout: Layout, mentions: Iterable[RegionMention]) -> tuple[str, ...]:
    """Codes of the regions whose doings the article reports, the weightiest first.

    Empty when it is about no region of its own: a national list, more than five regions on equal footing, or a
    venue alone. Provinces count only when no kabupaten or kota does, or when the province itself acts in the title.
    """
    found = tuple(mentions)
    weights = _weigh(layout, found)
    local = [w for w in weights if w.level != "provinsi"]
    announced = _announced(layout, local) or _called(layout, found, local)
    chosen = announced or _choose(local, _title_partners(layout, found)) or _only_place(layout, found, local)
    province = next((w for w in weights if w.level == "provinsi" and w.offices > 0 and max(w.title, w.lead) > 0), None)
    if province and not announced and (not chosen or _leads(province, chosen)):
        chosen = [province]
    return tuple(weight.code for weight in chosen)


def _only_place(layout: Layout, mentions: tuple[RegionMention, ...], local: list[_Weight]) -> list[_Weight]:
    """The region of the dateline when title or opening name it too and no other one comes near: a festival, a flood."""
    if not local or not layout.dateline:
        return []
    if alone := _alone_at_home(local):
        return alone
    best = local[0]
    home = any(m.code == best.code and layout.dateline[0] <= m.span.start < layout.dateline[1] for m in mentions)
    clear = len(local) == 1 or best.total >= 2 * local[1].total
    return [best] if home and clear and best.total >= 1.5 else []


def _alone_at_home(local: list[_Weight]) -> list[_Weight]:
    """The region of the dateline when no region is named more often and only its offices act; else none."""
    home = [w for w in local if w.home]
    others = [w for w in local if not w.home]
    alone = len(home) == 1 and home[0].served and not any(w.served or w.offices for w in others)
    return home if alone and all(home[0].mentions >= w.mentions for w in others) else []


def _announced(layout: Layout, local: list[_Weight]) -> list[_Weight]:
    """The regions that the lead names when they are as many as the title announces, else none."""
    count = _ANNOUNCED.search(layout.text, *layout.title) if layout.title else None
    if not count:
        return []
    opening = [w for w in local if w.lead >= 1.0 or w.title > 0]
    number = _NUMBERS.get(count[1].lower()) or int(count[1])
    return opening if len(opening) == number else []


def _called(layout: Layout, mentions: tuple[RegionMention, ...], local: list[_Weight]) -> list[_Weight]:
    """The regions that a title opens with as a number ("Empat Daerah di Sultra ...") and the text names one by one."""
    count = _ANNOUNCED.search(layout.text, *layout.title) if layout.title else None
    if not layout.title or not count or not _OPENS.search(layout.text[layout.title[0] : count.start()]):
        return []
    titled = [m for m in mentions if m.level != "provinsi" and m.span.start < layout.title[1]]
    titled = [m for m in titled if not _AREA.search(layout.text[max(0, m.span.start - _WINDOW) : m.span.start])]
    number = _NUMBERS.get(count[1].lower()) or int(count[1])
    codes: dict[str, None] = {}
    begin = layout.dateline[1] if layout.dateline else 0
    named = {m.span.start: m.code for m in mentions if m.level != "provinsi" and m.span.start >= begin}
    at = bisect_right(layout.sentences, _lead(layout)[0], key=lambda s: s[1])
    for start, end in layout.sentences[at : at + _OPENING_SENTENCES]:
        inside = (s for s in named if start <= s < end)
        codes |= dict.fromkeys(named[s] for s in inside if not _TITLE_PLACE.search(layout.text[max(0, s - 6) : s]))
        if len(codes) >= number:
            break
    # "Empat Daerah Diuji, Tala Paling Siap" from Tala's seat is news of Tala; from elsewhere it is news of all four.
    home = {w.code for w in local if w.home}
    counted = len(codes) == number and all(m.code in codes and m.code not in home for m in titled)
    return [w for w in local if w.code in codes] if counted else []


def _leads(province: _Weight, chosen: list[_Weight]) -> bool:
    """Says whether the title names the province alone and its government acts at least as often as any other."""
    return province.title > 0 and all(w.offices < province.offices + (w.title == 0) for w in chosen)


def _title_partners(layout: Layout, mentions: tuple[RegionMention, ...]) -> set[str]:
    """Regions that the title joins as equals: "A dan B", "A-B", "Gandeng A, Pemkot B"."""
    if not layout.title:
        return set()
    named = [(m.span.start, m.span.end, m.code) for m in mentions if m.level != "provinsi"]
    named += [(seat.start, seat.end, min(seat.codes)) for seat in find_seats(layout.text) if len(seat.codes) == 1]
    inside = sorted(place for place in named if layout.title[0] <= place[0] < layout.title[1])
    partners: set[str] = set()
    for one, other in pairwise(inside):
        joined = layout.text[one[1] : other[0]]
        equal = other[0] < one[1] or _WITH.fullmatch(joined) is not None
        if equal or (_JOINED.fullmatch(joined) and not _turns(layout.text, layout.title, one[:2], other[:2])):
            partners |= {one[2], other[2]}
    return partners


def _turns(text: str, title: tuple[int, int], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Says whether the comma before the second region opens a clause: "Dari Makassar, Lotim …", "Gandeng OKI, Muba …".

    A list either opens the title ("Sleman, Bantul Teken"), ends it, or closes with a conjunction.
    """
    if text[one[1] : other[0]].strip() != ",":
        return False
    before = text[title[0] : one[0]]
    if _TITLE_PLACE.search(before[-_WINDOW:]):
        return True
    ends = other[1] >= title[1] or _LISTED.match(text, other[1]) is not None
    return bool(before.strip()) and not ends


def _weigh(layout: Layout, mentions: tuple[RegionMention, ...]) -> list[_Weight]:
    lead = _lead(layout)
    weights: dict[str, _Weight] = {}
    in_title = False
    office = place = False
    last_end = -1
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        weight = weights.setdefault(mention.code, _Weight(mention.code, mention.level, first=start))
        before = layout.text[max(0, start - _WINDOW) : start]
        # A member of an enumeration is what its first member is: "Bupati Alor, Belu dan Ende".
        if mention.level == "provinsi" or not _LISTED.fullmatch(layout.text[last_end:start] if last_end >= 0 else "x"):
            office = _OFFICE.search(before) is not None
            in_heading = layout.title is not None and start < layout.title[1]
            place = not office and (_TITLE_PLACE if in_heading else _PLACE).search(before) is not None
        last_end = end if mention.level != "provinsi" else last_end
        if layout.dateline and layout.dateline[0] <= start < layout.dateline[1]:
            weight.home = True
            continue
        weight.mentions += 1
        weight.offices += office
        weight.served = weight.served or office or _SERVICE.search(before) is not None
        if layout.title and layout.title[0] <= start < layout.title[1]:
            # The first region of a title is whom it speaks of; a later one may be a rival, a model or a place.
            later = in_title and mention.level != "provinsi"
            clause = _CLAUSED if _CLAUSE.search(before) else _LATER
            share = _PLACED if place else clause if later else 1.0
            weight.title = max(weight.title, share)
            in_title = in_title or mention.level != "provinsi"
        elif lead[0] <= start and end <= lead[1]:
            weight.lead = max(weight.lead, 0.3 if place else 1.0)
    _add_seats(layout, weights, lead)
    return sorted(weights.values(), key=lambda w: (-w.total, w.first))


def _add_seats(layout: Layout, weights: dict[str, _Weight], lead: tuple[int, int]) -> None:
    """A town from which just one of the article's kabupaten is governed speaks for it: "Waingapu Bersiap ..."."""
    for seat in find_seats(layout.text):
        codes = [code for code in seat.codes if code in weights]
        if len(codes) != 1 or layout.is_ignored(seat.start, seat.end):
            continue
        weight = weights[codes[0]]
        if layout.title and layout.title[0] <= seat.start < layout.title[1]:
            before = layout.text[max(0, seat.start - _WINDOW) : seat.start]
            share = _PLACED if _TITLE_PLACE.search(before) else 1.0 if _OPENS.search(before) else _CLAUSED
            weight.title = max(weight.title, share)
        elif layout.dateline and layout.dateline[0] <= seat.start < layout.dateline[1]:
            weight.home = True
        elif lead[0] <= seat.start < lead[1]:
            weight.lead = max(weight.lead, 0.3)


def _lead(layout: Layout) -> tuple[int, int]:
    """The first two sentences of the body, bylines skipped."""
    begin = max(layout.title[1] if layout.title else 0, layout.dateline[1] if layout.dateline else 0)
    at = bisect_right(layout.sentences, begin, key=lambda s: s[1])
    body = [s for s in layout.sentences[at : at + 8] if s[1] - s[0] > 25 and not layout.is_ignored(s[1] - 6, s[1] - 4)]
    return (body[0][0], body[min(1, len(body) - 1)][1]) if body else (begin, len(layout.text))


def _choose(local: list[_Weight], partners: set[str]) -> list[_Weight]:
    if not local or not _is_actor(local[0]):
        return []
    best = local[0]
    if best.title == 0:
        # Without a place in the title a region must open the text; equals that open it together all count.
        opening = [w for w in local if w.lead > 0 and w.total >= 0.5 * best.total]
        if best.lead == 0 or len(opening) > _MOST:
            return []
        return [best] + [w for w in opening[1:] if w.lead >= 1.0 and w.offices > 0 and w.total >= 0.75 * best.total]
    if len(partners) > _MOST:
        return []
    return [best] + [w for w in local[1:] if _shares(w, best, partners)]


def _is_actor(weight: _Weight) -> bool:
    return weight.title >= 1.0 or weight.offices > 0 or weight.mentions >= 3


def _shares(weight: _Weight, best: _Weight, partners: set[str]) -> bool:
    """Says whether a second region acts beside the weightiest one."""
    if weight.code in partners and best.code in partners:
        return True
    if weight.mentions < 0.5 * best.mentions:
        return False
    if weight.title >= _LATER and weight.offices >= 2:
        return True
    return weight.title in (_PLACED, _CLAUSED, 1.0) and weight.lead >= 1.0
