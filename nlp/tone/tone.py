"""How headline and body speak of what they report: positive, neutral or negative. Never about a person."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus.record import Polarity
from nlp.mentions import Context, Layout, ToneFound
from nlp.phrases import Phrase, PhraseBook, drop_inside, parse_phrases

_PATH = Path(__file__).parent.parent / "lexicons" / "tone.toml"
GROUPS = ("strong_positive", "positive", "strong_negative", "negative", "negators", "rhetorical", "milestones", "tasks")
_WEIGHT = {"strong_positive": 2.0, "positive": 1.0, "strong_negative": -2.0, "negative": -1.0}
_NEGATION_REACH = 3  # words
# A headline needs one weighty word or two light ones.
_HEADLINE_LEAST = 1.0
# Government news carries polite praise and asides on what is lacking, so a body needs much of either. These numbers are
# fitted to judgements by eye, in tests/nlp/data/tone.toml.
_BODY_PRAISED = 0.4
_BODY_BLAMED = 0.5
_LEAD_FACTOR = 2.0
_LEAD_PARAGRAPHS = 2
_DAMPING = 8.0
_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[.!?;:\n,]")


@lru_cache(maxsize=1)
def load_tone_words() -> PhraseBook:
    """Reads the shipped lexicon once.

    Raises:
        LexiconError: as `nlp.phrases.parse_phrases`.
    """
    return parse_phrases(_PATH.read_text(encoding="utf-8"), _PATH.name, GROUPS)


def _weighed(text: str, book: PhraseBook, ignored: Sequence[tuple[int, int]] = ()) -> list[tuple[Phrase, float]]:
    """Each word of praise or blame with its weight, turned round behind a negation in the same clause.

    A negated word of blame only loses its sting; it does not become praise. "Bukan cuma" leaves praise alone.
    """
    phrases = drop_inside(book.find(text), ignored)
    negators = [p for p in phrases if p.group == "negators"]
    said = {p.start for p in phrases if p.group == "rhetorical"}
    denying = [p for p in negators if p.start not in said]
    found: list[tuple[Phrase, float]] = []
    reach = -1
    ordered = sorted(
        (p for p in phrases if p.group in _WEIGHT), key=lambda p: (p.start, -p.end, -abs(_WEIGHT[p.group]))
    )
    for phrase in ordered:
        if phrase.start < reach:
            continue
        reach = phrase.end
        weight = _WEIGHT[phrase.group]
        if _is_negated(text, phrase.start, denying if weight > 0 else negators):
            weight = -weight if weight > 0 else 0.0
        found.append((phrase, weight))
    return found


def _is_negated(text: str, start: int, negators: Sequence[Phrase]) -> bool:
    index = bisect_left(negators, start, key=lambda p: p.start) - 1
    return index >= 0 and _reaches(text, negators[index].end, start)


def _is_milestone(title: str, book: PhraseBook) -> bool:
    """Whether a headline reports a signing, a selection or an award that did take place."""
    phrases = book.find(title)
    negators = [p for p in phrases if p.group == "negators"]
    return any(p.group == "milestones" and not _is_negated(title, p.start, negators) for p in phrases)


def _excused(
    tone: Polarity, milestone: bool, found: Sequence[tuple[Phrase, float]], text: str, book: PhraseBook
) -> Polarity:
    """The tone; neutral instead of negative for a milestone of which nothing says that something failed."""
    if tone != "negative" or not milestone:
        return tone
    tasks = {p.start for p in book.find(text) if p.group == "tasks"}
    failed = any(w < 0 and p.group.startswith("strong") and p.start not in tasks for p, w in found)
    return tone if failed else "neutral"


def _reaches(text: str, start: int, end: int) -> bool:
    if end <= start or end - start > 60:
        return False
    between = text[start:end]
    return _CLAUSE_END.search(between) is None and len(_WORD.findall(between)) < _NEGATION_REACH


def _polarity(score: float, praised: float, blamed: float) -> Polarity:
    if score > praised:
        return "positive"
    return "negative" if score < -blamed else "neutral"


def judge_tone(layout: Layout, context: Context) -> ToneFound:
    """Tone of the headline (None without a title) and of the body, with the body's balance in [-1, 1].

    The body's balance sets praise against blame, the first paragraphs counted double; a text with few such words is
    neutral. Ignored stretches do not count. Pure; linear in the text.
    """
    book = load_tone_words()
    title = layout.text[slice(*layout.title)] if layout.title else context.title
    milestone = bool(title) and _is_milestone(title or "", book)
    headline = _judge_headline(title, milestone, book) if title else None
    body_start = layout.title[1] if layout.title else 0
    lead_end = _lead_end(layout.paragraphs, body_start)
    praise = blame = 0.0
    found = [(p, w) for p, w in _weighed(layout.text, book, layout.ignored) if p.start >= body_start]
    for phrase, weight in found:
        weight *= _LEAD_FACTOR if phrase.start < lead_end else 1.0
        praise, blame = praise + max(weight, 0.0), blame - min(weight, 0.0)
    balance = (praise - blame) / (praise + blame + _DAMPING)
    body = _excused(_polarity(balance, _BODY_PRAISED, _BODY_BLAMED), milestone, found, layout.text, book)
    return ToneFound(headline, body, round(balance, 4))


def _judge_headline(title: str, milestone: bool, book: PhraseBook) -> Polarity:
    found = _weighed(title, book)
    tone = _polarity(sum(weight for _, weight in found), _HEADLINE_LEAST, _HEADLINE_LEAST)
    return _excused(tone, milestone, found, title, book)


def _lead_end(paragraphs: Sequence[tuple[int, int]], body_start: int) -> int:
    body = [p for p in paragraphs if p[0] >= body_start]
    return body[:_LEAD_PARAGRAPHS][-1][1] if body else body_start
