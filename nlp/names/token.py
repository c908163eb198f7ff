"""Words and marks of a text with their code-point offsets: the tokens that recogniser and office grammar share."""

from __future__ import annotations

import re
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


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cuts a stretch of text into tokens. Linear; white space is dropped and nothing else."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text, start, stop)]
