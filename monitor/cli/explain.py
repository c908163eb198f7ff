"""`pantau explain`: a text with its spans, and per claim why it was decided so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from monitor.cli.output import out, say
from monitor.cli.writing import write_file
from monitor.inputs import read_file, stdin_bytes
from monitor.phrases import Language

if TYPE_CHECKING:
    from monitor.explain import Explained, Segment

_STYLES = {
    "region": "black on green", "official": "black on yellow", "date": "black on cyan", "pillar": "black on magenta",
    "figure": "white on red", "quote": "italic", "event": "underline", "relevance": "bold",
}  # fmt: skip


def explain(
    file: Annotated[str, typer.Argument(help="Text file with one article; - is standard input.")],
    published: Annotated[str | None, typer.Option(help="Publication date, e.g. 2022-04-21.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Name of the outlet.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page instead of using the terminal.")] = None,
    language: Annotated[str, typer.Option(help="Language of the page: id or en.")] = "id",
) -> None:
    """Show an article with its spans coloured and, per claim, the rule, score or candidates behind it.

    Examples:

      pantau explain berita.txt --published 2022-04-21

      pantau explain berita.txt --html penjelasan.html
    """
    if language not in ("id", "en"):
        raise typer.BadParameter("--language is id or en")
    article = read_file(file, published, outlet, stdin_bytes())
    from datetime import UTC, datetime

    from monitor.explain import explain as explain_doc
    from monitor.explain import iter_segments, to_html
    from monitor.reading import load_reader
    from nlp.record import build_record

    reader = load_reader()
    doc = reader.read_doc(article)
    record = build_record(doc, article, reader.registry, datetime.now(UTC))
    claims = explain_doc(doc, record)
    if html is not None:
        chosen: Language = "en" if language == "en" else "id"
        write_file(html, to_html(article.text, article.title or article.id, claims, chosen).encode())
        say(str(html))
    else:
        _print(article.text, claims, list(iter_segments(article.text, claims)))


def _print(text: str, claims: Sequence[Explained], segments: Sequence[Segment]) -> None:
    shown = Text()
    for start, end, covering in segments:
        shown.append(text[start:end], " ".join(_STYLES[claim.group] for claim in covering[-1:]))
    out.print(shown)
    table = Table("part", "text", "claim", "reason", title="Why", title_justify="left")
    for claim in claims:
        words = " ".join(text[claim.start : claim.end].split())
        table.add_row(claim.group, Text(words[:80]), Text(claim.label), Text(claim.reason))
    out.print(table)
