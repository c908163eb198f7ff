"""The store of the working folder, opened for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import SettingsError
from corpus.store.store import Store, open_store
from monitor.settings import Settings, load_settings


@contextmanager
def opened_store(*, create: bool = False, settings: Settings | None = None) -> Iterator[tuple[Settings, Store]]:
    """Settings and store; `create` makes the data folder, else a missing one is an error that says what to do.

    `settings` None: those of the working folder.

    Raises:
        SettingsError: there is no store here.
    """
    settings = settings or load_settings()
    if create:
        settings.data.mkdir(parents=True, exist_ok=True)
    elif not settings.database_url and not settings.database.exists():
        raise SettingsError("data", f"no store at {settings.database}; run `pantau init` or `pantau watch` here first")
    store = open_store(settings.store)
    try:
        yield settings, store
    finally:
        store.close()
