"""A kliping as PDF: the HTML page, laid out by WeasyPrint (extra `pdf`).

WeasyPrint and no browser: it knows page margins, page numbers and break rules, runs in this process without a sandbox,
and asks us before it reads anything from outside. It needs Pango from the system.
"""

from __future__ import annotations

from typing import Any, NoReturn

from monitor.kliping.extra import load_extra
from monitor.kliping.html import render_page
from monitor.kliping.kliping import Kliping
from monitor.phrases import Language


def render_pdf(kliping: Kliping, language: Language) -> bytes:
    """The page as PDF.

    Raises:
        SettingsError: WeasyPrint or Pango is not there.
    """
    weasyprint: Any = load_extra("weasyprint", "pdf")
    page = weasyprint.HTML(string=render_page(kliping, language), url_fetcher=_refuse)
    return bytes(page.write_pdf())


def _refuse(url: str, *_args: object, **_options: object) -> NoReturn:
    # The page is self-contained; nothing that an article names may be fetched or read from disk.
    raise ValueError(f"{url} is not part of the page")
