"""Libraries that only some renderers need, loaded when they are used."""

from __future__ import annotations

import importlib
from typing import Any

from corpus.errors import SettingsError


def load_extra(module: str, extra: str) -> Any:
    """Imports a library of an extra; it comes without types.

    Raises:
        SettingsError: it is not installed, or a system library that it needs is missing; the message says what to do.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SettingsError(extra, f"{module} is not installed; run pip install 'pantau[{extra}]'") from error
    except OSError as error:
        reason = f"{module} misses a system library ({error}); see docs/kliping.md, or print the HTML from a browser"
        raise SettingsError(extra, reason) from error
