"""Libraries that a format needs and that are not installed with everything else."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from corpus.errors import SettingsError


def load_extra(module: str, extra: str) -> Any:
    """The library of an extra.

    Raises:
        SettingsError: it is not installed; the message says how to.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise SettingsError(extra, f"this format needs {module}; run pip install 'pantau[{extra}]'") from error
