"""Settings come from arguments, environment and file, in this order, and wrong ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from monitor.settings import load_settings


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_file_then_environment_then_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pantau.toml").write_text('contact = "file"\nmax_pages = 5\n', encoding="utf-8")
    assert (load_settings().contact, load_settings().max_pages) == ("file", 5)
    monkeypatch.setenv("PANTAU_CONTACT", "environment")
    assert load_settings().contact == "environment"
    assert load_settings(contact="argument").contact == "argument"


@pytest.mark.parametrize(
    ("content", "named"),
    [("max_pages = 0", "max_pages"), ("max_page = 5", "max_page"), ("contact = ", "pantau.toml")],
    ids=["out of bounds", "unknown key", "not TOML"],
)
def test_a_wrong_file_names_the_entry(content: str, named: str) -> None:
    Path("pantau.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=named):
        load_settings()


def test_an_unknown_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_CONTAKT", "x")
    with pytest.raises(SettingsError, match="PANTAU_CONTAKT"):
        load_settings()
