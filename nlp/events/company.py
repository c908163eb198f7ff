"""Who else took part: whether the regions of a list did what the article tells of the acting one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from corpus.record import EventType
from nlp.events.acting import COMPANY_CHARS, is_destination, is_governed, is_venue
from nlp.events.happening import Happening
from nlp.events.lexicon import fold_case
from nlp.events.listing import RegionList
from nlp.events.scene import Scene, Sentence, within
from nlp.mentions import RegionMention

# What several regions do at one time; the other types are rounds of a region's own.
SHARED = ("mou_signing", "selection", "award", "assessment", "launch", "other")
# The cues that give a region its part: members of the programme sign, but only some are awarded or come to a forum.
_PROGRAMME = ("part", "prize", "presence")
PARTS: dict[EventType, tuple[str, ...]] = {"award": ("prize",), "other": ("presence",), "launch": ("presence",)}
_CLOSE_CHARS = 50
_ALSO_CHARS = 20
_US_CHARS = 12
_ENVOY_CHARS = 30
_OPENER_CHARS = 3
_FIRST_CHARS = 25
_SEQUEL_CHARS = 60
_SHARE_CHARS = 35
_CROWD_SENTENCES, _CROWD_PARAGRAPHS = 6, 2
_LAST_TRIGGERS = 4
_DATES_MAX = 20  # more than a sentence dates; keeps one long sentence linear


@dataclass(frozen=True, slots=True)
class Ground:
    """What the regions of all happenings are read from, gathered once.

    `main`: what the article is on. `crowds`: the sentences that count the many who took part ("25 kepala daerah").
    """

    scene: Scene
    mentions: tuple[RegionMention, ...]
    starts: tuple[int, ...]
    acting: tuple[str, ...]
    anaphor: frozenset[str]
    joiner: frozenset[str]
    main: Happening
    crowds: frozenset[int] = frozenset()

    def named_in(self, sentence: Sentence) -> list[RegionMention]:
        """The kabupaten and kota that a sentence names."""
        return [self.mentions[i] for i in within(self.starts, sentence.start, sentence.end)]


def takes_part(ground: Ground, sentence: Sentence, item: RegionList, joins: bool) -> bool:
    """Says whether a list names those who took part; `joins`: the acting region is in it, or none is known."""
    if (
        not joins
        and not sentence.days
        and ground.scene.cues.has("earlier", *clause_around(ground.scene, sentence, item))
        and not _is_relative(ground, sentence, item)
    ):
        return False
    return (
        _in_long_list(ground, sentence, item, joins)
        or _in_short_list(ground, sentence, item, joins)
        or (not joins and _is_present(ground, sentence, item))
        or is_share(ground, sentence, item)
        or (not _is_apart(ground, sentence, item) and shares(ground, sentence, item))
    )


def _is_relative(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether only a relative clause tells of other years: "X yang bergabung sejak 2017 menerima penghargaan"."""
    if not ground.scene.text.startswith((" yang ", ", yang "), item.end):
        return False
    at = ground.scene.cues.after(("earlier",), item.end, sentence.end)
    at = sentence.end if at is None else at
    return any(t.start > at and t.type == ground.main.type for t in sentence.triggers[-_LAST_TRIGGERS:])


def shares(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether a sentence gives these regions a part ("masuk daftar", "piagam") and joins them to others ("juga").

    A sentence that opens with the names goes on with the group of the one before: "Sejumlah daerah hadir. X dan Y ...".
    Not joined: places, homes, speakers, neighbours, those of other years and those who stayed out.
    """
    scene, cues = ground.scene, ground.scene.cues
    if scene.quoted(item.start):
        return False
    start, row = sentence.start, not ground.acting and len(item.codes) > 1
    joined = row or cues.has("joined", start, sentence.end)
    back = scene.sentences[max(sentence.index - 1, 0)]
    if back.paragraph == sentence.paragraph and not back.is_title:
        group = item.start - start < _FIRST_CHARS and cues.has("group", back.start, back.end)
        joined = joined or group
        start = back.start if group or cues.has("opener", start, start + _OPENER_CHARS) else start
    shared = any(t.type in SHARED for t in sentence.triggers)
    parts = PARTS.get(ground.main.type, _PROGRAMME)
    return joined and (shared or any(cues.has(part, start, sentence.end) for part in parts))


def is_share(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether a sentence tells who of the many counted just before came from where: "Bali kebagian dua: X, Y"."""
    scene, cues = ground.scene, ground.scene.cues
    if not _is_after_crowd(ground, sentence) or scene.quoted(item.start) or _is_apart(ground, sentence, item):
        return False
    opening = fold_case(scene.text[sentence.start : item.start]).split()[:1]
    if opening and opening[0].strip('"“') in ground.anaphor:
        return True
    before = cues.before(("share",), item.start, max(sentence.start, item.start - _SHARE_CHARS))
    return before is not None or cues.has("share", item.end, min(sentence.end, item.end + _ALSO_CHARS))


def _is_after_crowd(ground: Ground, sentence: Sentence) -> bool:
    """Says whether this sentence or one shortly before counts the many who took part in a shared happening."""
    back = range(max(sentence.index - _CROWD_SENTENCES, 0), sentence.index + 1)
    near = [ground.scene.sentences[index] for index in back if index in ground.crowds]
    return ground.main.type in SHARED and any(sentence.paragraph - s.paragraph <= _CROWD_PARAGRAPHS for s in near)


def follows(ground: Ground, last: Sentence, sentence: Sentence, item: RegionList) -> bool:
    """Says whether a list goes on with the one of the sentence before: "Disusul X dan Y", "Adapun Z diwakili ..."."""
    if sentence.index != last.index + 1 or sentence.paragraph != last.paragraph or sentence.days:
        return False
    start, cues = sentence.start, ground.scene.cues
    if ground.scene.quoted(item.start) or _is_apart(ground, sentence, item):
        return False
    return cues.has("sequel", start, start + _OPENER_CHARS) and item.start - start < _SEQUEL_CHARS


def clause_around(scene: Scene, sentence: Sentence, item: RegionList) -> tuple[int, int]:
    """The part of a sentence that holds a list, cut at what sets others against it: "A hadir, sementara B absen"."""
    before = scene.cues.before(("contrast",), item.start, sentence.start)
    after = scene.cues.after(("contrast",), item.end, sentence.end)
    return before or sentence.start, sentence.end if after is None else after


def _is_apart(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether a list is a place, a home or a speaker's office, or tells of those who took no part this time."""
    scene, cues = ground.scene, ground.scene.cues
    first = ground.mentions[bisect_left(ground.starts, item.start)]
    dateline = scene.inputs.layout.dateline
    if dateline and dateline[0] <= item.start < dateline[1]:
        return True
    if (
        is_venue(scene, first)
        or is_destination(scene, first)
        or cues.before(("home",), item.start, item.start - _ENVOY_CHARS) is not None
    ):
        return True
    if is_governed(scene, first) and cues.has("speech", sentence.start, sentence.end):
        return True
    start, end = clause_around(scene, sentence, item)
    if any(cues.has(name, start, end) for name in ("apart", "rival", "earlier")):
        return True
    years = [int(date.value[:4]) for date in sentence.dates[:_DATES_MAX]]
    period = ground.main.period
    return period is not None and bool(years) and max(years) < period.first.year


def _in_long_list(ground: Ground, sentence: Sentence, item: RegionList, joins: bool) -> bool:
    """Three or more regions: with the acting one among them, or others ("serupa", "lainnya") beside a trigger."""
    if len(item.codes) < 3:
        return False
    if joins and ground.acting:
        return True
    end = min(sentence.end, item.end + _US_CHARS)
    if ground.scene.quoted(item.start) and not joins and not ground.scene.cues.has("us", item.end, end):
        return False
    gathered = ground.scene.cues.has("gathered", sentence.start, item.start)
    attending = gathered or ground.scene.cues.has("attending", sentence.start, item.start)
    tied = bool(sentence.triggers) or attending or goes_on(ground, sentence)
    return tied and (joins or gathered or ground.scene.cues.after(("list_more",), sentence.start, end) is not None)


def _in_short_list(ground: Ground, sentence: Sentence, item: RegionList, joins: bool) -> bool:
    """Two regions with the acting one right behind a trigger, or one or two that did the same."""
    if len(item.codes) > 2:
        return False
    if not ground.acting:
        return bool(sentence.triggers) and _is_also(ground, sentence, item)
    near = sentence.triggers_in(item.start - _CLOSE_CHARS, item.end + _CLOSE_CHARS)
    if _is_also(ground, sentence, item):
        return not joins or len(item.codes) == 2
    return joins and len(item.codes) == 2 and any(t.end <= item.start or t.type in SHARED for t in near)


def _is_present(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether others came or are counted too: "Tampak pula utusan X dan Y", "Dari Jambi ada Z"."""
    cues = ground.scene.cues
    if ground.scene.quoted(item.start):
        return False
    floor = max(sentence.start, item.start - _ENVOY_CHARS)
    if cues.before(("envoy",), item.start, floor) is not None and cues.has("there", sentence.start, sentence.end):
        return True
    back = ground.scene.sentences[max(sentence.index - 1, 0) : sentence.index]
    told = any(s.triggers and not s.is_title and s.paragraph == sentence.paragraph for s in (*back, sentence))
    told = told or _is_next(ground, sentence)
    if told and cues.before(("including",), item.start, floor) is not None:
        return True
    opens = cues.has("opener", sentence.start, sentence.start + _OPENER_CHARS)
    if opens and cues.before(("came",), item.start, item.start - COMPANY_CHARS) is not None:
        return True
    if len(item.codes) >= 3 and cues.before(("member",), item.start, floor) is not None:
        return True
    return told and opens and cues.before(("there",), item.start, sentence.start) is not None


def _is_next(ground: Ground, sentence: Sentence) -> bool:
    """Says whether the paragraph before tells the main happening, when several regions share it."""
    back = ground.scene.sentences[max(sentence.index - 2, 0) : sentence.index]
    return ground.main.type in SHARED and any(
        s.index in ground.main.sentences and sentence.paragraph - s.paragraph == 1 for s in back
    )


def _is_also(ground: Ground, sentence: Sentence, item: RegionList) -> bool:
    """Says whether others did the same: "Selain X, ada Y yang ikut menandatangani", "Satunya lagi adalah Y"."""
    cues = ground.scene.cues
    if is_venue(ground.scene, ground.mentions[bisect_left(ground.starts, item.start)]):
        return False
    if cues.has("also", sentence.start, sentence.start + 3) and not sentence.triggers:
        return len(item.codes) == 1 and sentence.end - item.end < 4 and goes_on(ground, sentence)
    close = range(max(item.start - _CLOSE_CHARS, sentence.start), min(item.end + _CLOSE_CHARS, sentence.end))
    near = sentence.triggers_in(close.start, close.stop)
    after = any(item.end <= t.start for t in near)
    before = any(
        t.end <= item.start and cues.has("also", max(t.start - _ALSO_CHARS, sentence.start), item.start) for t in near
    )
    return before or (after and cues.has("also", close.start, close.stop))


def goes_on(ground: Ground, sentence: Sentence) -> bool:
    """Says whether a sentence takes up the happening before it ("Pesertanya ...") or is an item of a numbered list."""
    opening = fold_case(ground.scene.text[sentence.start : sentence.start + 40]).split()
    word = opening[0].strip("\"“”'‘’.)") if opening else ""
    return word in ground.anaphor or word.isdigit() or word in ("-", "•", "")
