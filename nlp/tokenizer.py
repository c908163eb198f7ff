"""Splits news text into tokens at every change between words, signs and blanks, in linear time.

spaCy's own tokenizer strips signs one by one from both ends of a run, quadratic on a run of brackets, and it
keeps together what news text glues ("KOTA,-Kabupaten"). Finer tokens also let spans end where the words do.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from nlp.doc import TEXT_KEY

# One blank belongs to the word before it; what is left of a longer run is a token of its own.
_TOKEN = re.compile(r"([^\W\d_]+|\d+|_+|[^\w\s])( ?)|(\s+)")


class NewsTokenizer(DummyTokenizer):
    """Makes docs whose text is the given text, character for character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Tokenizes a text; an empty text gives an empty doc."""
        found = _TOKEN.findall(text)
        words = [word or blanks for word, _, blanks in found]
        spaces = [blank == " " for _, blank, _ in found]
        return Doc(self.vocab, words=words, spaces=spaces, user_data={TEXT_KEY: text})


def create_tokenizer(nlp: Language) -> NewsTokenizer:
    """What spaCy calls to make the tokenizer of a pipeline."""
    return NewsTokenizer(nlp.vocab)
