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

_PATH = Path(__file__).parent.parent / "lexicons" / "cues.toml"
_LISTS = (
    "plain", "active", "passive", "according", "bridges", "pronouns", "oblique", "speech", "honorifics", "labels", "anaphors",
)  # fmt: skip
# A mark or two may stay between the speech and its cue.
MARKS = "\"“”„‟«»″＂'’‘‚‛‹›`´"


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Patterns over the cue words. All are linear in the text and ignore case unless said otherwise.

    `after` matches at the end of a quote: group `cue` is the cue with its -nya. `inside` searches a comma and a cue, the
    end of speech whose closing mark is missing. `before` searches the last introduction ahead of an opening mark.
    `subject` and `complement` find the verbs of saying whose speaker stands before and after.
    """

    after: re.Pattern[str]
    inside: re.Pattern[str]
    subject: re.Pattern[str]
    complement: re.Pattern[str]
    pronoun: re.Pattern[str]
    oblique: re.Pattern[str]
    speech: re.Pattern[str]
    label: re.Pattern[str]
    anaphor: re.Pattern[str]
    honorifics: frozenset[str]
    titles: dict[str, str]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


def parse_cues(content: str, file: str = "cues.toml") -> CueLexicon:
    """Builds the patterns from the TOML text.

    Raises:
        LexiconError: a list is missing or empty, or holds an entry that is not a lower-case word or phrase; a title has an unknown role.
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
    titles = data.get("titles", {})
    for title, role in titles.items():
        if role not in get_args(Role):
            raise LexiconError(file, f"titles: {title}", f"{role!r} is no role")
    return _compile(data, titles)


def _compile(data: dict[str, list[str]], titles: dict[str, str]) -> CueLexicon:
    plain, active, passive = data["plain"], data["active"], data["passive"]
    bridge = rf"(?:(?:{_any(data['bridges'])})\s{{1,2}}){{0,2}}"
    cue = rf"(?P<cue>(?:{_any(plain)})(?P<nya>nya)?|(?:{_any(passive + active)})(?:nya)?|{_any(data['according'])})(?![\w-])"
    return CueLexicon(
        after=re.compile(rf"[\s,.;–—-]{{0,4}}{bridge}{cue}", re.I),
        inside=re.compile(rf"[,.?!…][{MARKS}\s]{{0,3}}{bridge}(?P<cue>(?:{_any(plain)})(?P<nya>nya)?)(?![\w-])", re.I),
        subject=re.compile(rf"(?<![\w-])(?:{_any(active)})(?![\w-])", re.I),
        complement=re.compile(
            rf"(?<![\w-])(?P<cue>(?:{_any([*data['according'], *passive])})(?:\soleh)?|(?<=[,.] )(?:{_any(plain)})|kata|ujar)(?P<nya>nya)?(?![\w-])",
            re.I,
        ),
        pronoun=re.compile(rf"\s{{1,2}}(?:{_any(data['pronouns'])})(?![\w-])", re.I),
        oblique=re.compile(rf"(?<![\w-])(?:{_any(data['oblique'])})(?![\w-])", re.I),
        speech=re.compile(rf"(?<![\w-])(?:{_any(data['speech'])})(?![\w-])", re.I),
        label=re.compile(rf"(?<![\w-])(?:{_any(data['labels'])})\s{{1,2}}$", re.I),
        anaphor=re.compile(rf"(?<![\w-])(?:{_any(data['anaphors'])})(?![\w-])", re.I),
        honorifics=frozenset(data["honorifics"]),
        titles=dict(titles),
    )


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """Reads the shipped lexicon once.

    Raises:
        LexiconError: as `parse_cues`.
    """
    return parse_cues(_PATH.read_text(encoding="utf-8"), _PATH.name)
