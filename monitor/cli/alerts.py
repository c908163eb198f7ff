"""`pantau alerts …`: rules, what they would have told, sending, and what waits in the outbox."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Annotated, get_args

import typer

from corpus.errors import DeliveryError
from corpus.store import Store
from corpus.store.outbox import OutboxState, iter_outbox, retry
from corpus.store.subscriptions import end_silence, read_silenced, write_silence
from monitor.alerts.channels import Tools
from monitor.alerts.facts import WIB
from monitor.alerts.gathering import gather, register
from monitor.alerts.message import make_test_message
from monitor.alerts.outbox import deliver, preview
from monitor.alerts.parsing import Plan, load_plan
from monitor.alerts.trial import try_rule
from monitor.cli.filters import parse_day
from monitor.cli.opened import opened_store
from monitor.cli.output import PARTLY, complain, say, say_json
from monitor.cli.watch import report_alerts
from monitor.lock import run_lock
from monitor.settings import Settings, load_settings
from monitor.watch import fetch_options
from registry.registry import Registry, load_registry

alerts_app = typer.Typer(no_args_is_help=True, help="Alerts: one message for each new event, once.")
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def _now() -> datetime:
    return datetime.now(UTC)


def _plan(settings: Settings) -> tuple[Plan, Registry]:
    registry = load_registry(overlay=settings.registry)
    return load_plan(settings.alerts, registry), registry


def _tools(settings: Settings, *, json: bool = False) -> Tools:
    return Tools(clock=_now, write=say, fetch=fetch_options(settings), json=json)


@contextmanager
def _locked() -> Iterator[tuple[Settings, Store]]:
    with opened_store() as (settings, store), run_lock(settings.lock):
        yield settings, store


@alerts_app.command("list")
def list_(json: JsonOption = False) -> None:
    """List the rules, built-in ones too, with their channels; also checks the alert files.

    Example:

      pantau alerts list
    """
    plan, _ = _plan(load_settings())
    for _, rule in sorted(plan.rules.items()):
        if json:
            say_json(rule)
        else:
            say(f"{rule.name} · {rule.on} · {', '.join(rule.channels) or 'no channel'} · {rule.about or '–'}")


@alerts_app.command("test")
def try_(
    rule: Annotated[str, typer.Argument(help="Name of the rule.")],
    since: Annotated[str | None, typer.Option(help="Only what was printed on this day or later.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what would not have fired, with the reason.")] = False,
    json: JsonOption = False,
) -> None:
    """Show what a rule would have told of the past, and why; nothing is sent or stored.

    Examples:

      pantau alerts test new-mou --since 2026-01-01

      pantau alerts test negative-coverage --all
    """
    with opened_store() as (settings, store), store.read() as conn:
        plan, registry = _plan(settings)
        if rule not in plan.rules:
            raise typer.BadParameter(f"no rule is called {rule!r}; known are {', '.join(sorted(plan.rules))}")
        tried = list(try_rule(conn, plan.rules[rule], registry, parse_day(since, "--since"), _now()))
    for each in tried:
        if json:
            say_json(each)
        elif each.fires or all_:
            reason = ", ".join(f"{name} {value}" for name, value in each.why)
            missing = f" · fails {each.missing[0]}: {each.missing[1]}" if each.missing else ""
            why = f" · {reason or 'always'}" if reason or each.fires else ""
            say(f"{'fires' if each.fires else '–    '} {each.subject} · {each.title}{why}{missing}")
    if not json:
        say(f"{sum(each.fires for each in tried)} of {len(tried)} would have been told")


@alerts_app.command("deliver")
def deliver_(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be sent now.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the report as one JSON object.")] = False,
) -> None:
    """Look at the rules and send what is due, without crawling; `pantau watch` does this too.

    Examples:

      pantau alerts deliver --dry-run

      pantau alerts deliver
    """
    with _locked() as (settings, store):
        plan, registry = _plan(settings)
        tools = _tools(settings, json=json)
        if dry_run:
            shown = [
                f"{channel}{f' ({address})' if address else ''}: {message.title}\n\n{message.text}"
                for channel, address, message in preview(store, plan, registry, tools)
            ]
            say("\n".join(shown) or "Nothing is due now; pantau alerts outbox lists what waits.")
            return
        register(store, plan, _now)
        gather(store, plan, registry, _now)
        report = deliver(store, plan, tools)
    if json:
        say_json(report)
    else:
        report_alerts(report)
    if report.is_partial:
        raise typer.Exit(PARTLY)


@alerts_app.command()
def outbox(
    state: Annotated[list[str] | None, typer.Option(help=f"One of {', '.join(get_args(OutboxState))}.")] = None,
    retry_: Annotated[bool, typer.Option("--retry", help="Send failed and unsure messages again.")] = False,
    json: JsonOption = False,
) -> None:
    """List what waits: messages that are due, failed for good, or may have been sent (killed twice while sending).

    Examples:

      pantau alerts outbox

      pantau alerts outbox --state failed --retry
    """
    known = get_args(OutboxState)
    for name in state or []:
        if name not in known:
            raise typer.BadParameter(f"{name!r} is no state; known are {', '.join(known)}")
    wanted: list[OutboxState] = [name for name in known if name in (state or ("due", "sending", "failed", "unsure"))]
    with opened_store() as (_, store):
        with store.read() as conn:
            rows = list(iter_outbox(conn, wanted))
        if retry_:
            with store.begin() as conn:
                say(f"{retry(conn, [row.number for row in rows], _now())} messages are due again")
            return
    for row in rows:
        if json:
            say_json(row)
        else:
            where = f"{row.channel}{f' ({row.address})' if row.address else ''}"
            due = f"{row.due_at.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
            say(f"{row.number} · {row.state} · {row.subject} · {row.rule} → {where} · {due} · {row.problem or '–'}")


@alerts_app.command()
def silence(
    target: Annotated[str | None, typer.Argument(help="event/ID, article/ID, source/NAME… or rule/NAME.")] = None,
    days: Annotated[int | None, typer.Option(min=1, help="For so many days; for good when missing.")] = None,
    end: Annotated[bool, typer.Option("--end", help="Speak of it again.")] = False,
) -> None:
    """Hear no more of one thing or one rule; without a target, list what is silenced.

    Examples:

      pantau alerts silence event/3f9a2c71d0b4

      pantau alerts silence rule/negative-coverage --days 7
    """
    with opened_store() as (_, store), store.begin() as conn:
        if target is None:
            for name, until in read_silenced(conn, _now()).items():
                say(f"{name} · {f'until {until.astimezone(WIB):%Y-%m-%d %H:%M} WIB' if until else 'for good'}")
        elif "/" not in target:
            raise typer.BadParameter(f"{target!r} is no target; write event/ID or rule/NAME")
        elif end:
            say("It is heard again." if end_silence(conn, target) else "It was not silenced.")
        else:
            until = _now() + timedelta(days=days) if days else None
            write_silence(conn, target, until, getpass.getuser(), _now())
            say(f"{target} is silent {f'until {until.astimezone(WIB):%Y-%m-%d %H:%M} WIB' if until else 'for good'}.")


@alerts_app.command()
def ping(channel: Annotated[str, typer.Argument(help="Name of the channel.")]) -> None:
    """Send a test message through a channel, to every address of it.

    Example:

      pantau alerts ping redaksi
    """
    settings = load_settings()
    plan, _ = _plan(settings)
    if channel not in plan.channels:
        raise typer.BadParameter(f"no channel is called {channel!r}; known are {', '.join(plan.channels) or 'none'}")
    chosen, failed = plan.channels[channel], False
    for address in chosen.addresses():
        message = make_test_message(channel, f"test-{_now():%Y%m%dT%H%M%S%f}", chosen.language)
        try:
            chosen.send(message, address, _tools(settings))
        except DeliveryError as error:
            complain(error)
            failed = True
        else:
            say(f"{channel}{f' ({address})' if address else ''} took the test message")
    if failed:
        raise typer.Exit(PARTLY)
