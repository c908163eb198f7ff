"""Near-duplicates: which articles are copies of one release, found without comparing all with all."""

from corpus.duplicates.minhash import KEYS_PER_TEXT, make_keys
from corpus.duplicates.pair import Reuse, Runs, compare_texts, make_runs

__all__ = ["KEYS_PER_TEXT", "Reuse", "Runs", "compare_texts", "make_keys", "make_runs"]
