"""Reads all speech of an article: which quoted stretches are speech, and whose."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.span import Span
from nlp.mentions import Layout, NameMention, OfficialMention, QuoteMention, RoleMention
from nlp.quotes.actors import Cast
from nlp.quotes.attribution import COMPLEMENT, NAMELESS, Voice, by_epithet, first_person, subject_of, voice_after
from nlp.quotes.headline import read_headline
from nlp.quotes.indirect import find_indirect
from nlp.quotes.lexicon import MARKS, CueLexicon, load_cues
from nlp.quotes.marks import Stretch, is_inside, pair_marks, trimmed
from nlp.quotes.printed import named_by_capitals
from nlp.quotes.setting import Setting, after_introduction

_SPOKEN_END = re.compile(r"[,.?!…][\"“”’'»]?$")
# Any verb of doing may introduce speech behind a colon: "Zadrak membalas: “…”".
_VERB_COLON = re.compile(r"\b(?:me|ber)[a-z]{3,}(?:\s[a-z]+){0,4}:\s{0,2}$")
_COLON = re.compile(r":\s{0,2}$")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_INTRO_REACH = 300  # characters before an opening mark in which the introduction must stand
_WORD_REACH = 30  # characters after a closing mark in which a verb of saying ends
# What brings somebody in who is no subject and yet speaks next: "Lampung Tengah diwakili Wabup X. “…,” katanya".
_ENTERS = re.compile(
    r"\b(?:diwakili|dipimpin|(?:datang(?:nya)?|muncul|terdengar|terlontar|meluncur|keluar)\sdari|menghadirkan|giliran)\b"
)
_TURN = re.compile(r"(?:,|;)\s(?:sedangkan|sedang|sementara|adapun|sebaliknya)\s", re.IGNORECASE)
_PARAGRAPH_REACH = 2000  # characters back to a paragraph's beginning
_OPENING = 25  # characters before a name that opens its sentence
_SHORTEST_STOPPED = 2  # the same, where the speech ends with a stop of its own
_STOPPED = re.compile(r"[.?!…]$")
_SHORTEST_ALONE = 4  # words of speech that stands without a cue


class _Reader:
    """One pass over an article; `topic` is the person last spoken of or by."""

    def __init__(self, layout: Layout, cast: Cast, cues: CueLexicon, stretches: Sequence[Stretch]) -> None:
        self.text, self.layout, self.cast, self.cues = layout.text, layout, cast, cues
        self.ends = [end for _, end in layout.sentences]
        self.starts = [start for start, _ in layout.sentences]
        self.stretches = stretches
        self.topic: str | None = None
        self.headline = read_headline(layout, cast)
        self.told_to = 0  # up to here, the same paragraph, one who only acts does not take the word from who spoke
        self.aside: str | None = None  # the last person of a sentence that is about none
        self.alone: str | None = None  # the only person of the sentence just told, object or not
        self.topic_at = 0
        self.quotes: list[QuoteMention] = []
        self.narrative: list[tuple[int, int]] = []

    def read(self) -> None:
        """Walks over narrative and stretches in text order."""
        at = 0
        for index, stretch in enumerate(self.stretches):
            if stretch.outer_start < at:
                continue
            following = self.stretches[index + 1].outer_start if index + 1 < len(self.stretches) else len(self.text)
            setting = self._setting(stretch, at, following)
            if not self._is_speech(stretch, setting):
                continue
            begin = stretch.outer_start
            if not stretch.opened:
                begin = after_introduction(self.text, self.cues, stretch.start, stretch.end)
            self._narrate(at, begin, setting.line)
            at = self._take(stretch, setting, following)
        self._narrate(at, len(self.text), len(self.text))

    def _setting(self, stretch: Stretch, at: int, following: int) -> Setting:
        text = self.text
        inner = text[stretch.start : stretch.end].strip()
        index = max(0, bisect_right(self.starts, stretch.outer_start) - 1)
        sentence = self.starts[index] if self.starts else 0
        line = text.rfind("\n", max(0, stretch.outer_start - _INTRO_REACH), stretch.outer_start) + 1
        lead = (
            max(at, line, stretch.outer_start - _INTRO_REACH, min(sentence, stretch.outer_start)),
            stretch.outer_start,
        )
        cue = self.cues.after.match(text, stretch.outer_end, min(following, stretch.outer_end + 90))
        label = self.cues.label.search(text, max(line, stretch.outer_start - 30), stretch.outer_start)
        words = len(_WORD.findall(inner[:400]))
        if cue is None and label is None and (_SPOKEN_END.search(inner) or ". " in inner or words > _SHORTEST_ALONE):
            cue = self.cues.any_word.match(text, stretch.outer_end, min(following, stretch.outer_end + _WORD_REACH))
            if cue is not None and not cue["nya"] and not inner.endswith(","):
                cue = None
        before = text[lead[0] : lead[1]].rstrip()
        intro = None
        if before.endswith((":", ",", " bahwa")) or self.cues.subject.pattern.search(before[-14:]):
            intro = self.cues.subject.search(text, *lead) or self.cues.complement.search(text, *lead)
            intro = intro or _VERB_COLON.search(text, *lead)
            if intro is None and label is None and first_person(self.cast, *lead) is not None:
                intro = _COLON.search(text, *lead)  # "Pesan Bupati X singkat saja: “…”"
        fresh = not before.strip(f" {MARKS}") or before[-1:] in ".!?…"
        open_ended = fresh and inner.endswith(",") and not label
        return Setting(inner, words, line, lead, cue, intro, fresh, open_ended)

    def _is_speech(self, stretch: Stretch, setting: Setting) -> bool:
        """Tells speech from titles, mottoes and words held at arm's length."""
        if not setting.words:
            return False
        spoken = bool(_SPOKEN_END.search(setting.inner)) or self.text[stretch.outer_end : stretch.outer_end + 1] == ","
        capital = setting.inner.lstrip(MARKS + " ([").lstrip("…. ")[:1]
        whole = capital.isupper() or capital.isdigit()
        before = self.text[max(0, stretch.outer_start - 30) : stretch.outer_start]
        if stretch.cut:
            return True
        if self._is_cued(stretch, setting, spoken, whole):
            return not (self.cues.label.search(before) and not _SPOKEN_END.search(setting.inner))
        if setting.words >= 3 and stretch.opened and self._goes_on(stretch, setting):
            return True
        if setting.intro is not None and setting.words >= 3:
            return stretch.opened and (whole or setting.words >= 5)
        if self._titled(stretch, setting):
            return True
        if setting.open_ended and stretch.opened and whole and setting.words >= 3:
            return True
        return (
            stretch.opened
            and setting.fresh
            and whole
            and (spoken or self._sounds_spoken(setting))
            and setting.words >= (_SHORTEST_STOPPED if _STOPPED.search(setting.inner) else _SHORTEST_ALONE)
            and self._stands_alone(stretch)
        )

    def _sounds_spoken(self, setting: Setting) -> bool:
        """Says whether words without a closing stop are speech: several sentences, or somebody speaking of himself."""
        return ". " in setting.inner or self.cues.speech.search(setting.inner) is not None

    def _goes_on(self, stretch: Stretch, setting: Setting) -> bool:
        """Says whether a sentence of speech goes on after the cue in its middle: “A,” kata X, “b.”"""
        cued = bool(self.quotes) and setting.lead[0] == setting.lead[1]
        return cued and self.text[max(0, stretch.outer_start - 4) : stretch.outer_start].rstrip(" ").endswith(",")

    def _is_cued(self, stretch: Stretch, setting: Setting, spoken: bool, whole: bool) -> bool:
        cue = setting.cue
        if cue is None:
            return False
        if spoken or (whole and setting.words >= 5):
            return True
        return setting.words >= 4 and (
            cue["nya"] is not None or self.text[cue.end() : cue.end() + 2].strip()[:1].isupper()
        )

    def _titled(self, stretch: Stretch, setting: Setting) -> bool:
        """A headline "Bupati X: 'Jangan ...'": a speaker, a colon and speech."""
        title = self.layout.title
        if title is None or not title[0] <= stretch.outer_start < title[1] or setting.words < 3:
            return False
        before = self.text[title[0] : stretch.outer_start].rstrip()
        return before.endswith(":") and bool(self.cast.between(title[0], stretch.outer_start))

    def _stands_alone(self, stretch: Stretch) -> bool:
        """Says whether nothing but the end of a sentence follows, as far as its own line goes."""
        after = self.text[stretch.outer_end : stretch.outer_end + 3].lstrip(" .)(")
        return not after or after[0] == "\n" or after[0].isupper() or after[0] in MARKS

    def _take(self, stretch: Stretch, setting: Setting, following: int) -> int:
        """Adds the quote; returns where narrative goes on after it and its cue."""
        tail = stretch.outer_end
        voice: Voice | None = None
        if setting.cue is not None:
            index = min(bisect_right(self.ends, setting.cue.end()), len(self.ends) - 1)
            tail = min(max(self.ends[index], setting.cue.end()), following) if self.ends else following
            voice = voice_after(self.cast, self.cues, setting.cue.end(), bool(setting.cue["nya"]), tail)
        elif setting.open_ended and self.ends:  # “...,” ia mengingatkan.
            tail = min(self.ends[min(bisect_right(self.ends, stretch.outer_end), len(self.ends) - 1)], following)
            voice = subject_of(self.cast, self.cues, stretch.outer_end, tail, trusting=True)
        speaker, reason = self._speaker(stretch, setting, voice)
        self.topic, self.aside, self.alone = speaker or self.topic, None, None
        start, end = trimmed(self.text, stretch.start, stretch.end)
        direct = True
        if not stretch.opened:
            begin = after_introduction(self.text, self.cues, start, end)
            direct = begin > start or self.cues.speech.search(self.text, start, end) is not None
            start = begin
        if not stretch.opened:
            reason += "; opening mark missing"
        if not stretch.closed:
            reason += "; closing mark missing"
        cue = setting.cue["cue"] or setting.cue["thus"] if setting.cue else setting.intro[0] if setting.intro else None
        self.quotes.append(
            QuoteMention(Span.of(self.text, start, end), "direct" if direct else "indirect", speaker, cue, reason)
        )
        return max(tail, stretch.outer_end)

    def _speaker(self, stretch: Stretch, setting: Setting, voice: Voice | None) -> tuple[str | None, str]:
        """Who speaks, and why: the cue's voice, else the sentence before, the headline, the one last spoken of."""
        if (voice is None or voice.pronoun) and setting.intro is None and self.alone is not None:
            voice = Voice(self.alone, False, "only person of the sentence before")
        if (voice is None or voice.pronoun) and (setting.intro is not None or self._titled(stretch, setting)):
            voice = subject_of(self.cast, self.cues, *setting.lead) or voice
        speaker, reason = (
            (voice.name, voice.reason) if voice is not None and not voice.pronoun else (self.topic, "last speaker")
        )
        if voice is not None and voice.pronoun and speaker is not None:
            reason = f"{voice.reason}: last person spoken of"
        if (voice is None or voice.pronoun) and self.headline is not None and self.headline.announces(setting.inner):
            speaker, reason = self.headline.name, "speaker of the headline"
        if speaker is None and (voice is None or voice.pronoun):
            speaker, reason = self._told_before(setting, reason)
        return speaker, reason

    def _told_before(self, setting: Setting, reason: str) -> tuple[str | None, str]:
        """Whom the words before a quote name although nobody is their subject; a name by its capitals at the worst."""
        told = [setting.lead] if setting.lead[0] < setting.lead[1] else self.narrative[-1:]
        for start, end in told:
            if (name := first_person(self.cast, start, end)) is not None:
                return name, "only person of the sentence before"
            if not self.cast.between(start, end):
                name = named_by_capitals(self.text, start, end)
                return name, "capitalised in the sentence before" if name else reason
        return None, reason

    def _narrate(self, start: int, end: int, line: int) -> None:
        """Follows the narrative of `[start, end)` sentence by sentence to keep `topic` up to date.

        From `line` on, the paragraph of the quote to come, any person named as a subject may be its speaker.
        """
        if start >= end:
            return
        index = max(0, bisect_right(self.ends, start))
        while index < len(self.ends) and self.starts[index] < end:
            piece = (max(start, self.starts[index]), min(end, self.ends[index]))
            index += 1
            if piece[0] >= piece[1]:
                continue
            self.narrative.append(piece)
            if self.aside is not None and self.cues.third.match(self.text, *piece):
                self.topic = self.aside  # "..., termasuk Wabup X. Ia menjanjikan"
            voice = self._subject(piece, piece[0] >= line)
            if self.aside is not None and voice is not None and voice.pronoun:
                self.topic = self.aside  # "Nada kritis datang dari X. Wakil ketua itu mewanti-wanti"
            self.aside, self.alone = None, None
            if voice is None:
                people = [a for a in self.cast.between(*piece) if a.name and a.kind != "role"]
                self.aside = self.cast.name_of(people[-1]) if people else None
                paragraph = self.text.rfind("\n", max(0, piece[0] - _PARAGRAPH_REACH), piece[0])
                enters = bool(people) and _ENTERS.search(self.text, piece[0], people[0].start) is not None
                if enters and len({self.cast.name_of(a) for a in people}) == 1 and self.topic_at <= paragraph:
                    self.alone = self.aside
            elif voice.name is not None and self._takes_over(voice, piece):
                self.topic, self.topic_at = voice.name, piece[0]
                if self.cues.subject.search(self.text, *piece):
                    line_end = self.text.find("\n", piece[0], piece[1] + _INTRO_REACH)
                    self.told_to = line_end if line_end >= 0 else piece[1] + _INTRO_REACH

    def _subject(self, piece: tuple[int, int], trusting: bool) -> Voice | None:
        """Whom a sentence is about, the last of those that it sets against each other ("…, sedangkan X menyoal")."""
        parts = [piece[0], *(turn.end() for turn in _TURN.finditer(self.text, *piece)), piece[1]]
        for start, end in reversed(list(itertools.pairwise(parts))):
            voice = by_epithet(self.cast, self.cues, start - 1, end)
            voice = voice or subject_of(self.cast, self.cues, start, end, trusting)
            if voice is not None:
                return voice
        return None

    def _takes_over(self, voice: Voice, piece: tuple[int, int]) -> bool:
        """Says whether a sentence makes its subject the one spoken of; one who only acts must open it.

        So must an office without a name ("Saat bimtek dulu, tim ahli bertanya" is told by somebody else).
        """
        if voice.reason == NAMELESS:
            return bool(self.cast.between(piece[0], piece[0] + 2))
        if voice.reason == COMPLEMENT:
            return True  # "Pertanyaan itu dijawab X."
        if piece[0] >= self.told_to or self.cues.subject.search(self.text, *piece):
            return True
        first = next((a for a in self.cast.between(*piece) if a.kind != "role"), None)
        if first is None or self.cast.name_of(first) != voice.name:
            return False
        return first.start - piece[0] <= _OPENING and "," in self.text[first.end : first.end + 2]


def find_quotes(
    layout: Layout,
    officials: Sequence[OfficialMention] = (),
    roles: Sequence[RoleMention] = (),
    names: Sequence[NameMention] = (),
) -> tuple[QuoteMention, ...]:
    """Direct and indirect speech in text order. Pure; linear in the text and the mentions.

    A speaker is the fullest name that the text gives, the office as printed when it names no holder, and None when the
    text leaves the speaker open. Speech whose opening mark is missing counts as direct only when its own words show
    that somebody speaks (first or second person); else its beginning cannot be told, and it is given as indirect.
    """
    cues = load_cues()
    cast = Cast(layout.text, officials, roles, names, cues, layout.title[1] if layout.title else 0)
    read_also = sorted(layout.ignored)
    paragraphs = [p for p in layout.paragraphs if not is_inside(*p, read_also)]
    stretches = [s for s in pair_marks(layout.text, paragraphs, cues) if not is_inside(s.start, s.end, read_also)]
    reader = _Reader(layout, cast, cues, stretches)
    reader.read()
    indirect = find_indirect(layout.text, reader.narrative, cast, cues)
    return tuple(sorted([*reader.quotes, *indirect], key=lambda q: (q.span.start, q.span.end)))
