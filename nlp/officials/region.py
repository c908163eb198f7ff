"""The region of an office: from the title itself, the sentence, or the region that the article is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from nlp.mentions import RegionMention
from nlp.officials.bureau import agency_key, agency_regions, bare_blend, blend_regions
from nlp.officials.lexicon import offices
from nlp.officials.page import Page
from nlp.officials.title import Title
from nlp.officials.weight import LEVEL_OF_ROLE, TITLE_WEIGHT, is_provincial, seat_codes, weigh_regions
from registry.registry import load_registry

_NATIONAL_ROLES = frozenset(["presiden", "menteri", "wakil_menteri", "direktur_jenderal", "direktur", "tenaga_ahli"])
# Offices that a province has as well as a kabupaten or kota.
_OF_BOTH_LEVELS = (
    "sekretaris_daerah", "asisten", "staf_ahli", "kepala_dinas", "sekretaris_dinas", "kepala_badan", "kepala_bagian",
    "kepala_bidang", "kepala_seksi",
)  # fmt: skip
# Words between a region and the title of who stands for it, and between the title and the word that says so.
_LED_REACH = 9
_LED_WORD = 3
_NAME_REACH = 7  # words and stops of a name
_HOST_REACH = 300  # words
_SHORT_SENTENCE = 9  # words and marks


class OfficeRegions:
    """Answers which region an office belongs to, for one text."""

    def __init__(self, page: Page, titles: Sequence[Title], regions: Sequence[RegionMention]) -> None:
        self._page = page
        self._local = [t for t in titles if t.regions and not t.national and t.role not in (None, "other_official")]
        self._starts = [t.first for t in self._local]
        self._weights = weigh_regions(page, titles, regions)
        self._agencies = agency_regions(page)
        self._blends = blend_regions(page)
        self._seats = seat_codes(page, regions)
        self._provincial = is_provincial(page, titles)
        self._best: dict[str, str | None] = {}

    def of(self, title: Title) -> tuple[str | None, str]:
        """The code of a title's region (None for a national office, or when the text names none) and why."""
        if title.national or title.role in _NATIONAL_ROLES:
            return None, "national office"
        level = _level_of(title)
        if title.words[:2] == ("kepala", "biro") or title.words[:1] == ("karo",):
            level = "provinsi"  # Only provinces and ministries have a biro.
        if not title.regions and not offices()["stateless"].isdisjoint(title.words):
            return None, "office of the state"
        if title.regions:
            named = next((r for r in title.regions if r.level == level), title.regions[0])
            return _at_level(named.code, level), "region named with the title"
        behind = self._behind(title, level)
        if behind:
            return behind, "region behind the name"
        nearby = self._in_sentence(title, level)
        if nearby:
            return nearby, "region of the office named before in the sentence"
        turned = self._turned(title, level)
        if turned:
            return turned, "region that the paragraph turns to"
        blend = next((code for word in title.words if (code := self._blends.get(bare_blend(word)))), None)
        if blend and not level:
            return blend, "region of the only agency of this name"
        agency = self._agencies.get(agency_key(title.words))
        if agency and not level:
            return agency, "region of the agency named elsewhere"
        if self._provincial and title.role in _OF_BOTH_LEVELS:
            return self.dominant("provinsi"), "region of the only government spoken of"
        return self.dominant(level), "region that the article is about"

    def dominant(self, level: str) -> str | None:
        """The region with most weight of a level ("": kabupaten or kota, else the province), None without any."""
        if level not in self._best:
            self._best[level] = self._find_dominant(level)
        return self._best[level]

    def _find_dominant(self, level: str) -> str | None:
        table = load_registry().regions
        local = {c: w for c, w in self._weights.items() if "." in c and (not level or table[c].level == level)}
        provinces = {c: w for c, w in self._weights.items() if "." not in c}
        if level == "provinsi":
            if provinces:
                return max(provinces, key=lambda c: provinces[c])
            below = self.dominant("")
            return below.partition(".")[0] if below else None
        if not local and level:
            twins = [t for c in self._weights if (t := _at_level(c, level)) and t != c]
            return twins[0] if twins else None
        if not local:
            return max(provinces, key=lambda c: provinces[c], default=None)
        best = max(local, key=lambda c: local[c])
        top = max(provinces, key=lambda c: provinces[c], default=None)
        if top and not level and provinces[top] > TITLE_WEIGHT * local[best]:
            return top
        return best

    def _in_sentence(self, title: Title, level: str) -> str | None:
        at = bisect_right(self._starts, title.first) - 1
        start = self._page.sentence_start(self._page.tokens[title.first].start)
        leading = self._led(title, level) or self._from(start, level)
        if leading:
            return leading
        while at >= 0 and self._page.tokens[self._local[at].first].start >= start:
            for region in self._local[at].regions:
                if not level or region.level == level:
                    return region.code
            at -= 1
        return None

    def _behind(self, title: Title, level: str) -> str | None:
        """The region behind the holder's name: "Kadis Kominfo X dari Ngada", "Plt Kadis Kominfo X di Kasongan"; for
        "tuan rumah" the one named last that the article is not about."""
        page, at = self._page, title.tail
        if page.lowered[at : at + 2] == ["tuan", "rumah"]:
            return self._host(title, level)
        while (
            at < len(page.tokens)
            and at - title.tail < _NAME_REACH
            and (page.tokens[at].is_capital or page.lowered[at] == ".")
        ):
            at += 1
        if at + 1 >= len(page.tokens) or page.breaks[at] or page.lowered[at] not in ("di", "dari"):
            return None
        region = page.region[at + 1] if page.lowered[at] == "dari" else None
        code = region.code if region is not None else self._seats.get(page.tokens[at + 1].start)
        return _at_level(code, level) if code and at > title.tail else None

    def _host(self, title: Title, level: str) -> str | None:
        page, guest = self._page, self.dominant(level)
        for i in range(title.first - 1, max(0, title.first - _HOST_REACH), -1):
            region = page.region[i]
            if region is not None and "." in region.code and region.code != guest:
                return _at_level(region.code, level)
        return None

    def _turned(self, title: Title, level: str) -> str | None:
        """The region of a short sentence right before: "Lain lagi Batam. Kepala Dinas Kominfo …"."""
        page = self._page
        at = page.index_at(page.sentence_start(page.tokens[title.first].start))
        if at == 0 or page.breaks[at]:
            return None
        start = page.index_at(page.sentence_start(page.tokens[at - 1].start))
        if at - start > _SHORT_SENTENCE:
            return None
        found = [region for i in range(start, at) if (region := page.region[i]) is not None and "." in region.code]
        return _at_level(found[-1].code, level) if found and level != "provinsi" else None

    def _led(self, title: Title, level: str) -> str | None:
        """The region that the holder leads or stands for: "Pemkab Bulukumba yang dipimpin Wabup", "Ngada paling akhir,
        diwakili Kadis", "Sintang menugaskan Kadis"; also the one right before the title: "hadir dari Sintang Kadis".
        """
        page, at = self._page, title.first - 1
        if at < 2 or page.breaks[title.first]:
            return None
        behind = page.region[at - 1] if page.lowered[at] == "," else None
        if behind is not None and agency_key(page.lowered[max(0, at - 4) : at - 1]):
            return _at_level(behind.code, level)  # "Perwakilan Diskominfo Provinsi Bengkulu, Kasubbag X"
        if page.lowered[at] == ",":  # "Parepare mengangkat mapnya lewat Andi Tenri, staf ahli wali kota"
            back = at
            while (
                back > 1
                and at - back < _NAME_REACH
                and (page.tokens[back - 1].is_capital or page.lowered[back - 1] == ".")
            ):
                back -= 1
            at = back - 1 if back < at and page.lowered[back - 1] in offices()["stands_for"] else at
        told = page.lowered[at] in offices()["stands_for"] or not offices()["stands_for"].isdisjoint(
            page.lowered[max(0, title.first - _LED_WORD) : title.first]
        )
        for i in range(at, max(0, at - _LED_REACH), -1):
            region = page.region[i]
            if page.lowered[i] in (".", ";") or (region is None and i == at and not told):
                return None
            if region is not None:
                start = i
                while start > 0 and page.region[start - 1] is region:
                    start -= 1
                sent = start > 0 and page.lowered[start - 1] in offices()["sends"]
                return _at_level(region.code, level) if told or sent else None
        return None

    def _from(self, start: int, level: str) -> str | None:
        """The region of a sentence that opens with it: "Dari Binjai, Wakil Wali Kota …", "Di Boyolali, Wabup …"."""
        at = self._page.index_at(start)
        if at + 1 >= len(self._page.tokens) or self._page.lowered[at] not in ("dari", "di"):
            return None
        seat = self._seats.get(self._page.tokens[at + 1].start)
        if seat:
            return _at_level(seat, level)
        region = self._page.region[at + 1]
        if region is None or (self._page.lowered[at] == "di" and not level):
            return None
        if level and _at_level(region.code, level) == region.code and region.level != level:
            return None
        return _at_level(region.code, level)


def _level_of(title: Title) -> str:
    """The level of the government that an office is part of, "" where the title leaves it open."""
    level = LEVEL_OF_ROLE.get(title.role or "", "")
    if not level and title.role == "staf_ahli":
        for word, of_word in (
            ("bupati", "kabupaten"),
            ("wali", "kota"),
            ("walikota", "kota"),
            ("gubernur", "provinsi"),
        ):
            level = of_word if word in title.words else level
    if not level and not offices()["of_province"].isdisjoint(title.words):
        return "provinsi"
    return level


@lru_cache(maxsize=1)
def _twins() -> dict[tuple[str, str], str]:
    return {(r.bare_name, r.level): r.code for r in load_registry().regions.values()}


def _at_level(code: str, level: str) -> str | None:
    """The region of the same name at the office's level (Bupati Solok: the kabupaten), else the code itself."""
    region = load_registry().regions.get(code)
    if region is None or not level or region.level == level:
        return code
    return _twins().get((region.bare_name, level), code)
