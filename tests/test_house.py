"""The house keeps its own rules: packages, components and commands are listed where they must be."""

from __future__ import annotations

import ast
import configparser
from pathlib import Path

import pytest

from monitor.cli.commands import COMMANDS
from monitor.settings import Settings
from nlp.pipeline import COMPONENTS

ROOT = Path(__file__).parent.parent
TOP = ("registry", "corpus", "crawler", "models", "nlp", "monitor")
SOURCES = sorted(path for top in TOP for path in (ROOT / top).rglob("*.py"))


@pytest.fixture(scope="module")
def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_setup_lists_every_package(setup_cfg: configparser.ConfigParser) -> None:
    listed = set(setup_cfg["options"]["packages"].split())
    there = {".".join(path.parent.relative_to(ROOT).parts) for path in SOURCES if path.name == "__init__.py"}
    assert listed == there
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in SOURCES}
    assert folders == there, "a folder with code has no __init__.py"


def test_components_files_and_entry_points_agree(setup_cfg: configparser.ConfigParser) -> None:
    lines = setup_cfg["options.entry_points"]["spacy_factories"].split("\n")
    entries = dict(line.split(" = ") for line in lines if line)
    files = {path.stem for path in (ROOT / "nlp" / "components").glob("*.py")} - {"__init__"}
    assert set(entries) == set(COMPONENTS) == {f"pantau_{name}" for name in files}
    for component, target in entries.items():
        name = component.removeprefix("pantau_")
        assert target == f"nlp.components.{name}:create_{name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_an_example(name: str) -> None:
    assert f"pantau {name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_short_and_say_their_job(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    tree = ast.parse(text)
    assert not tree.body or ast.get_docstring(tree), "the first line of a file states its job"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 40, f"{node.name} has {length} lines"


def test_broad_catches_stand_in_three_places() -> None:
    places = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)  # cleans up and passes it on
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
    }
    assert places <= {"crawler/crawl.py", "monitor/process.py", "monitor/cli/app.py"}
