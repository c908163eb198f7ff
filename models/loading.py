"""Reading trained weights: a model folder holds `card.toml`, its weights and `metrics.json`, and they must agree."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import ModelMismatch

FOLDER = Path(__file__).parent


def load_card(name: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """Reads a model's card: what it was trained on, with which versions, and the digest of its weights.

    Raises:
        ModelMismatch: there is no card, or it is not TOML.
    """
    path = folder / name / "card.toml"
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise ModelMismatch(name, "a card.toml", "none") from None
    except tomllib.TOMLDecodeError as error:
        raise ModelMismatch(name, "a readable card.toml", str(error)) from None


def load_weights(name: str, folder: Path = FOLDER) -> tuple[bytes, Mapping[str, Any]]:
    """Reads a model's weights and its card.

    The card names the file (`weights`) and its SHA-256 in lower-case hex (`weights_sha256`).

    Raises:
        ModelMismatch: the file is missing or its digest is another than the card's.
    """
    card = load_card(name, folder)
    expected = str(card.get("weights_sha256", "a card with weights_sha256"))
    path = folder / name / str(card.get("weights", ""))
    if not path.is_file():
        raise ModelMismatch(name, f"weights in {path.name}", "no such file")
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ModelMismatch(name, f"weights with SHA-256 {expected[:12]}", found[:12])
    return data, card
