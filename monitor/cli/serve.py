"""`pantau serve`: tell other programs whether the watch is well."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from monitor.cli.output import err
from monitor.repeating import parse_pace
from monitor.settings import load_settings


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8787,
    stale_after: Annotated[
        str, typer.Option("--stale-after", help="How long ago the last watch may have ended: 90m, 26h.")
    ] = "26h",
) -> None:
    """Answer /health (JSON, 200 or 503) and /metrics (Prometheus) until stopped; reads the store, never writes it.

    Whoever reaches the port may read the numbers; nothing else is told.

    Examples:

      pantau serve

      pantau serve --port 9100 --stale-after 90m
    """
    limit_s = parse_pace(stale_after)
    if limit_s is None:
        raise typer.BadParameter(f"--stale-after {stale_after!r} is no span; write it as 90m or 26h, at least 10s")
    from monitor.serving.server import make_server, serving

    stop = threading.Event()
    server = make_server(host, port, load_settings().store, lambda: datetime.now(UTC), timedelta(seconds=limit_s))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with serving(server) as address:
        err.print(f"listening on {address}: /health, /metrics", markup=False)
        stop.wait()
