"""Events as a calendar (RFC 5545): whole days, planned ones as tentative, those put off or called off as cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from corpus.store.events import State
from corpus.version import __version__
from monitor.feeds.entry import Entry
from monitor.feeds.wording import Feed, headline, lines, tags

_SPECIAL = re.compile(r"([\\;,])")
# What was put off without a new day is off on its old one; the same appointment comes back when the new day is known.
_STATES: dict[State, str] = {
    "held": "CONFIRMED", "planned": "TENTATIVE", "postponed": "CANCELLED", "cancelled": "CANCELLED",
}  # fmt: skip
# RFC 5545, 3.1: lines of at most 75 octets; what follows begins with a space.
_LINE_BYTES = 75


def render_icalendar(feed: Feed) -> bytes:
    """The calendar, UTF-8 with CRLF. Events whose day is not known are left out."""
    content = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Pantau//Pantau {__version__}//{feed.language.upper()}",
        "CALSCALE:GREGORIAN", f"NAME:{_text(feed.title)}", f"X-WR-CALNAME:{_text(feed.title)}",
        "X-WR-TIMEZONE:Asia/Jakarta", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for entry in feed.entries:
        content.extend(_event(entry, feed))
    content.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in content)


def _event(entry: Entry, feed: Feed) -> Iterator[str]:
    if entry.days is None:
        return
    first, last = entry.days
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_time(entry.updated)}"
    yield f"CREATED:{_time(entry.published)}"
    yield f"LAST-MODIFIED:{_time(entry.updated)}"
    yield f"SEQUENCE:{entry.changes}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    # The end is the first day after.
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(headline(entry, feed.language))}"
    yield f"DESCRIPTION:{_text(chr(10).join(lines(entry, feed.language)))}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield "CATEGORIES:" + ",".join(_text(tag) for tag in tags(entry, feed.language))
    if entry.status is not None:
        yield f"STATUS:{_STATES[entry.status]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value).replace("\n", "\\n")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _fold(line: str) -> bytes:
    """The line with its end, folded between characters."""
    rows, row = [], b""
    for char in line:
        data = char.encode()
        if len(row) + len(data) > _LINE_BYTES:
            rows.append(row)
            row = b" "
        row += data
    return b"\r\n".join((*rows, row)) + b"\r\n"
