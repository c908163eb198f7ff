"""Secrets: named in alert files, kept in the environment or in files, read when needed, never stored or logged."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import SettingsError


def check_reference(where: str, value: str) -> None:
    """Refuses a secret that is written out in a file.

    Raises:
        SettingsError: neither `env:NAME` nor `file:PATH`.
    """
    kind, _, name = value.partition(":")
    if kind not in ("env", "file") or not name:
        raise SettingsError(
            where, "a secret does not belong here: write 'env:PANTAU_SECRET_NAME' or 'file:/path/to/it'"
        )


def read_secret(where: str, reference: str) -> str:
    """The secret behind `env:NAME` or `file:PATH` (variables in the path are filled in, as `$CREDENTIALS_DIRECTORY`).

    Raises:
        SettingsError: there is no such variable or file, or it is empty. The secret itself is never named.
    """
    kind, _, name = reference.partition(":")
    if kind == "env":
        value = os.environ.get(name, "")
    else:
        try:
            value = Path(os.path.expandvars(name)).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(where, f"the file {name} cannot be read ({type(error).__name__})") from error
    if not value:
        raise SettingsError(where, f"{reference} is empty or not set")
    return value
