"""What outlets look like: one module per face, each with `build_pages` and `source_toml`."""

from __future__ import annotations

from monitor.demo.faces.face import Face
from monitor.demo.faces.government import GOVERNMENT
from monitor.demo.faces.portal import PORTAL
from monitor.demo.faces.tabloid import TABLOID
from monitor.demo.faces.wordpress import WORDPRESS

FACES: dict[str, Face] = {"wordpress": WORDPRESS, "portal": PORTAL, "government": GOVERNMENT, "tabloid": TABLOID}

__all__ = ["FACES", "Face"]
