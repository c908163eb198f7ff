"""The press world: outlets with real-world faces on loopback, for demonstrations and tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from corpus.errors import SettingsError
from crawler.sources import Source, parse_source
from monitor.demo.faces import FACES
from monitor.demo.outlet import Outlet, load_outlets
from monitor.demo.server import OutletServer, Request, serving

# Least pause between two requests to one outlet, in seconds: our own server on loopback needs no more.
PAUSE_S = 0.01


@dataclass(frozen=True, slots=True)
class World:
    """The outlets that are being served and what was asked of them.

    `base_urls` maps outlet ids to addresses; `source_files` maps file names to the TOML of the sources, and `sources`
    are those files read. `requests` grows while the world is served, in the order of the answers.
    """

    day: int
    base_urls: dict[str, str]
    source_files: dict[str, str]
    sources: tuple[Source, ...]
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


def source_toml(outlet: Outlet, base_url: str) -> str:
    """The source file of an outlet, in the format of the crawler's own sources."""
    face = FACES[outlet.face]
    rows = {
        "outlet": outlet.name, "type": outlet.type, "home": f"{base_url}/", "zone": outlet.zone, "pause_s": PAUSE_S,
        "feeds": [base_url + path for path in face.feeds], "sitemaps": [base_url + path for path in face.sitemaps],
    }  # fmt: skip
    # JSON strings, numbers and arrays of strings are TOML too.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items()]
    if face.listing:
        path, links = face.listing
        lines += ["[[listings]]", f'url = "{base_url}{path}"', f'links = "{links}"', "pages = 2"]
    if face.extract:
        lines += ["[[extract]]", *(f"{key} = {json.dumps([selector])}" for key, selector in face.extract)]
    return "\n".join(lines) + "\n"


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
        base_urls: dict[str, str] = {}
        files: dict[str, str] = {}
        for place, outlet in enumerate(load_outlets()):
            server = stack.enter_context(serving(_server(outlet, first_port and first_port + place, log)))
            server.pages = FACES[outlet.face].build_pages(outlet, outlet.items(day), server.base_url)
            base_urls[outlet.id] = server.base_url
            files[f"{outlet.id}.toml"] = source_toml(outlet, server.base_url)
        sources = tuple(parse_source(text, name) for name, text in files.items())
        yield World(day, base_urls, files, sources, log)
