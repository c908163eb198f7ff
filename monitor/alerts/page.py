"""Messages as HTML for mail programs: one column, no pictures, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from monitor.alerts.block import Block
from monitor.phrases import Language

_BODY = "font-family:Arial,Helvetica,sans-serif;font-size:15px;line-height:1.45;color:#1b1b1b;max-width:640px"
_QUOTE = "margin:6px 0;padding:4px 12px;border-left:3px solid #8a8a8a;color:#333"
_LABEL = "padding:1px 10px 1px 0;vertical-align:top;color:#595959;white-space:nowrap"


def html_page(title: str, blocks: Sequence[Block], more: str | None, language: Language) -> str:
    """The message as one HTML page; everything that comes from pages is escaped."""
    parts = "\n".join(_block(block) for block in blocks)
    rest = f"<p>{escape(more)}</p>" if more else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f'<body style="{_BODY}">\n{parts}\n{rest}</body></html>\n'
    )


def _block(block: Block) -> str:
    heading = escape(block.heading)
    if block.url:
        heading = f'<a href="{escape(block.url)}" rel="noopener noreferrer nofollow">{heading}</a>'
    quote = f'<blockquote style="{_QUOTE}">“{escape(block.quote)}”</blockquote>' if block.quote else ""
    rows = "".join(_row(label, value) for label, value in block.facts)
    return f'<h2 style="font-size:17px;margin:22px 0 4px">{heading}</h2>{quote}<table>{rows}</table>'


def _row(label: str, value: str) -> str:
    shown = escape(value)
    if value.startswith(("https://", "http://")) and " " not in value:
        shown = f'<a href="{shown}" rel="noopener noreferrer nofollow" style="word-break:break-all">{shown}</a>'
    return f'<tr><td style="{_LABEL}">{escape(label)}</td><td>{shown}</td></tr>'
