"""A kliping as one self-contained HTML page that prints on A4."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus.version import __version__
from monitor.kliping.kliping import Kliping
from monitor.kliping.wording import Wording
from monitor.phrases import Language


@lru_cache(maxsize=1)
def _environment() -> Environment:
    # Every value is escaped, whatever the template's name; a misspelt one fails instead of printing nothing.
    return Environment(
        loader=PackageLoader("monitor.kliping"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def render_page(kliping: Kliping, language: Language) -> str:
    """The page. Nothing in it is fetched from elsewhere and nothing runs."""
    words = Wording(language)
    footer = " · ".join(part for part in (kliping.agency, f"{words.title(kliping)} {words.period(kliping)}") if part)
    return _environment().get_template("kliping.html").render(
        kliping=kliping, words=words, say=words.say, version=__version__, footer=css_string(footer),
        page_label=css_string(words.say.page), of_label=css_string(words.say.of),
    )  # fmt: skip


def css_string(text: str) -> Markup:
    """A text as a CSS string inside a style element: all but letters and digits as escapes."""
    return Markup('"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"')


def render_html(kliping: Kliping, language: Language) -> bytes:
    """The page as a file."""
    return render_page(kliping, language).encode()
