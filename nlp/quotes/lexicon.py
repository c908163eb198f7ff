"""The words that introduce speech, read from `nlp/lexicons/cues.toml`, and the patterns made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

from corpus.errors import LexiconError
from corpus.record import Role
from nlp.keyed import KeyedPattern

_PATH = Path(__file__).parent.parent / "lexicons" / "cues.toml"
_LISTS = (
    "plain",
    "active",
    "passive",
    "according",
    "bridges",
    "pronouns",
    "oblique",
    "adjuncts",
    "speech",
    "honorifics",
    "labels",
    "described",
    "anaphors",
    "calendar",
    "nicknames",
    "bystanders",
    "origins",
    "heads",
    "deputies",
    "address",
    "customary",
    "posts",
)
# A mark or two may stay between the speech and its cue.
MARKS = "\"“”„‟«»″＂'’‘‚‛‹›`´"


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Patterns over the cue words. All are linear in the text and ignore case unless said otherwise.

    `after` matches at the end of a quote: group `cue` is the cue with its -nya. `any_word` does for verbs that no
    list has, where a comma before the mark leaves no doubt. `inside` searches a comma and a cue:
    the end of speech whose closing mark is missing. `subject` and `complement` find the verbs of saying whose speaker
    stands before and after them. `label` ends a stretch that announces a name, not speech.
    """

    after: re.Pattern[str]
    any_word: re.Pattern[str]
    inside: re.Pattern[str]
    subject: KeyedPattern
    complement: KeyedPattern
    pronoun: re.Pattern[str]
    oblique: re.Pattern[str]
    adjunct: re.Pattern[str]
    speech: re.Pattern[str]
    label: re.Pattern[str]
    anaphor: re.Pattern[str]
    third: re.Pattern[str]
    described: re.Pattern[str]
    title: re.Pattern[str]
    bystander: re.Pattern[str]
    origin: re.Pattern[str]
    nickname: KeyedPattern
    epithet: re.Pattern[str]
    customary: frozenset[str]
    posts: frozenset[str]
    called: dict[str, str]
    honorifics: frozenset[str]
    calendar: frozenset[str]
    titles: dict[str, str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


def parse_cues(content: str, file: str = "cues.toml") -> CueLexicon:
    """Builds the patterns from the TOML text.

    Raises:
        LexiconError: a list is missing or empty, or holds an entry twice or one that is no lower-case word or phrase;
            a title has an unknown role.
    """
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(file, "TOML", str(error)) from error
    for name in _LISTS:
        words = data.get(name)
        if not isinstance(words, list) or not words:
            raise LexiconError(file, name, "the list is missing or empty")
        for word in words:
            if not isinstance(word, str) or not word or word != word.lower().strip():
                raise LexiconError(file, f"{name}: {word!r}", "expected a lower-case word or phrase")
            if words.count(word) > 1:
                raise LexiconError(file, f"{name}: {word}", "stands there twice")
    titles, called = data.get("titles", {}), data.get("called", {})
    for title, role in (*titles.items(), *called.items()):
        if role not in get_args(Role):
            raise LexiconError(file, f"titles: {title}", f"{role!r} is no role")
    return _compile(data, titles, called)


def _epithet(data: dict[str, list[str]], called: dict[str, str]) -> re.Pattern[str]:
    """Epithets of heads and their deputies, and short titles behind a word of address ("Mas Wali")."""
    short = rf"(?:{_any(data['address'])})\s(?P<called>{_any(called)})"
    return re.compile(
        rf"\s{{1,2}}(?i:(?:sang\s)?(?:(?P<head>{_any(data['heads'])})|(?P<deputy>{_any(data['deputies'])})|{short}))(?![\w-])"
        r"(?!\s[A-Z])"
    )


def _compile(data: dict[str, list[str]], titles: dict[str, str], called: dict[str, str]) -> CueLexicon:
    plain, active, passive = data["plain"], data["active"], data["passive"]
    bridge = rf"(?:(?:{_any(data['bridges'])})\s{{1,2}}){{0,2}}"
    said = rf"(?:{_any(plain)})(?P<nya>nya)?"
    cue = rf"(?P<cue>{said}|(?:{_any(passive + active)})(?:nya)?|{_any(data['according'])})(?![\w-])"
    thus = r"(?P<thus>(?:demikian|begitu(?:lah)?)(?=\s(?-i:[A-Z])))"
    takes = rf"(?:{_any([*data['according'], *passive])})(?:\soleh)?|(?<=[,.] )(?:{_any(plain)})|kata|ujar"
    takers = [word + end for word in (*data["according"], *passive, *plain, "kata", "ujar") for end in ("", "nya")]
    return CueLexicon(
        after=re.compile(rf"[\s,.;–—-]{{0,4}}(?:{bridge}{cue}|{thus})", re.I),
        any_word=re.compile(r"[\s–—-]{0,4}(?P<cue>[a-z]{3,14}?(?P<nya>nya)?)(?![\w-])"),
        inside=re.compile(rf"[,.?!…][{MARKS}\s]{{0,3}}{bridge}(?P<cue>{said})(?![\w-])", re.I),
        subject=KeyedPattern(rf"(?<![\w-])(?:{_any(active)})(?![\w-])", active),
        complement=KeyedPattern(rf"(?<![\w-])(?P<cue>{takes})(?P<nya>nya)?(?![\w-])", takers),
        pronoun=re.compile(rf"\s{{1,2}}(?:{_any(data['pronouns'])})(?![\w-])", re.I),
        oblique=re.compile(rf"(?<![\w-])(?:{_any(data['oblique'])})(?![\w-])", re.I),
        adjunct=re.compile(rf"(?:{_any(data['adjuncts'])})", re.I),
        speech=re.compile(rf"(?<![\w-])(?:{_any(data['speech'])})(?![\w-])", re.I),
        label=re.compile(rf"(?<![\w-])(?:{_any(data['labels'])})\s{{1,2}}$", re.I),
        anaphor=re.compile(rf"(?<![\w-])(?:{_any(data['anaphors'])})(?![\w-])", re.I),
        origin=re.compile(rf"(?<![\w-])(?:{_any(data['origins'])})(?![\w-])"),
        third=re.compile(r"\s*(?:[A-Z][a-z]+(?:\s[a-z]+){0,2},\s(?=[idb]))?(?:[Ii]a|[Dd]ia|[Bb]eliau)(?![\w-])"),
        described=re.compile(rf"(?:{_any(data['described'])})(?![\w-])"),
        title=re.compile(rf"(?:(?:plt|plh|pj|pjs)\.?\s)?(?:{_any(titles)})(?![\w-])", re.I),
        nickname=KeyedPattern(rf"(?<![\w-])(?:{_any(data['nicknames'])})(?![\w-])", data["nicknames"]),
        bystander=re.compile(rf"\s{{1,2}}(?:{_any(data['bystanders'])})(?![\w-])"),
        epithet=_epithet(data, called),
        customary=frozenset(data["customary"]),
        posts=frozenset(data["posts"]),
        called=dict(called),
        honorifics=frozenset(data["honorifics"]),
        calendar=frozenset(data["calendar"]),
        titles=dict(titles),
    )


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """Reads the shipped lexicon once.

    Raises:
        LexiconError: as `parse_cues`.
    """
    return parse_cues(_PATH.read_text(encoding="utf-8"), _PATH.name)
