"""Whose happening it is: the regions whose government acts."""

from __future__ import annotations

import re
from collections import defaultdict

from nlp.events.lexicon import fold_case
from nlp.events.listing import RegionList, local_mentions
from nlp.events.scene import Scene
from nlp.mentions import RegionMention

_BEFORE_CHARS = 45
_NEAR_TOP = 0.6
COMPANY_CHARS = 14
_OFFICE_CHARS = 25
_HOST_CHARS = 90
_ENVOY_CHARS = 30
_TRIGGERS_MAX = 20
_VISITS = ("evaluation", "assessment", "coaching")  # in these the one who is visited acts
_TO = re.compile(r"\b(?:ke|menuju|sampai|asal|kelahiran)\s(?:\w+\s)?$")
_CAME_FROM = re.compile(r"\b(?:pula|juga|hadir|ada|tampak|datang|lainnya|peserta)\sdari\s$")
_IN_PLACE = re.compile(r"\bdi\s(?:[A-Z][\w’'-]*\s){0,2}[A-Z][\w’'-]*,\s\Z")  # "di Ciputat, X"
_TO_CHARS = 30
_NONE = re.compile(r"\b(?:tidak|tak|belum|tanpa)\s(?:ada|punya|memiliki|tersedia)?\s?$")
_TOWARDS = re.compile(r"(?:^\w*(?:sambangi|tiru)|\b(?:ke|kepada))\s(?:\w+\s){0,4}$")


def acting_regions(scene: Scene, lists: list[RegionList], absent: frozenset[str]) -> tuple[str, ...]:
    """The codes of the regions whose doings the article tells; () when it tells of the whole country.

    Those in `absent` are not among them. Title and opening count most; a venue ("di Hotel ... Jakarta"), a dateline or
    a place in a list hardly counts.
    """
    lead_end = next((s.end for s in scene.sentences if s.rank == 3), len(scene.text))
    points, first = _weighed(scene, lists, absent, lead_end)
    in_list = any(len(item.codes) >= 3 for item in lists)
    province = _acting_province(scene, 2.0 if in_list else max(points.values(), default=0.0))
    if province or not points or max(points.values()) < 1.0:
        return province or (() if in_list else _only_place(points))
    top = max(points.values())
    opening = any(first[code] < lead_end for code, value in points.items() if value == top)
    near = [code for code, value in points.items() if value >= _NEAR_TOP * top and value >= 2.0]
    chosen = [code for code in near if first[code] < lead_end or not opening] or [
        max(points, key=lambda code: points[code])
    ]
    if title := scene.inputs.layout.title:
        beside = [item for item in lists if item.end <= title[1] and set(item.codes) & set(chosen)]
        chosen += [code for item in beside for code in item.codes if points[code] >= 1.0]
    chosen = sorted(dict.fromkeys(chosen), key=lambda code: first[code])
    return tuple(chosen) if len(chosen) <= 5 else ()


def _weighed(
    scene: Scene, lists: list[RegionList], absent: frozenset[str], lead_end: int
) -> tuple[dict[str, float], dict[str, int]]:
    """What the namings of each region weigh together, and where it is named first."""
    points: dict[str, float] = defaultdict(float)
    first: dict[str, int] = {}
    in_list = [(item.start, item.end) for item in lists if len(item.codes) >= 3]
    title = scene.inputs.layout.title
    hosts = {m.code for m in local_mentions(scene) if m.span.start < lead_end and is_host(scene, m)}
    at = 0
    for mention in local_mentions(scene):
        start = mention.span.start
        if mention.code in absent:
            continue
        while at < len(in_list) and in_list[at][1] <= start:
            at += 1
        light = mention.code in hosts or (at < len(in_list) and in_list[at][0] <= start)
        in_title = title is not None and start < title[1]
        points[mention.code] += 0.1 if light else _points(scene, mention, in_title, start < lead_end)
        first.setdefault(mention.code, start)
    return points, first


def _only_place(points: dict[str, float]) -> tuple[str, ...]:
    """The one region that an article without an office names as dateline and place; () when several are."""
    ranked = sorted(points.items(), key=lambda item: -item[1])[:2]
    if ranked and ranked[0][1] >= 0.3 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        return (ranked[0][0],)
    return ()


def is_governed(scene: Scene, mention: RegionMention) -> bool:
    """Says whether an office or agency stands before a region: "Pemkab X", "Bupati X"."""
    start = mention.span.start
    return scene.cues.before(("government",), start + 1, start - _OFFICE_CHARS) is not None


def _points(scene: Scene, mention: RegionMention, in_title: bool, in_lead: bool) -> float:
    dateline = scene.inputs.layout.dateline
    if dateline and dateline[0] <= mention.span.start < dateline[1]:
        return 0.4
    rival = scene.cues.before(("rival",), mention.span.start, mention.span.start - COMPANY_CHARS)
    if rival is not None and "," not in scene.text[rival : mention.span.start]:
        return 0.1
    governs = is_governed(scene, mention)
    if not governs and (is_venue(scene, mention) or _is_way(scene, mention)):
        return 0.1
    value = 4.0 if in_title else 2.0 if in_lead and not _is_along(scene, mention) else 0.7
    return value + (1.0 if governs else 0.0)


def _is_along(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region is only along: "Metro bersama X meneken"."""
    start = mention.span.start
    return scene.cues.before(("along",), start, start - COMPANY_CHARS) is not None


def is_venue(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region only tells where something took place: "di Makassar", "Hotel Santika, Jakarta"."""
    start = mention.span.start
    before = fold_case(scene.text[max(start - _BEFORE_CHARS, 0) : start])
    clause = re.split(r"[.;\n]", before)[-1]
    if re.search(r"(?:^|\W)di(?:\s+(?:kota|kabupaten))?\s*$", clause):
        return True
    if _IN_PLACE.search(scene.text, max(start - _BEFORE_CHARS, 0), start):
        return True
    venue = scene.cues.before(("venue",), start, start - len(clause))
    if venue is None or scene.cues.after(("called",), venue, start) is not None:
        return False  # "di Hotel Santika, disusul X"
    if _NONE.search(before[: venue - start]):
        return False  # "tidak ada aula, X menumpang"
    return bool(re.search(r"[\w)],?\s*$", clause))


def is_destination(scene: Scene, mention: RegionMention) -> bool:
    """Says whether somebody only goes to a region: "nyasar ke X"."""
    return _TO.search(fold_case(scene.text[max(mention.span.start - _TO_CHARS, 0) : mention.span.start])) is not None


def _is_way(scene: Scene, mention: RegionMention) -> bool:
    """Says whether somebody comes back from a region: "Dari X, Y Bawa Pulang ..."."""
    return is_origin(scene, mention) and scene.text.startswith(",", mention.span.end)


def is_origin(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region only tells where something came from: "penerbangan dari X", not "bupati dari X"."""
    start = mention.span.start
    before = fold_case(scene.text[max(start - _BEFORE_CHARS, 0) : start])
    if not before.endswith("dari ") or _CAME_FROM.search(before):
        return False
    return scene.cues.before(("envoy", "government"), start, start - _ENVOY_CHARS) is None


def is_host(scene: Scene, mention: RegionMention) -> bool:
    """Says whether a region is only visited: "berguru ke Pemkot X", "bertandang ke Kantor Bupati X"."""
    sentence = scene.sentence_at(mention.span.start)
    if sentence is None or any(t.type in _VISITS for t in sentence.triggers[:_TRIGGERS_MAX]):
        return False
    floor = max(sentence.start, mention.span.start - _HOST_CHARS)
    visit = scene.cues.before(("visit",), mention.span.start, floor)
    return visit is not None and _TOWARDS.search(fold_case(scene.text[visit : mention.span.start])) is not None


def _acting_province(scene: Scene, most: float) -> tuple[str, ...]:
    """The province whose government acts: of the programme for provinces, or when the title names no region.

    `most` are the points of the weightiest kabupaten or kota; below 2 none of them opens the article.
    """
    title = scene.inputs.layout.title
    points: dict[str, float] = defaultdict(float)
    for mention in scene.inputs.regions:
        start = mention.span.start
        in_title = title is not None and start < title[1]
        if mention.level != "provinsi" and in_title and not is_venue(scene, mention):
            return ()
        if mention.level == "provinsi":
            governed = scene.cues.before(("provincial",), start + 1, start - _OFFICE_CHARS) is not None
            points[mention.code] += 3.0 * in_title + 2.0 * governed
    programme = "province_programme" in scene.cues.starts
    best = max(points, key=lambda code: points[code], default=None)
    return (best,) if best and points[best] >= (2.0 if programme else 5.0 if most >= 2.0 else 3.0) else ()
