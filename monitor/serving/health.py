"""Whether all is well: the store can be read, the watch ran lately, and no alert waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import Connection

from corpus.errors import StoreError
from corpus.store.check import check_lightly
from corpus.store.outbox import count_outbox
from corpus.store.runs import Run, last_finished
from corpus.store.store import view_store
from corpus.version import __version__

# A run that ends this much later than now was noted by a clock that has been set back since.
_CLOCK_SLACK = timedelta(minutes=5)
# Messages that no later run sends by itself.
STUCK_STATES = ("failed", "unsure")


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How things stand at `checked`. `reasons` are sentences; without any, `status` is `ok`.

    `last_watch` is when a watch ended last; None when none has, or when the store cannot be read.
    """

    status: Literal["ok", "failing"]
    reasons: tuple[str, ...]
    last_watch: datetime | None
    checked: datetime
    version: str = __version__


def read_health(database: Path | str, now: datetime, stale_after: timedelta) -> Health:
    """Looks at the store, changes nothing and raises nothing for what is wrong.

    Args:
        database: the SQLite file or the database's URL.
        now: the time, aware.
        stale_after: how long ago the last watch may have ended.
    """
    last, reasons = None, []
    try:
        with closing(view_store(database)) as store, store.read() as conn:
            reasons = list(check_lightly(conn))
            if not reasons:
                last = last_finished(conn, "watch")
                reasons = [*_stale(last, now, stale_after), *_stuck(conn)]
    except StoreError as error:
        # The reason without the path: whoever asks may be on another machine.
        reasons.append(f"store: {error.reason}")
    return Health(
        status="failing" if reasons else "ok",
        reasons=tuple(reasons),
        last_watch=last.finished if last else None,
        checked=now,
    )


def _stale(last: Run | None, now: datetime, stale_after: timedelta) -> Iterator[str]:
    if last is None or last.finished is None:
        yield "no watch has finished yet"
    elif last.finished > now + _CLOCK_SLACK:
        yield "the last watch finished later than now; the clock was set back"
    elif now - last.finished > stale_after:
        hours, limit = (span / timedelta(hours=1) for span in (now - last.finished, stale_after))
        yield f"the last watch finished {hours:.1f} hours ago; at most {limit:.1f} are allowed"


def _stuck(conn: Connection) -> Iterator[str]:
    counts = count_outbox(conn)
    if stuck := sum(counts.get(state, 0) for state in STUCK_STATES):
        yield f"messages that wait for a person: {stuck}; see `pantau alerts outbox`"
