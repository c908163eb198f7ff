"""Finds the wordings that name a happening and lays the article out around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from nlp.events.lexicon import Entry, Hit, Lexicon, fold_case
from nlp.events.relative import relative_days
from nlp.events.scene import Cues, Inputs, Scene, Sentence, Trigger, within

_JOINER_WORDS_MAX = 6
_SETTING_CHARS = 30
_BACK_SENTENCES = 2
_TOPIC_CHARS = 24
_TOPIC_GAP = re.compile(r"\s(?:(?!kepada|bagi|untuk|lintas|lewat|dengan|dari|oleh|di\b|ke\b|para|antar)\w+\s)?")
_ON_TOPICS = ("coaching", "assessment", "evaluation", "socialisation", "launch", "other")
_RELATIVE_CHARS = 100  # "penghargaan sebagai daerah yang menuntaskan masterplan" is an award
_WORD = re.compile(r"\w+")
_LAUNCH = re.compile(r"(?i)luncur|launch|resmi")
_VERB = re.compile(r"(?i)di\w{4}|me[mn]\w{4}")  # "hasil penilaian diumumkan" tells of two


def build_scene(inputs: Inputs, lexicon: Lexicon) -> Scene:
    """Scans an article once and places triggers, cues and dates in its sentences."""
    text = inputs.layout.text
    hits = sorted(lexicon.iter_hits(text), key=lambda hit: (hit.start, -hit.end))
    cues = _cues(hits)
    quotes = sorted((q.span.start, q.span.end) for q in inputs.quotes if q.kind == "direct")
    if told := relative_days(inputs, cues, quotes):
        inputs = replace(inputs, dates=tuple(sorted((*inputs.dates, *told), key=lambda d: d.span.start)))
    scene = Scene(inputs, _sentences(inputs), cues, tuple(q[0] for q in quotes), tuple(q[1] for q in quotes))
    triggers = [hit for hit in hits if hit.wording.entry]
    starts = [hit.start for hit in triggers]
    date_starts = [d.span.start for d in inputs.dates]
    filled = []
    for sentence in scene.sentences:
        found = [triggers[i] for i in within(starts, sentence.start, sentence.end)]
        kept = _resolve(scene, sentence, found)
        joined = _join(text, _with_settings(text, kept, lexicon), lexicon.words.get("joiner", frozenset()))
        dates = tuple(inputs.dates[i] for i in within(date_starts, sentence.start, sentence.end))
        filled.append(replace(sentence, triggers=joined, dates=dates, days=tuple(d for d in dates if "-" in d.value)))
    return replace(scene, sentences=tuple(_launched(scene, filled)))


def _launched(scene: Scene, sentences: list[Sentence]) -> list[Sentence]:
    """Reads "meluncurkan masterplan" as the launch that the title tells of, unless that names the plan."""
    titles = [s for s in sentences if s.is_title]
    named = {t.type for s in titles for t in s.triggers}
    plan = "masterplan" in named or any(scene.cues.has("masterplan", s.start, s.end) for s in titles)
    if "launch" not in named or plan:
        return sentences

    def own(trigger: Trigger) -> Trigger:
        launched = trigger.type == "masterplan" and _LAUNCH.search(scene.text, trigger.start, trigger.end)
        return replace(trigger, type="launch") if launched else trigger

    return [replace(s, triggers=tuple(map(own, s.triggers))) for s in sentences]


def _cues(hits: Iterable[Hit]) -> Cues:
    cues = Cues()
    silent: dict[str, int] = {}  # a cue "no_x" silences the cue "x" inside it
    for hit in hits:
        name = hit.wording.cue
        if name.startswith("no_"):
            silent[name[3:]] = max(silent.get(name[3:], 0), hit.end)
        elif name and hit.start >= silent.get(name, 0):
            cues.starts.setdefault(name, []).append(hit.start)
            cues.ends.setdefault(name, []).append(hit.end)
    return cues


def _sentences(inputs: Inputs) -> tuple[Sentence, ...]:
    layout = inputs.layout
    title_end = layout.title[1] if layout.title else 0
    paragraph_starts = [start for start, _ in layout.paragraphs]
    ignored = sorted(layout.ignored)
    found: list[Sentence] = []
    rank, at = 0, 0
    for start, end in layout.sentences:
        while at < len(ignored) and ignored[at][1] <= start:
            at += 1
        body = layout.text[start:end]
        blank_end = end - (len(body) - len(body.rstrip()))
        if not body.strip() or (at < len(ignored) and ignored[at][0] <= start and blank_end <= ignored[at][1]):
            continue
        paragraph = max(len(within(paragraph_starts, 0, start + 1)) - 1, 0)
        if start < title_end:
            found.append(Sentence(len(found), start, end, paragraph, None))
            continue
        found.append(Sentence(len(found), start, end, paragraph, rank))
        rank += 1
    return tuple(found)


def _resolve(scene: Scene, sentence: Sentence, hits: list[Hit]) -> list[Trigger]:
    """The hits that apply, in text order; of two that overlap the one whose entry stands first in the lexicon."""
    fitting = [
        (hit, hit.wording.entry) for hit in hits if hit.wording.entry and _applies(scene, sentence, hit.wording.entry)
    ]
    fitting.sort(key=lambda pair: (pair[0].start, _rank(pair[1]), pair[0].start - pair[0].end))
    kept: list[tuple[Hit, Entry]] = []
    for hit, entry in fitting:
        while kept and hit.start < kept[-1][0].end and _rank(entry) < _rank(kept[-1][1]):
            kept.pop()
        if not kept or hit.start >= kept[-1][0].end:
            kept.append((hit, entry))
    return [
        Trigger(hit.start, hit.end, entry.type, entry.weight, sentence.index, scene.quoted(hit.start))
        for hit, entry in kept
        if not scene.inputs.layout.is_ignored(hit.start, hit.end)
        and not (entry.type in _ON_TOPICS and _is_on_other(scene, sentence, hit))
    ]


def _is_on_other(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Says whether a wording goes on with a topic that is none of the programme: "bimtek PPID", "FGD tentang RPJPD"."""
    topic = scene.cues.after(("other_topic",), hit.end, min(hit.end + _TOPIC_CHARS, sentence.end))
    if topic is None or not _TOPIC_GAP.fullmatch(scene.text, hit.end, topic):
        return False
    return not scene.cues.has("programme", hit.start, topic)


def _rank(entry: Entry) -> tuple[bool, int]:
    """Which of two overlapping entries stands: a hint ("tahap dua") never beats what names a happening."""
    return entry.weight == 1, entry.order


def _applies(scene: Scene, sentence: Sentence, entry: Entry) -> bool:
    cues = scene.cues
    back = scene.sentences[max(sentence.index - _BACK_SENTENCES, 0)].start
    return (
        all(cues.has(name, sentence.start, sentence.end) for name in entry.needs)
        and not any(cues.has(name, sentence.start, sentence.end) for name in entry.unless)
        and all(name in cues.starts for name in entry.article)
        and not any(name in cues.starts for name in entry.absent)
        and (not entry.back or any(cues.has(name, back, sentence.end) for name in entry.back))
    )


def _with_settings(text: str, triggers: list[Trigger], lexicon: Lexicon) -> list[Trigger]:
    """Marks the triggers that follow a word such as "dalam" or "pada acara"."""
    words = lexicon.words.get("setting", frozenset())
    found = []
    for trigger in triggers:
        before = fold_case(text[max(trigger.start - _SETTING_CHARS, 0) : trigger.start]).split()[-2:]
        found.append(replace(trigger, setting=True) if words.intersection(before) else trigger)
    return found


def _join(text: str, triggers: list[Trigger], joiner: frozenset[str]) -> tuple[Trigger, ...]:
    """Drops a trigger that only completes the one before it: in "MoU pendampingan masterplan" the MoU is the happening.

    Of a bare ordinal ("tahap kedua evaluasi") and of "menuntaskan bimtek" the noun stays.
    """
    kept: list[Trigger] = []
    end = 0
    for trigger in triggers:
        for_plan = trigger.type == "masterplan" or (trigger.type == "coaching" and trigger.weight < 3)
        if kept and kept[-1].type == "award" and for_plan and trigger.start - end < _RELATIVE_CHARS:
            continue
        told = kept and kept[-1].type != trigger.type and _VERB.match(text, trigger.start)
        if kept and not told and _is_joined(text[end : trigger.start], joiner):
            finished = kept[-1].type == "masterplan" and trigger.type == "coaching" and trigger.weight == 3
            if kept[-1].weight == 1 < trigger.weight or finished:
                kept[-1] = replace(trigger, start=kept[-1].start)
            elif kept[-1].type == trigger.type:
                kept[-1] = replace(kept[-1], end=trigger.end, weight=max(kept[-1].weight, trigger.weight))
        else:
            kept.append(trigger)
        end = trigger.end
    return tuple(kept)


def _is_joined(gap: str, joiner: frozenset[str]) -> bool:
    if len(gap) > 80 or any(mark in gap for mark in ",;:.\n–—"):
        return False
    words = _WORD.findall(fold_case(gap))
    return len(words) <= _JOINER_WORDS_MAX and all(word in joiner for word in words)
