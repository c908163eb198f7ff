"""`pantau init`: a folder to work in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import SettingsError
from corpus.store.store import open_store
from monitor.cli.output import say
from monitor.settings import FILE_NAME, Settings, load_settings

_HEAD = "# Settings of pantau. Each may also be set in the environment, e.g. PANTAU_DATA.\n"


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to set up; made when missing.")] = Path(),
    contact: Annotated[str, typer.Option(help="E-mail or page that outlets can reach you at.")] = "",
) -> None:
    """Set up a folder: settings file, database, archive and a place for your own sources and registry rows.

    Nothing that is there already is changed.

    Example:

      pantau init liputan --contact humas@contoh.go.id
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    if not file.exists():
        file.write_text(_settings_text(contact), encoding="utf-8")
    elif contact:
        raise SettingsError(str(file), "is there already; change `contact` in it by hand")
    settings = load_settings()
    (folder / settings.archive).mkdir(parents=True, exist_ok=True)
    open_store(settings.database_url or folder / settings.database).close()
    say(f"{folder}: ready. Next: cd {folder} && pantau watch")


def _settings_text(contact: str) -> str:
    lines = [_HEAD]
    for name, field in Settings.model_fields.items():
        default = {"contact": contact}.get(name, field.default)
        value = {True: "true", False: "false"}.get(default, default) if isinstance(default, bool) else default
        shown = value if isinstance(value, int) or isinstance(default, bool) else f'"{value or ""}"'
        comment = "# " if default is None else ""
        lines.append(f"# {field.description}\n{comment}{name} = {shown}\n")
    return "\n".join(lines)
