"""The pipeline: its components in order, and how a text goes through it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from spacy.lang.id import Indonesian
from spacy.language import Language
from spacy.tokens import Doc

from corpus.version import __version__
from nlp.doc import register_extensions
from nlp.mentions import Context
from nlp.tokenizer import create_tokenizer

COMPONENTS = (
    "pantau_layout",
    "pantau_regions",
    "pantau_dates",
    "pantau_names",
    "pantau_officials",
    "pantau_quotes",
    "pantau_pillars",
    "pantau_relevance",
    "pantau_figures",
    "pantau_events",
    "pantau_focus",
    "pantau_tone",
)
_ROOT = Path(__file__).parent.parent
# What a record depends on beside the code's version: a change of any of these files is another pipeline.
_INPUTS = ("nlp/lexicons/*.toml", "registry/data/*.csv", "registry/data/*.toml", "models/*/card.toml")


def load_pipeline() -> Language:
    """Builds the pipeline with all components."""
    register_extensions()
    # Not `spacy.blank("id")`: its tokenizer first learns 16,000 exceptions, which takes over a second.
    nlp = Indonesian(create_tokenizer=create_tokenizer)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.max_length = 10_000_000
    return nlp


def iter_docs(nlp: Language, inputs: Iterable[tuple[str, Context]]) -> Iterator[Doc]:
    """Runs stored texts through the pipeline, in input order."""
    for text, context in inputs:
        doc = nlp.make_doc(text)
        doc._.context = context
        yield nlp(doc)


@lru_cache(maxsize=4)
def pipeline_hash(overlay: Path | None = None) -> str:
    """Twelve hex digits over version, component list, lexicons, registry and model cards.

    Args:
        overlay: a user's own registry folder; its rows decide links, so they are part of the pipeline.
    """
    digest = hashlib.sha256(f"{__version__} {COMPONENTS}".encode())
    paths = [path for pattern in _INPUTS for path in sorted(_ROOT.glob(pattern))]
    for path in (*paths, *(sorted(overlay.glob("*.csv")) if overlay else ())):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
