"""Text from the press as it may stand in files for others: no control or direction characters, web links only."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Controls and lone surrogates, which XML refuses, and marks that turn the reading direction (CVE-2021-42574).
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def plain_text(text: str | None) -> str:
    """One line of printable text: unwanted characters gone, white space folded; "" for None."""
    return " ".join(_UNWANTED.sub("", text or "").split())


def shorten(text: str, limit_chars: int) -> str:
    """A text of at most so many characters, cut between words with an ellipsis."""
    return text if len(text) <= limit_chars else text[: limit_chars - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def web_link(url: str | None) -> str | None:
    """The address when it is one of the web (http, https); else None, so that no file carries other schemes."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    found = plain_text(url)
    return found if parts.scheme in ("http", "https") and parts.netloc and " " not in found else None
