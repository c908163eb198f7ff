"""`pantau review list|accept|correct|reject|undo|import`: people outrank the pipeline; `pantau gold export`."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from sqlalchemy import Connection

from corpus.errors import UnreadableInput
from corpus.review.claims import Claim, iter_claims, spans_of
from corpus.store.reviewed import read_reviewed
from monitor.annotating import FORMATS, import_file
from monitor.cli.opened import opened_store
from monitor.cli.output import hint, say, say_json
from monitor.cli.writing import write_file
from monitor.gold import iter_gold
from monitor.queue import Waiting, iter_stale, iter_waiting
from monitor.review import Reviewer, accept, correct, reject, require_article, undo
from registry.registry import load_registry

review_app = typer.Typer(
    no_args_is_help=True, help="Review: decide on claims; what people decide outranks the pipeline."
)
gold_app = typer.Typer(no_args_is_help=True, help="Gold: judged articles as training and test data.")
ArticleArgument = Annotated[str, typer.Argument(help="Id of the article, or its address.")]
ClaimsArgument = Annotated[
    list[str], typer.Argument(metavar="CLAIM...", help="Names or numbers as `pantau review list ARTICLE` gives them.")
]
ClaimArgument = Annotated[
    str, typer.Argument(metavar="CLAIM", help="Name or number of the claim; FIELD/+ for a new one.")
]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why.")]
WhoOption = Annotated[str | None, typer.Option("--who", help="Who decides this; your login name when missing.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


@contextmanager
def reviewing(who: str | None, note: str | None = None) -> Iterator[Reviewer]:
    """A write transaction on the store of the working folder, and who writes."""
    with opened_store() as (settings, store), store.begin() as conn:
        registry = load_registry(overlay=settings.registry)
        yield Reviewer(conn, registry, who or getpass.getuser(), datetime.now(UTC), settings.registry, note)


@review_app.command("list")
def list_(
    article: Annotated[str | None, typer.Argument(help="An article; without one, what waits for a decision.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Decisions whose words are gone from the text.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="Claims shown at most.")] = 20,
    json: JsonOption = False,
) -> None:
    """List what waits for a decision, most doubtful first, or all claims of one article with their numbers.

    Examples:

      pantau review list

      pantau review list 3f9a2c71d0b4e856

      pantau review list --stale
    """
    with opened_store() as (_, store), store.read() as conn:
        if article is not None:
            rows: list[Any] = list(_claim_rows(conn, require_article(conn, article)))
        else:
            rows = list(iter_stale(conn) if stale else iter_waiting(conn))[:limit]
    for row in rows:
        if json:
            say_json(row)
        else:
            say(_waiting_line(row) if isinstance(row, Waiting) else _claim_line(row))
    if not rows and not json:
        say("None.")


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """One claim of an article. `verdict` and `who`: the decision that it follows, None when nobody decided."""

    number: int
    claim: str
    words: str
    verdict: str | None
    who: str | None


def _claim_rows(conn: Connection, article_id: str) -> Iterator[ClaimRow]:
    reviewed = read_reviewed(conn, article_id)
    if reviewed is None:
        raise UnreadableInput(article_id, "is stored but not read yet; run `pantau process`")
    notes = {note.claim: note for note in reviewed.record.provenance.judgements}
    for number, claim in enumerate(iter_claims(reviewed.record), 1):
        note = notes.pop(claim.path, None)
        yield ClaimRow(number=number, claim=claim.path, words=_words(claim), verdict=note.verdict if note else None,
                       who=note.who if note else None)  # fmt: skip
    for path, note in notes.items():
        yield ClaimRow(number=0, claim=path, words="", verdict=note.verdict, who=note.who)


def _words(claim: Claim) -> str:
    if claim.field == "relevance":
        return "about the programme" if claim.value.relevant else "not about the programme"
    if claim.field == "tone":
        return f"headline {claim.value.headline or '–'}, body {claim.value.body}"
    texts = [" ".join(span.text.split()) for span in spans_of(claim.field, claim.value)]
    return " … ".join(dict.fromkeys(texts))[:160]


def _claim_line(row: ClaimRow) -> str:
    decided = f"  [{'accepted' if row.verdict == 'positive' else 'rejected'} by {row.who}]" if row.verdict else ""
    return f"{row.number or '–':>3}  {row.claim}  “{row.words}”{decided}"


def _waiting_line(row: Waiting) -> str:
    return f"{row.article_id}  {row.claim}  {row.reason}"


@review_app.command("accept")
def accept_(
    article: ArticleArgument, claims: ClaimsArgument, note: NoteOption = None, who: WhoOption = None
) -> None:  # fmt: skip
    """Say that claims are right. A region that joins a cohort by an accepted event becomes a row of your own registry.

    Example:

      pantau review accept 3f9a2c71d0b4e856 events/mou_signing@2022-04-21@13.72 regions/13.72
    """
    with reviewing(who, note) as reviewer:
        article_id = require_article(reviewer.conn, article)
        found = [accept(reviewer, article_id, name) for name in _names_of(reviewer.conn, article_id, claims)]
    for claim in found:
        say(f"accepted {claim.path}")
        link = getattr(claim.value, "registry", None)
        if link is None or link.status != "adds":
            continue
        if reviewer.overlay is None:
            hint("the setting `registry` names no folder, so the new membership is not kept as a row")
        elif int(link.membership.split("/")[0]) not in reviewer.registry.cohorts:
            hint(f"the registry has no such cohort; to keep {link.membership}, add it to your own cohorts.csv first")


@review_app.command("reject")
def reject_(
    article: ArticleArgument, claims: ClaimsArgument, note: NoteOption = None, who: WhoOption = None
) -> None:  # fmt: skip
    """Say that claims are wrong: they are left out from now on. `relevance` turns to its opposite.

    Example:

      pantau review reject 3f9a2c71d0b4e856 officials/genius-umar 7 --note "bukan pejabat"
    """
    with reviewing(who, note) as reviewer:
        article_id = require_article(reviewer.conn, article)
        found = [reject(reviewer, article_id, name) for name in _names_of(reviewer.conn, article_id, claims)]
    for claim in found:
        say(f"rejected {claim.path}")


def _names_of(conn: Connection, article_id: str, claims: list[str]) -> list[str]:
    """Names in place of numbers: numbers are those of the record as listed and would move with each decision."""
    reviewed = read_reviewed(conn, article_id)
    listed = [] if reviewed is None else list(iter_claims(reviewed.record))
    return [listed[int(c) - 1].path if c.isdigit() and 1 <= int(c) <= len(listed) else c for c in claims]


@review_app.command("correct")
def correct_(
    article: ArticleArgument,
    claim: ClaimArgument,
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="What it should say.")],
    note: NoteOption = None,
    who: WhoOption = None,
) -> None:
    """Say what a claim should be, or make one that is missing (FIELD/+, with the words that it rests on).

    Examples:

      pantau review correct 3f9a2c71d0b4e856 regions/13.02 code=13.72

      pantau review correct 3f9a2c71d0b4e856 events/+ type=coaching date=2022-06 region_codes=13.72 words="bimtek kedua"
    """
    pairs = [change.partition("=") for change in changes]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise typer.BadParameter(f"{wrong[0]!r} is no FIELD=VALUE")
    with reviewing(who, note) as reviewer:
        article_id = require_article(reviewer.conn, article)
        found = correct(reviewer, article_id, claim, {name: value for name, _, value in pairs})
    say(f"corrected {found.path}: " + msgspec.json.encode(found.value).decode())


@review_app.command("undo")
def undo_(
    article: ArticleArgument,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Name of the claim, old or new.")],
    note: NoteOption = None,
    who: WhoOption = None,
) -> None:
    """Take back the last decision on a claim; the one before it stands again, or the pipeline's word.

    Example:

      pantau review undo 3f9a2c71d0b4e856 regions/13.02
    """
    with reviewing(who, note) as reviewer:
        taken = undo(reviewer, require_article(reviewer.conn, article), claim)
    say(f"taken back: {taken.path} {taken.verdict} of {taken.at:%Y-%m-%d} by {taken.who}")


@review_app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="What an annotation tool exported, or a table of decisions.")],
    format_: Annotated[str, typer.Option("--format", help=f"One of: {', '.join(FORMATS)}.")],
    note: NoteOption = None,
    who: WhoOption = None,
    json: JsonOption = False,
) -> None:
    """Turn a file into judgements, all of it or nothing: annotations from other tools, or decisions as CSV or JSONL.

    Tables have the columns article, claim, verdict (accept, reject, correct), set (code=13.72; focus=true) and note.

    Examples:

      pantau review import hasil.json --format labelstudio --who rina

      pantau review import keputusan.csv --format csv
    """
    if format_ not in FORMATS:
        raise typer.BadParameter(f"{format_!r} cannot be imported; known are {', '.join(FORMATS)}")
    with reviewing(who, note) as reviewer:
        counts = import_file(reviewer, file, format_)
    if json:
        say_json(dict(counts))
        return
    say(f"{counts['positive']} claims accepted or corrected, {counts['negative']} rejected")
    if counts["unsure"]:
        hint(f"{counts['unsure']} new marks say not what they stand for; `pantau review correct ARTICLE FIELD/+` tells")


@gold_app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write <id>.json and <id>.txt to; made when missing.")],
) -> None:
    """Write every judged article as gold: the text, and what people left standing, with who decided what.

    Example:

      pantau gold export gold-kami && python -m nlp.evaluation --gold gold-kami
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with opened_store() as (settings, store), store.read() as conn:
        for gold, text in iter_gold(conn, load_registry(overlay=settings.registry)):
            name = "".join(char if char.isalnum() or char in "-_." else "_" for char in gold["id"])
            content = msgspec.json.format(msgspec.json.encode(gold), indent=1)
            write_file(folder / f"{name}.json", content + b"\n")
            write_file(folder / f"{name}.txt", text.encode())
            count += 1
    say(f"{count} judged articles in {folder}")
