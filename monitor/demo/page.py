"""One response that the press world serves, made whole before the server starts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

HTML = "text/html; charset=UTF-8"
XML = "application/xml; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
PLAIN = "text/plain; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Page:
    """A stored response. `modified` None: the server names neither ETag nor Last-Modified.

    `fails_first` makes the first request fail with 503 and "Retry-After: 0"; the next ones succeed.
    """

    body: bytes
    content_type: str = HTML
    status: int = 200
    modified: datetime | None = None
    fails_first: bool = False

    @property
    def etag(self) -> str:
        """A strong validator of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    @property
    def validators(self) -> dict[str, str]:
        """The headers that a client may send back for a conditional request."""
        if self.modified is None or self.status != 200:
            return {}
        return {"ETag": self.etag, "Last-Modified": format_datetime(self.modified.astimezone(UTC), usegmt=True)}

    def is_unchanged(self, none_match: str | None, modified_since: str | None) -> bool:
        """Says whether a conditional request may be answered with 304; a given ETag outranks a given date."""
        if not self.validators:
            return False
        if none_match is not None:
            return self.etag in [tag.strip().removeprefix("W/") for tag in none_match.split(",")]
        if modified_since is None or self.modified is None:
            return False
        try:
            return self.modified <= parsedate_to_datetime(modified_since)
        except (TypeError, ValueError):
            return False

    def cut(self) -> Page:
        """The same page broken off in its head, as a proxy under load leaves it."""
        return replace(self, body=self.body[: self.body.find(b"<title>") + 20])


def page_of(text: str, content_type: str = HTML, modified: datetime | None = None, status: int = 200) -> Page:
    """A page from text, in UTF-8."""
    return Page(text.encode(), content_type, status, modified)
