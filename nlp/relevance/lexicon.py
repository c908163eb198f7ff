"""The words that tell the programme from its namesakes, read from `nlp/lexicons/programme.toml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nlp.phrases import PhraseBook, parse_phrases

_PATH = Path(__file__).parent.parent / "lexicons" / "programme.toml"
GROUPS = ("programme", "ministry", "smart", "steps", "core_steps", "jargon", "pillars", "confusable")


@lru_cache(maxsize=1)
def load_programme() -> PhraseBook:
    """Reads the shipped lexicon once.

    Raises:
        LexiconError: as `nlp.phrases.parse_phrases`.
    """
    return parse_phrases(_PATH.read_text(encoding="utf-8"), _PATH.name, GROUPS)
