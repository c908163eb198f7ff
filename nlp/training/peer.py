"""Trains spaCy's own name recogniser on the sentences that ours is trained on, to be measured beside it: `make peers`.

It never ships and the product never loads it: `python -m nlp.training.peer --idner FOLDER` writes it into a folder that
git ignores, and `make eval` uses it from there. It gets the same help as ours where spaCy allows: the same sentences,
and each once more with its names exchanged. On top of that it stops where it scores best on the dev split of our text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.lang.id import Indonesian
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import fix_random_seed

from corpus.markup import load_own_articles
from nlp.names.recogniser import KINDS, iter_chunks
from nlp.tokenizer import create_tokenizer
from nlp.training.sample import Sample, iter_samples, load_columns
from nlp.training.swap import iter_swapped

TARGET = Path("build/peers/spacy-ner")
# A checkout beside this one may hold IDNER-news-2k.
IDNER = Path("../shared/data/idner-news-2k")
CARD = "peer.json"
_SEED = 20220421
_COPIES = 1
_BATCH = 32  # sentences
_DROPOUT = 0.1
# spaCy's recommended recogniser for a CPU (`spacy init config --pipeline ner --optimize efficiency`).
_MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    },
}


@dataclass(frozen=True, slots=True)
class Limits:
    """When training ends: after so many epochs, after `patience` of them without a better score on own dev, or with the
    epoch that is running after so many seconds; where time decides, machines differ.
    """

    epochs: int = 12
    patience: int = 3
    seconds: float = 20 * 60

    def reached(self, epoch: int, best_epoch: int, seconds: float) -> bool:
        """Says whether no further epoch begins."""
        return epoch >= self.epochs or epoch - best_epoch >= self.patience or seconds >= self.seconds


def train_peer(
    samples: Sequence[Sample],
    dev: Sequence[Sample],
    folder: Path,
    limits: Limits,
    about: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Fits spaCy's recogniser and writes the epoch that is best on `dev` into `folder`, with a card; returns the card.

    `about` goes into the card. Each better epoch is written at once: a run that is broken off leaves its best one.
    """
    fix_random_seed(_SEED)
    nlp = _blank()
    examples = [_example(nlp, s) for s in (*samples, *iter_swapped(samples, _COPIES, _SEED)) if s.words]
    optimizer = nlp.initialize(lambda: examples)
    chance, begun = random.Random(_SEED), time.monotonic()
    best, best_epoch, epoch, card = -1.0, 0, 0, dict[str, Any]()
    while not epoch or not limits.reached(epoch, best_epoch, time.monotonic() - begun):
        epoch += 1
        chance.shuffle(examples)
        for start in range(0, len(examples), _BATCH):
            nlp.update(examples[start : start + _BATCH], drop=_DROPOUT, sgd=optimizer)
        f1 = _f1(nlp, dev)
        sys.stderr.write(f"epoch {epoch}: F1 {f1:.3f} on own dev, {time.monotonic() - begun:.0f} s\n")
        if f1 > best:
            best, best_epoch = f1, epoch
            nlp.to_disk(folder)
            card = {**(about or {}), "best_epoch": best_epoch, "own_dev_f1": round(best, 4)}
            (folder / CARD).write_text(json.dumps(card, indent=2) + "\n", "utf-8")
    return card


def _blank() -> Language:
    # The sentences are cut already, as for ours: spaCy's own tokenizer would only cost seconds.
    nlp = Indonesian(create_tokenizer=create_tokenizer)
    nlp.add_pipe("ner", config={"model": _MODEL})
    return nlp


def load_peer(folder: Path) -> Language:
    """Reads a recogniser that `train_peer` wrote."""
    return _blank().from_disk(folder)


def _example(nlp: Language, sample: Sample) -> Example:
    gold = Doc(nlp.vocab, words=list(sample.words))
    labels = {kind: label for label, kind in KINDS.items()}
    gold.set_ents([Span(gold, first, last + 1, labels[kind]) for first, last, kind in iter_chunks(sample.labels)])
    return Example(Doc(nlp.vocab, words=list(sample.words)), gold)


def find_chunks(nlp: Language, samples: Sequence[Sample]) -> list[set[tuple[int, int, str]]]:
    """What a spaCy recogniser finds in each sentence: first and last token and kind of every name."""
    docs = (Doc(nlp.vocab, words=list(sample.words)) for sample in samples)
    return [{(ent.start, ent.end - 1, KINDS[ent.label_]) for ent in doc.ents} for doc in nlp.pipe(docs)]


def _f1(nlp: Language, samples: Sequence[Sample]) -> float:
    hits = wanted = found = 0
    for sample, chunks in zip(samples, find_chunks(nlp, samples), strict=True):
        gold = set(iter_chunks(sample.labels))
        hits, wanted, found = hits + len(gold & chunks), wanted + len(gold), found + len(chunks)
    return 2 * hits / max(1, wanted + found)


def idner_at_hand() -> Path | None:
    """The folder that PANTAU_IDNER names, else the one beside this checkout, else None."""
    named = os.environ.get("PANTAU_IDNER")
    return Path(named) if named else IDNER if IDNER.is_dir() else None


def digest_of(samples: Sequence[Sample]) -> str:
    """A digest of sentences, to see whether two models were trained on the same ones."""
    return hashlib.sha256(json.dumps(samples).encode()).hexdigest()


def rebuild(idner: Path, folder: Path, limits: Limits) -> dict[str, Any]:
    """Trains on IDNER-news-2k's train split and our own, writes the model and its card; returns the card."""
    outside, articles = load_columns(idner / "train.txt"), load_own_articles()
    own = tuple(iter_samples(a for a in articles if a.split == "train"))
    dev = tuple(iter_samples(a for a in articles if a.split == "dev"))
    folder.mkdir(parents=True, exist_ok=True)
    about = {"idner_sentences": len(outside), "own_sentences": len(own), "data_sha256": digest_of(outside + own)}
    about |= {"seed": _SEED, "spacy": version("spacy")}
    return train_peer(outside + own, dev, folder, limits, about)


def main() -> None:
    """Reads the arguments and trains; the card goes to standard output, progress to standard error."""
    parser = argparse.ArgumentParser(prog="python -m nlp.training.peer", description=__doc__)
    parser.add_argument("--idner", type=Path, help=f"folder of IDNER-news-2k; else $PANTAU_IDNER, else {IDNER}")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder to write")
    parser.add_argument("--minutes", type=float, default=Limits().seconds / 60, help="begin no epoch after so long")
    arguments = parser.parse_args()
    idner = arguments.idner or idner_at_hand()
    if idner is None:
        parser.error("name a checkout of github.com/khairunnisaor/IDNER-News-2k: make peers IDNER=FOLDER")
    json.dump(rebuild(idner, arguments.out, Limits(seconds=arguments.minutes * 60)), sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
