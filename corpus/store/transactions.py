"""What both kinds of databases agree on: how long a writer waits, and which transactions only read."""

from __future__ import annotations

# A crawl writes in short transactions; a writer that waits longer than this stands behind something that hangs.
BUSY_TIMEOUT_S = 30.0
# The execution option of connections that only read.
READING = "pantau_reading"
