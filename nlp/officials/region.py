"""The region of an office: from the title itself, the sentence, or the region that the article is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from nlp.mentions import RegionMention
from nlp.officials.lexicon import offices
from nlp.officials.page import Page
from nlp.officials.title import Title
from registry.registry import load_registry

_LEVEL_OF_ROLE: dict[str, str] = {
    "gubernur": "provinsi", "wakil_gubernur": "provinsi", "bupati": "kabupaten", "wakil_bupati": "kabupaten",
    "wali_kota": "kota", "wakil_wali_kota": "kota",
}  # fmt: skip
_NATIONAL_ROLES = frozenset(["presiden", "menteri", "wakil_menteri", "direktur_jenderal", "direktur", "tenaga_ahli"])
# Offices that a province has as well as a kabupaten or kota.
_OF_BOTH_LEVELS = (
    "sekretaris_daerah", "asisten", "staf_ahli", "kepala_dinas", "sekretaris_dinas", "kepala_badan", "kepala_bagian",
    "kepala_bidang", "kepala_seksi",
)  # fmt: skip
_HEADLINE_WEIGHT = 3.0
_TITLE_WEIGHT = 2.0
_GOVERNMENT_WEIGHT = 1.5
# Jakarta is where meetings are held: its mentions say little about whose news this is.
_VENUE_CODE = "31"
_VENUE_WEIGHT = 0.2
# Words between a region and the title of who stands for it, and between the title and the word that says so.
_LED_REACH = 9
_LED_WORD = 3
_AGENCY_REACH = 4
_CLEAR = 2  # times as often as the next region
_AGENCY_KEYS = ("kominfo", "bappe", "disdik", "dinkes", "dishub", "bapenda", "bkpsdm", "dukcapil", "dpmptsp", "bpbd")
_SHORT_SENTENCE = 9  # words and marks


class OfficeRegions:
    """Answers which region an office belongs to, for one text."""

    def __init__(self, page: Page, titles: Sequence[Title], regions: Sequence[RegionMention]) -> None:
        self._page = page
        self._local = [t for t in titles if t.regions and not t.national and t.role not in (None, "other_official")]
        self._starts = [t.first for t in self._local]
        self._weights = _weigh(page, titles, regions)
        self._agencies = _agency_regions(page)
        self._provincial = _is_provincial(page, titles)
        self._best: dict[str, str | None] = {}

    def of(self, title: Title) -> tuple[str | None, str]:
        """The code of a title's region (None for a national office, or when the text names none) and why."""
        if title.national or title.role in _NATIONAL_ROLES:
            return None, "national office"
        level = _LEVEL_OF_ROLE.get(title.role or "", "")
        if title.words[:2] == ("kepala", "biro") or title.words[:1] == ("karo",):
            level = "provinsi"  # Only provinces and ministries have a biro.
        if not title.regions and not offices()["stateless"].isdisjoint(title.words):
            return None, "office of the state"
        if title.regions:
            named = next((r for r in title.regions if r.level == level), title.regions[0])
            return _at_level(named.code, level), "region named with the title"
        nearby = self._in_sentence(title, level)
        if nearby:
            return nearby, "region of the office named before in the sentence"
        turned = self._turned(title, level)
        if turned:
            return turned, "region that the paragraph turns to"
        agency = self._agencies.get(_agency_key(title.words))
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
        if top and not level and provinces[top] > _TITLE_WEIGHT * local[best]:
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
        if behind is not None and _agency_key(page.lowered[max(0, at - 4) : at - 1]):
            return _at_level(behind.code, level)  # "Perwakilan Diskominfo Provinsi Bengkulu, Kasubbag X"
        told = not offices()["stands_for"].isdisjoint(page.lowered[max(0, title.first - _LED_WORD) : title.first])
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
        if at + 1 >= len(self._page.tokens) or self._page.lowered[at] not in ("dari", "di" if level else "dari"):
            return None
        region = self._page.region[at + 1]
        if region is None or (level and _at_level(region.code, level) == region.code and region.level != level):
            return None
        return _at_level(region.code, level)


def _weigh(page: Page, titles: Sequence[Title], regions: Sequence[RegionMention]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    titled = {r.span.start for t in titles if t.role is not None for r in t.regions}
    for region in regions:
        at = page.index_at(region.span.start)
        if at >= len(page.tokens) or page.ignored[at]:
            continue
        weight = 1.0
        if page.layout.title and page.layout.title[0] <= region.span.start < page.layout.title[1]:
            weight *= _HEADLINE_WEIGHT
        if region.span.start in titled:
            weight *= _TITLE_WEIGHT
        elif at and page.lowered[at - 1] in offices()["government"]:
            weight *= _GOVERNMENT_WEIGHT
        if region.code.partition(".")[0] == _VENUE_CODE and region.span.start not in titled:
            weight *= _VENUE_WEIGHT
        weights[region.code] += weight
    return weights


def _is_provincial(page: Page, titles: Sequence[Title]) -> bool:
    """Says whether the only government that the text speaks of is a province's."""
    roles = {title.role for title in titles}
    if any(_LEVEL_OF_ROLE.get(role or "") in ("kabupaten", "kota") for role in roles):
        return False
    words = set(page.lowered)
    return words.isdisjoint(offices()["local_words"]) and not words.isdisjoint(offices()["province_words"])


def _agency_key(words: Sequence[str]) -> str:
    """What tells one agency from others, "" where the words name none that is looked for."""
    for word in words:
        for key in _AGENCY_KEYS:
            if key in word:
                return key
    return "kominfo" if "komunikasi" in words else ""


def _agency_regions(page: Page) -> dict[str, str]:
    """The region that the text most often writes right behind an agency ("Diskominfo Provinsi Papua Barat")."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for at, region in enumerate(page.region):
        if region is None or page.ignored[at] or (at and page.region[at - 1] is region):
            continue
        before = at - 1
        while before > max(0, at - _AGENCY_REACH) and page.lowered[before] in offices()["area"] | offices()["inner"]:
            before -= 1
        key = _agency_key(page.lowered[max(0, before) : before + 1])
        if key:
            counts[key][region.code] += 1
    ranked = {key: [*found.most_common(2), ("", 0)] for key, found in counts.items()}
    return {key: top[0][0] for key, top in ranked.items() if top[0][1] >= _CLEAR * max(1, top[1][1])}


@lru_cache(maxsize=1)
def _twins() -> dict[tuple[str, str], str]:
    return {(r.bare_name, r.level): r.code for r in load_registry().regions.values()}


def _at_level(code: str, level: str) -> str | None:
    """The region of the same name at the office's level (Bupati Solok: the kabupaten), else the code itself."""
    region = load_registry().regions.get(code)
    if region is None or not level or region.level == level:
        return code
    return _twins().get((region.bare_name, level), code)
