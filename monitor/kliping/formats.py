"""All forms of a kliping by the ending of the file's name. A new one is a file beside this and a line here."""

from __future__ import annotations

from typing import Protocol

import msgspec

from monitor.kliping.docx import render_docx
from monitor.kliping.html import render_html
from monitor.kliping.kliping import Kliping
from monitor.kliping.pdf import render_pdf
from monitor.kliping.text import render_text
from monitor.kliping.xlsx import render_xlsx
from monitor.phrases import Language


class Renderer(Protocol):
    """Turns a kliping into the bytes of a file."""

    def __call__(self, kliping: Kliping, language: Language) -> bytes:
        """Pure; raises SettingsError when a library that it needs is not installed."""


def render_json(kliping: Kliping, language: Language) -> bytes:  # noqa: ARG001
    """The kliping as it is, the same in every language."""
    return msgspec.json.encode(kliping) + b"\n"


RENDERERS: dict[str, Renderer] = {
    "html": render_html, "pdf": render_pdf, "docx": render_docx, "xlsx": render_xlsx, "txt": render_text,
    "json": render_json,
}  # fmt: skip
