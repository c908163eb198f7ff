"""How a webhook proves that it comes from us: HMAC-SHA256 over time and body."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

TIMESTAMP, SIGNATURE = "Pantau-Timestamp", "Pantau-Signature"


def sign(body: bytes, secret: str, now: datetime) -> dict[str, str]:
    """The two headers of a body: seconds since 1970, and `sha256=` with the HMAC of `<seconds>.<body>` in hex."""
    seconds = str(int(now.timestamp()))
    return {TIMESTAMP: seconds, SIGNATURE: f"sha256={_hmac(secret, seconds, body)}"}


def verify(body: bytes, headers: Mapping[str, str], secret: str, now: datetime, max_age_s: float = 300.0) -> bool:
    """Says whether a received body is signed with the secret and not older than `max_age_s`, nor as far ahead."""
    seconds, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
        return False
    fresh = abs(now.timestamp() - int(seconds)) <= max_age_s
    return fresh and hmac.compare_digest(signature, f"sha256={_hmac(secret, seconds, body)}")


def _hmac(secret: str, seconds: str, body: bytes) -> str:
    return hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
