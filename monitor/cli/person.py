"""`pantau person show|export|correct|redact|expire`: what people may ask about their own data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
import typer
from rich.text import Text

from corpus.errors import SettingsError, UnreadableInput
from monitor.cli.export import ToOption
from monitor.cli.opened import opened_store
from monitor.cli.output import err, out, say, say_json
from monitor.cli.review import NoteOption, WhoOption, reviewing
from monitor.cli.writing import written
from monitor.lock import run_lock
from monitor.persons import PersonArticle, blank_archive, correct_person, erase_articles, expired, iter_person
from monitor.review import Reviewer
from monitor.settings import load_settings

person_app = typer.Typer(no_args_is_help=True, help="Rights of the people whom the news names (UU 27/2022).")
NameArgument = Annotated[str, typer.Argument(help="The name as printed, without titles; case does not count.")]
ArticlesOption = Annotated[
    list[str] | None, typer.Option("--article", help="Only this article (id); repeatable. Else all with the name.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do it; without, only tell what would be done.")]


@person_app.command()
def show(
    name: NameArgument, json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> None:  # fmt: skip
    """Show where a person is named: articles, what is claimed there, and the words around.

    Example:

      pantau person show "Anwar Sutan"
    """
    found = _found(name)
    for article in found:
        if json:
            say_json(article)
        else:
            _print_article(article)
    if not found:
        raise UnreadableInput(name, "no stored article names this person")


def _found(name: str) -> list[PersonArticle]:
    with opened_store() as (_, store), store.read() as conn:
        return list(iter_person(conn, name))


def _print_article(article: PersonArticle) -> None:
    out.print(Text.assemble((article.article_id, "cyan"), "  ", (article.title or "untitled", "bold")))
    out.print(Text(f"  {article.outlet or '–'} · {(article.published or 'no date')[:10]} · {article.url or ''}", "dim"))
    if article.byline:
        out.print(Text("  wrote it (byline)"))
    for path, claim in article.claims.items():
        role = claim.get("role_text") or claim.get("type") or claim.get("kind") or ""
        out.print(Text(f"  {path}  {role}"))
    for place in article.places[:3]:
        out.print(Text(f"  … {place.around} …"))


@person_app.command()
def export(name: NameArgument, to: ToOption = None) -> None:
    """Write all that is held about a person as JSON lines, to give it to them (UU 27/2022, articles 6 and 7).

    Example:

      pantau person export "Anwar Sutan" --to anwar-sutan.jsonl
    """
    found = _found(name)
    if not found:
        raise UnreadableInput(name, "no stored article names this person")
    with written(to) as file:
        for article in found:
            file.write(msgspec.json.encode(article) + b"\n")
    if to is not None:
        err.print(f"{len(found)} articles written to {to}", markup=False)


@person_app.command()
def correct(
    name: NameArgument,
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="name=, role=, role_text=, …")],
    article: ArticlesOption = None,
    note: NoteOption = None,
    who: WhoOption = None,
) -> None:
    """Mend what is claimed about a person's name or office, in every article or some; the text stays as printed.

    Example:

      pantau person correct "Anwar Sutan" role=wakil_wali_kota role_text="Wakil Wali Kota"
    """
    pairs = [change.partition("=") for change in changes]
    if wrong := [field for field, sign, _ in pairs if not sign]:
        raise typer.BadParameter(f"{wrong[0]!r} is no FIELD=VALUE")
    with reviewing(who, note) as reviewer:
        count = correct_person(reviewer, name, {field: value for field, _, value in pairs}, article or ())
    if not count:
        raise UnreadableInput(name, "no claim names an official so; `pantau person show` tells where the name stands")
    say(f"{count} claims corrected; `pantau review undo` takes one back")


@person_app.command()
def redact(
    name: NameArgument,
    article: ArticlesOption = None,
    reason: Annotated[str, typer.Option("--reason", help="Kept with the tombstone; name nobody in it.")] = "request",
    yes: YesOption = False,
    who: WhoOption = None,
) -> None:
    """Take the articles that name a person out of store, events and archive for good; they do not come back.

    Without --yes nothing is changed. To drop a wrong claim but keep the article, use `pantau review reject`.

    Example:

      pantau person redact "Anwar Sutan" --article 3f9a2c71d0b4e856 --yes
    """
    found = [a for a in _found(name) if not article or a.article_id in article]
    if not found:
        raise UnreadableInput(name, "no such article names this person; `pantau person show` lists them")
    if not yes:
        for one in found:
            say(f"would take out {one.article_id}  {one.title or 'untitled'}  {one.url or ''}")
        return
    with _erasing(who) as erasing:
        addresses = erase_articles(erasing.reviewer, [one.article_id for one in found], reason, name)
        erasing.addresses.extend(addresses)
    say(f"{len(found)} articles taken out, {erasing.blanked} records of the archive blanked")


@person_app.command()
def expire(yes: YesOption = False, who: WhoOption = None) -> None:
    """Take out articles older than the setting `keep_days`, as `redact` does.

    Example:

      PANTAU_KEEP_DAYS=1825 pantau person expire --yes
    """
    days = load_settings().keep_days
    if days is None:
        raise SettingsError("keep_days", "is not set, so articles are kept for good; set it in pantau.toml")
    before = datetime.now(UTC).date() - timedelta(days=days)
    with opened_store() as (_, store), store.read() as conn:
        old = expired(conn, before)
    if not yes:
        say(f"would take out {len(old)} articles from before {before}")
        return
    with _erasing(who) as erasing:
        erasing.addresses.extend(erase_articles(erasing.reviewer, old, f"older than {days} days"))
    say(f"{len(old)} articles from before {before} taken out, {erasing.blanked} records of the archive blanked")


@dataclass
class _Erasing:
    """One erasure under way: `addresses` go from the archive when the store has let them go."""

    reviewer: Reviewer
    addresses: list[str]
    blanked: int = 0


@contextmanager
def _erasing(who: str | None) -> Iterator[_Erasing]:
    """Store and archive together: when the archive cannot be changed, the store keeps the articles too."""
    settings = load_settings()
    with run_lock(settings.lock), reviewing(who) as reviewer:
        erasing = _Erasing(reviewer, [])
        yield erasing
        erasing.blanked = blank_archive(reviewer, settings.archive, erasing.addresses)
