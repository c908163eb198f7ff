"""Running again and again at a fixed pace, for those without cron."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_PACE = re.compile(r"(\d{1,5})\s*(s|m|h)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def parse_pace(value: str) -> int | None:
    """The seconds of `90s`, `30m` or `12h`; None for anything else, and for less than ten seconds.

    Example: `"30m"` gives 1800.
    """
    found = _PACE.fullmatch(value.strip())
    if found is None:
        return None
    seconds = int(found[1]) * _SECONDS[found[2]]
    return seconds if seconds >= 10 else None


def iter_turns(every_s: float, clock: Callable[[], float], sleep: Callable[[float], object]) -> Iterator[int]:
    """Numbers of turns from 1 on, without end: the first at once, then one every `every_s` seconds.

    A turn that takes longer is followed by the next one at once; turns that were missed are not made up for.

    Args:
        clock: seconds of a clock that never jumps (`time.monotonic`).
        sleep: waits so many seconds.
    """
    due, turn = clock(), 0
    while True:
        turn += 1
        yield turn
        due = max(due + every_s, clock())
        if (wait_s := due - clock()) > 0:
            sleep(wait_s)
