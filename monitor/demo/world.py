"""The press world: outlets with real-world faces on loopback, for demonstrations and tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from corpus.errors import SettingsError
from monitor.demo.faces import FACES
from monitor.demo.outlet import Outlet, load_outlets
from monitor.demo.server import OutletServer, Request, serving


@dataclass(frozen=True, slots=True)
class World:
    """The outlets that are being served and what was asked of them.

    `base_urls` maps outlet ids to addresses; `requests` grows while the world is served, in the order of the answers.
    """

    day: int
    base_urls: dict[str, str]
    requests: list[Request] = field(default_factory=list)

    def violations(self) -> list[Request]:
        """Requests for sections that an outlet's robots.txt closes."""
        closed = {outlet.id: FACES[outlet.face].closed for outlet in load_outlets()}
        return [r for r in self.requests if (section := closed[r.outlet]) is not None and r.path.startswith(section)]


def _server(outlet: Outlet, port: int, log: list[Request]) -> OutletServer:
    try:
        return OutletServer(outlet.id, port, log)
    except OSError as error:
        raise SettingsError("port of the demo", f"127.0.0.1:{port} cannot be used ({error}); choose another") from error


@contextmanager
def press_world(day: int = 1, first_port: int = 0) -> Iterator[World]:
    """Serves the press world until the block ends.

    Args:
        day: 1, or 2 for what the outlets add on the next day.
        first_port: the first of consecutive ports, one for each outlet, so that addresses stay the same from run to
            run; 0 takes any free ports.

    Raises:
        SettingsError: a port is taken.
    """
    with ExitStack() as stack:
        log: list[Request] = []
        base_urls = {}
        for place, outlet in enumerate(load_outlets()):
            server = stack.enter_context(serving(_server(outlet, first_port and first_port + place, log)))
            server.pages = FACES[outlet.face].build_pages(outlet, outlet.items(day), server.base_url)
            base_urls[outlet.id] = server.base_url
        yield World(day, base_urls, log)
