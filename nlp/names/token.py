"""Words and marks of a text with their code-point offsets: the tokens that recogniser and office grammar share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# A word keeps its inner apostrophes (Ma'ruf, Mu’awanah); a number keeps its inner separators (21/04/2022, 1.250); every
# other character is a token of its own, so that "G." is two tokens and a full stop never hides in a word.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’`´ʼ][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\s\w]|_+|\w")


class Token(NamedTuple):
    """One word, number or mark; `text` is `source[start:end]`."""

    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        """Says whether it begins with an upper-case letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=1)  # recogniser and office grammar read the same text, one after the other
def tokenise(text: str) -> Sequence[Token]:
    """Cuts a text into tokens. Linear; white space is dropped and nothing else."""
    return tuple([Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)])


def index_at(tokens: Sequence[Token], position: int) -> int:
    """Index of the first token that begins at or after a code point; their number when none does."""
    return bisect_left(tokens, (position,))
