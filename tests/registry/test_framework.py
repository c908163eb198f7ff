"""Pillars and stages as data."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from corpus.errors import RegistryError
from corpus.record import Pillar
from registry.framework import load_pillars, load_stages

GOOD = 'code = "living"\nframework = "official"\nenglish = ["smart living"]\nindonesian = []\nsource_url = "https://contoh.id"\n'


def test_every_pillar_has_its_framework_and_wordings() -> None:
    pillars = load_pillars()
    assert sorted(pillar.code for pillar in pillars) == sorted(get_args(Pillar))
    assert [pillar.code for pillar in pillars if pillar.framework == "older"] == ["people", "mobility"]
    assert all(pillar.english[0] == f"smart {pillar.code}" for pillar in pillars)
    wordings = [word for pillar in pillars for word in (*pillar.english, *pillar.indonesian)]
    assert len(wordings) == len(set(wordings))
    assert all(word == word.lower() for word in wordings)


def test_stages_come_in_order() -> None:
    stages = load_stages()
    assert [stage.number for stage in stages] == list(range(11))
    assert all(stage.wordings for stage in stages)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("[[pillar]]\n" + GOOD + "[[pillar]]\n" + GOOD, "living is there twice", id="twice"),
        pytest.param("[[pillar]]\n" + GOOD.replace("https://contoh.id", ""), "source_url of living", id="no-source"),
        pytest.param("[[pillar]]\n" + GOOD.replace('"living"', '"life"'), "Invalid enum value", id="foreign-code"),
        pytest.param("[[pillar]]\n" + GOOD + 'colour = "red"\n', "unknown field", id="foreign-key"),
        pytest.param("[[pillar]\n", "cannot be read", id="not-toml"),
    ],
)
def test_a_spoilt_file_is_one_error(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "pillars.toml").write_text(content)
    with pytest.raises(RegistryError, match=r"pillars\.toml") as caught:
        load_pillars(tmp_path)
    assert words in str(caught.value)


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"stages\.toml"):
        load_stages(tmp_path)
