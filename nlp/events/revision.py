"""News that takes an event back: moved, called off or corrected; read from the sentences that say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from corpus.record import EventType
from corpus.revision import Revision, RevisionKind
from nlp.events.lexicon import Lexicon, load_lexicon
from nlp.events.replaced import day_instead, day_meant
from nlp.events.scene import Cues, Scene, Sentence, Trigger
from nlp.mentions import DateMention

PATH = Path(__file__).parent.parent / "lexicons" / "revisions.toml"
_KINDS: tuple[RevisionKind, ...] = get_args(RevisionKind)
_REACH_CHARS = 260  # between the cue and the words that name the happening
_DENIED_CHARS = 45
_SHIFT_CHARS = 24  # between "dipindahkan ke" and the new day
_MARK_CHARS = 40  # between the word that marks a date and the date
_BACK: dict[RevisionKind, int] = {"moved": 1, "cancelled": 1, "corrected": 3}  # sentences that "agenda itu" points back
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[,;:–—]")


@dataclass(frozen=True, slots=True)
class Found:
    """A revision and the type of the event that it is about."""

    type: EventType
    revision: Revision


@dataclass(frozen=True, slots=True)
class _Cue:
    """One word that takes something back."""

    start: int
    end: int
    kind: RevisionKind


@dataclass(frozen=True, slots=True)
class _View:
    """An article and where the words of the list stand in it."""

    scene: Scene
    cues: Cues
    lead: frozenset[str]


@lru_cache(maxsize=1)
def revision_words() -> Lexicon:
    """The word list of revisions."""
    return load_lexicon(PATH)


def read_revisions(scene: Scene, lexicon: Lexicon) -> tuple[Found, ...]:
    """What the article takes back, one revision a type of event; () nearly always. Linear in the text.

    Conditions, wishes, rumours and denials take nothing back, nor does direct speech.
    """
    view = _View(scene, _place(scene, lexicon), lexicon.words.get("lead", frozenset()))
    found: dict[EventType, Revision] = {}
    for sentence in scene.sentences:
        for cue in _cues_of(view, sentence):
            kind = _type_of(view, sentence, cue)
            if kind is None:
                continue
            before, after = _days(view, sentence, cue)
            span = scene.span(sentence)
            told = Revision(kind=cue.kind, before=before, after=after, evidence=span)
            found[kind] = _joined(found[kind], told, title=_is_title(scene, found[kind])) if kind in found else told
    return tuple(Found(kind, _completed(view, revision)) for kind, revision in found.items() if _is_sound(revision))


def _place(scene: Scene, lexicon: Lexicon) -> Cues:
    cues, silent = Cues(), 0
    days = [date.span.start for date in scene.inputs.dates if "-" in date.value]
    for hit in sorted(lexicon.iter_hits(scene.text), key=lambda hit: (hit.start, -hit.end)):
        name = hit.wording.cue
        if name == "shifted":
            at = bisect_left(days, hit.end)
            if at == len(days) or days[at] - hit.end > _SHIFT_CHARS or _CLAUSE.search(scene.text, hit.end, days[at]):
                continue
            name = "moved"
        if name.startswith("no_"):
            silent = max(silent, hit.end)
        elif name not in _KINDS or hit.start >= silent:
            cues.starts.setdefault(name, []).append(hit.start)
            cues.ends.setdefault(name, []).append(hit.end)
    return cues


def _cues_of(view: _View, sentence: Sentence) -> Iterator[_Cue]:
    """The cues of a sentence that count, in text order; at most one a kind, the first."""
    cues = view.cues
    if cues.has("refuted", sentence.start, sentence.end) or _is_bygone(view, sentence):
        return
    for kind in _KINDS:
        start = cues.after((kind,), sentence.start, sentence.end)
        if start is None or view.scene.quoted(start):
            continue
        if not _is_denied(view, sentence, start):
            yield _Cue(start, cues.ends[kind][bisect_left(cues.starts[kind], start)], kind)


def _is_bygone(view: _View, sentence: Sentence) -> bool:
    """Says whether a sentence tells of a year before that of publication: "Tahun 2020, evaluasi ditiadakan"."""
    published = view.scene.inputs.published
    return bool(published and not sentence.days and any(d.value < str(published.year) for d in sentence.dates))


def _is_denied(view: _View, sentence: Sentence, start: int) -> bool:
    cues = view.cues
    if cues.before(("denied",), start, max(sentence.start, start - _DENIED_CHARS)) is not None:
        return True
    wish = cues.before(("wished",), start, max(sentence.start, start - _REACH_CHARS))
    return wish is not None and _CLAUSE.search(view.scene.text, wish, start) is None


def _type_of(view: _View, sentence: Sentence, cue: _Cue) -> EventType | None:
    """The type of the happening that a cue is about; None when it is about something else."""
    near = [t for t in sentence.triggers if _gap(cue, t.start, t.end) <= _REACH_CHARS and not t.quoted]
    near.sort(key=lambda t: (_gap(cue, t.start, t.end), -t.weight))
    for trigger in near[:4]:
        if _is_meant(view, sentence, cue, trigger):
            return trigger.type
    if near or not view.cues.has("reference", sentence.start, sentence.end):
        return None
    if view.cues.has("foreign", sentence.start, sentence.end):
        return None
    sentences = view.scene.sentences
    told = (s for s in reversed(sentences[max(sentence.index - _BACK[cue.kind], 0) : sentence.index]) if s.triggers)
    previous = next(told, None)
    return max(previous.triggers[:20], key=lambda t: t.weight).type if previous else None


def _gap(cue: _Cue, start: int, end: int) -> int:
    return max(start - cue.end, cue.start - end, 0)


def _is_meant(view: _View, sentence: Sentence, cue: _Cue, trigger: Trigger) -> bool:
    low, high = min(cue.end, trigger.end), max(cue.start, trigger.start)
    if view.cues.has("foreign", low, high) or view.cues.has("foreign", cue.start - 40, cue.start):
        return False
    if trigger.start > cue.start:
        return cue.kind != "cancelled" or not sentence.is_title or "," not in view.scene.text[low:high]
    # "Kota A teken MoU, pesta rakyat ditunda": the last part has a subject of its own.
    text = view.scene.text
    marks = [mark.end() for mark in _CLAUSE.finditer(text, low, high)]
    if not marks or text[marks[-1] : cue.start].strip(" (") == "":
        return True
    words = _WORD.findall(text[marks[-1] : cue.start].casefold())
    dated = any(marks[-1] <= d.span.start < cue.start for d in sentence.dates)
    return cue.kind == "corrected" or (bool(words) and (words[0] in view.lead or dated))


def _days(view: _View, sentence: Sentence, cue: _Cue) -> tuple[str | None, str | None]:
    """The day that does not hold any more and the one that does, as far as the sentence tells them."""
    before: str | None = None
    after: str | None = None
    floor, bare = sentence.start, False
    for date in sentence.dates:
        mark, floor = _mark(view, date, floor), date.span.end
        if mark == "said" or (mark is None and view.scene.quoted(date.span.start)):
            continue
        fresh = mark == "fresh" or (mark is None and date.span.start > cue.end and _is_ahead(view, date))
        if fresh and cue.kind != "cancelled":
            after = after or date.value
        elif mark == "original" or date.span.start < cue.start or cue.kind == "cancelled":
            if mark == "original" and cue.kind == "moved" and bare and cue.start < date.span.start and not after:
                before, after = date.value, before  # "digelar 17 Juni, digeser dari 9 Juni"
            bare = bare or mark is None
            before = before or (date.value if "-" in date.value else None)
    return (before if before != after else None), after


def _is_ahead(view: _View, date: DateMention) -> bool:
    """Says whether a date lies behind the day of publication: "dimajukan sehari, Kamis (4/6)", and not of a speech."""
    published = view.scene.inputs.published
    return published is not None and "-" in date.value and date.value[:10] > published.isoformat()[: len(date.value)]


def _mark(view: _View, date: DateMention, floor: int) -> str | None:
    """The marking word that stands nearest before a date, behind `floor`."""
    floor = max(floor, date.span.start - _MARK_CHARS)
    starts = {name: view.cues.before((name,), date.span.start, floor) for name in ("original", "fresh", "said")}
    known = {name: start for name, start in starts.items() if start is not None}
    # "seharusnya tertulis" and "dijadwalkan ulang" are longer than the words that they begin with.
    return max(known, key=lambda name: (known[name], name == "fresh"), default=None)


def _joined(first: Revision, second: Revision, *, title: bool) -> Revision:
    """Two sentences about one event: a new day makes a call-off a move; the body's sentence before the title's."""
    after = first.after or second.after
    kinds = (first.kind, second.kind)
    kind: RevisionKind = "moved" if "moved" in kinds and ("cancelled" not in kinds or after) else first.kind
    fuller = second if title or (second.after and not first.after) else first
    before = next((day for day in (first.before, second.before) if day and day != after), None)
    return Revision(kind=kind, before=before, after=after, evidence=fuller.evidence)


def _is_title(scene: Scene, revision: Revision) -> bool:
    sentence = scene.sentence_at(revision.evidence.start)
    return sentence is not None and sentence.is_title


def _completed(view: _View, revision: Revision) -> Revision:
    """The day that a neighbouring sentence tells: the new one ("Jadwal barunya 12 Juni") or the one meant at first."""
    here = view.scene.sentence_at(revision.evidence.start)
    if revision.kind != "moved" or here is None:
        return revision
    if revision.after:
        before = revision.before or day_meant(view.scene, here, revision.after)
        return msgspec.structs.replace(revision, before=before)
    for sentence in view.scene.sentences[here.index + 1 : here.index + 3]:
        for date in sentence.days:
            if _mark(view, date, sentence.start) == "fresh" and date.value != revision.before:
                return msgspec.structs.replace(revision, after=date.value)
    told = revision.before and len(here.days) == 1 and day_instead(view.scene, here, revision.before)
    return msgspec.structs.replace(revision, after=told) if told else revision


def _is_sound(revision: Revision) -> bool:
    """A correction that names no day corrects something else."""
    return revision.kind != "corrected" or revision.after is not None or revision.before is not None
