"""Weights are used only when they are those that their card describes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.errors import ModelMismatch
from models.loading import FOLDER, load_card, load_weights

WEIGHTS = b"\x01weights"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good model "small"."""
    model = tmp_path / "small"
    model.mkdir()
    (model / "weights.bin").write_bytes(WEIGHTS)
    digest = hashlib.sha256(WEIGHTS).hexdigest()
    (model / "card.toml").write_text(f'name = "small"\nweights = "weights.bin"\nweights_sha256 = "{digest}"\n', "utf-8")
    return tmp_path


def test_good_weights_come_with_their_card(folder: Path) -> None:
    weights, card = load_weights("small", folder)
    assert weights == WEIGHTS
    assert card["name"] == "small"


def test_tampered_weights_are_refused(folder: Path) -> None:
    (folder / "small" / "weights.bin").write_bytes(WEIGHTS[:-1] + b"S")
    with pytest.raises(ModelMismatch, match="SHA-256") as error:
        load_weights("small", folder)
    assert error.value.name == "small"
    assert error.value.found == hashlib.sha256(WEIGHTS[:-1] + b"S").hexdigest()[:12]


def test_missing_weights_are_named(folder: Path) -> None:
    (folder / "small" / "weights.bin").unlink()
    with pytest.raises(ModelMismatch, match="no such file"):
        load_weights("small", folder)


def test_a_card_without_a_digest_is_refused(folder: Path) -> None:
    (folder / "small" / "card.toml").write_text('weights = "weights.bin"\n', "utf-8")
    with pytest.raises(ModelMismatch):
        load_weights("small", folder)


@pytest.mark.parametrize("content", [None, "not = [toml"], ids=["missing", "broken"])
def test_a_card_must_be_there_and_readable(folder: Path, content: str | None) -> None:
    card = folder / "small" / "card.toml"
    card.unlink() if content is None else card.write_text(content, "utf-8")
    with pytest.raises(ModelMismatch, match=r"card\.toml"):
        load_card("small", folder)


def test_shipped_weights_agree_with_their_cards() -> None:
    cards = sorted(FOLDER.glob("*/card.toml"))
    assert cards
    for card in cards:
        if "weights_sha256" in load_card(card.parent.name):
            assert load_weights(card.parent.name)[0]
