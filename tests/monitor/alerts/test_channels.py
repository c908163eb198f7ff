"""Every channel hands a message over, and says so when it cannot; real servers on loopback."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import msgspec
import pytest

from corpus.errors import DeliveryError, SettingsError
from monitor.alerts.channels import CHANNELS, Channel
from monitor.alerts.message import Message, make_test_message
from monitor.alerts.signature import verify
from tests.monitor.alerts.receivers import Mailbox, free_port, mail_server, web_server
from tests.monitor.alerts.world import Clock, Printed, plan_of

SECRET = "garam-dapur"


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANTAU_SECRET_KAIT", SECRET)
    monkeypatch.setenv("PANTAU_SECRET_APPRISE", "json://token-rahasia@127.0.0.1")


def _message() -> Message:
    return make_test_message("redaksi", "0123456789abcdef01234567", "id")


def smtp(mailbox: Mailbox) -> Channel:
    """The mail channel to a server."""
    return plan_of(
        f'[channels.redaksi]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {mailbox.port}\nsecurity = "none"\n'
        'sender = "Pantau <pantau@contoh.id>"\nto = ["a@contoh.id", "b@contoh.id"]'
    ).channels["redaksi"]


def webhook(url: str, **entries: object) -> Channel:
    """The webhook channel to an address."""
    more = "\n".join(f"{name} = {json.dumps(value)}" for name, value in entries.items())
    return plan_of(
        f'[channels.redaksi]\nkind = "webhook"\nurl = "{url}"\nsecret = "env:PANTAU_SECRET_KAIT"\n{more}'
    ).channels["redaksi"]


def _through_smtp(clock: Clock, printed: Printed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    with mail_server() as mailbox:
        channel = smtp(mailbox)
        for address in channel.addresses():
            channel.send(_message(), address, printed.tools(clock))
    assert [address for address, _ in mailbox.mails] == ["a@contoh.id", "b@contoh.id"]
    mail = mailbox.mails[0][1]
    assert (mail["To"], mail["Message-ID"]) == ("a@contoh.id", "<0123456789abcdef01234567@contoh.id>")
    assert mail["Date"].datetime == clock()
    page = mail.get_body(("html",))
    assert page is not None
    assert "Saluran redaksi berfungsi" in page.get_content()
    plain = mail.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())


def _through_webhook(clock: Clock, printed: Printed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    with web_server() as posts:
        webhook(posts.url).send(_message(), "", printed.tools(clock))
    [(headers, body)] = posts.taken
    assert verify(body, headers, SECRET, clock())
    assert not verify(body + b" ", headers, SECRET, clock())
    assert not verify(body, headers, "salah", clock())
    clock.move(minutes=6)
    assert not verify(body, headers, SECRET, clock())
    assert headers["Pantau-Delivery"] == "0123456789abcdef01234567"
    assert json.loads(body)["schema"] == 1
    return _message().text


def _through_file(clock: Clock, printed: Printed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    path = folder / "kabar" / "siaga.jsonl"
    path.parent.mkdir()
    path.write_bytes(b'{"half a line')
    channel = plan_of(f'[channels.x]\nkind = "file"\npath = "{path}"').channels["x"]
    for _ in range(3):
        channel.send(_message(), "", printed.tools(clock))
    _, line = path.read_bytes().splitlines()
    assert line == _message().body, "sent three times, written once"
    return _message().text


def _through_stdout(clock: Clock, printed: Printed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    channel = plan_of('[channels.x]\nkind = "stdout"').channels["x"]
    channel.send(_message(), "", printed.tools(clock))
    channel.send(_message(), "", printed.tools(clock, json=True))
    assert json.loads(printed.lines[1])["delivery"] == _message().delivery
    return printed.lines[0]


def _through_apprise(clock: Clock, printed: Printed, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    taken: list[str] = []
    _install_apprise(monkeypatch, lambda title, body: not taken.append(body))  # type: ignore[func-returns-value]
    channel = plan_of('[channels.x]\nkind = "apprise"\nurls = ["env:PANTAU_SECRET_APPRISE"]').channels["x"]
    assert channel.addresses() == ("env:PANTAU_SECRET_APPRISE",), "the outbox never sees what is behind it"
    channel.send(_message(), channel.addresses()[0], printed.tools(clock))
    return taken[0]


def _install_apprise(monkeypatch: pytest.MonkeyPatch, notify: Callable[..., bool]) -> None:
    module = ModuleType("apprise")
    module.Apprise = lambda: SimpleNamespace(  # type: ignore[attr-defined]
        add=lambda url: url.startswith("json://"), notify=notify
    )
    monkeypatch.setitem(sys.modules, "apprise", module)


_THROUGH = {
    "smtp": _through_smtp, "webhook": _through_webhook, "file": _through_file, "stdout": _through_stdout,
    "apprise": _through_apprise,
}  # fmt: skip


@pytest.mark.parametrize("kind", CHANNELS)
def test_a_message_comes_through(
    kind: str, clock: Clock, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ini pesan uji dari Pantau" in _THROUGH[kind](clock, printed, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("answer", "permanent"), [("450 later", False), ("550 no such user", True)], ids=["for now", "for good"]
)
def test_a_mail_server_that_refuses_one_recipient_takes_the_other(
    answer: str, permanent: bool, clock: Clock, printed: Printed
) -> None:
    with mail_server() as mailbox:
        mailbox.refused["a@contoh.id"] = answer
        channel = smtp(mailbox)
        with pytest.raises(DeliveryError, match=answer) as caught:
            channel.send(_message(), "a@contoh.id", printed.tools(clock))
        channel.send(_message(), "b@contoh.id", printed.tools(clock))
    assert caught.value.permanent is permanent
    assert [address for address, _ in mailbox.mails] == ["b@contoh.id"]


@pytest.mark.parametrize(
    ("status", "headers", "retry_after_s", "permanent"),
    [
        (500, {}, None, False), (503, {"Retry-After": "120"}, 120.0, False), (404, {}, None, False),
        (302, {"Location": "http://127.0.0.1/"}, None, False), (410, {}, None, True),
    ],
)  # fmt: skip
def test_a_webhook_that_does_not_take_it_says_why_without_its_address(
    status: int, headers: dict[str, str], retry_after_s: float | None, permanent: bool, clock: Clock, printed: Printed
) -> None:
    with web_server() as posts:
        posts.answers.append((status, headers))
        with pytest.raises(DeliveryError, match=str(status)) as caught:
            webhook(posts.url).send(_message(), "", printed.tools(clock))
        assert posts.asked == 1, "no redirect is followed"
    assert (caught.value.retry_after_s, caught.value.permanent) == (retry_after_s, permanent)
    assert "rahasia" not in str(caught.value)


@pytest.mark.parametrize("kind", ["smtp", "webhook"])
def test_nobody_listening_is_a_delivery_error(kind: str, clock: Clock, printed: Printed) -> None:
    port = free_port()
    channel = smtp(Mailbox(port=port)) if kind == "smtp" else webhook(f"http://127.0.0.1:{port}/?kunci=rahasia")
    with pytest.raises(DeliveryError) as caught:
        channel.send(_message(), channel.addresses()[0], printed.tools(clock))
    assert "rahasia" not in str(caught.value)
    assert not caught.value.permanent


@pytest.mark.parametrize("kind", ["smtp", "webhook"])
def test_a_server_that_never_answers_is_a_delivery_error(kind: str, clock: Clock, printed: Printed) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        port = mute.getsockname()[1]
        mail = msgspec.structs.replace(smtp(Mailbox(port=port)), timeout_s=0.05)
        channel = mail if kind == "smtp" else webhook(f"http://127.0.0.1:{port}/", timeout_s=0.05)
        with pytest.raises(DeliveryError):
            channel.send(_message(), channel.addresses()[0], printed.tools(clock))


def test_a_webhook_in_a_private_network_wants_a_word(clock: Clock) -> None:
    from crawler.fetch import FetchOptions
    from monitor.alerts.channels import Tools

    tools = Tools(clock=clock, write=print, fetch=FetchOptions())
    with web_server() as posts:
        with pytest.raises(DeliveryError, match="allow_private"):
            webhook(posts.url).send(_message(), "", tools)
        assert posts.asked == 0
        webhook(posts.url, allow_private=True).send(_message(), "", tools)
        assert posts.asked == 1


def test_a_missing_secret_is_named_by_its_reference(
    clock: Clock, printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PANTAU_SECRET_KAIT")
    with pytest.raises(SettingsError, match="PANTAU_SECRET_KAIT"):
        webhook("https://contoh.id/").send(_message(), "", printed.tools(clock))


def test_a_secret_may_lie_in_a_file_of_a_folder_that_the_environment_names(
    clock: Clock, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kait").write_text(f"{SECRET}\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with web_server() as posts:
        channel = plan_of(
            f'[channels.x]\nkind = "webhook"\nurl = "{posts.url}"\nsecret = "file:$CREDENTIALS_DIRECTORY/kait"'
        ).channels["x"]
        channel.send(_message(), "", printed.tools(clock))
    [(headers, body)] = posts.taken
    assert verify(body, headers, SECRET, clock())


def test_a_file_that_cannot_be_written_is_a_delivery_error(clock: Clock, printed: Printed, tmp_path: Path) -> None:
    channel = plan_of(f'[channels.x]\nkind = "file"\npath = "{tmp_path}"').channels["x"]
    with pytest.raises(DeliveryError, match="cannot be written"):
        channel.send(_message(), "", printed.tools(clock))


def test_apprise_that_fails_or_is_missing_is_told(
    clock: Clock, printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = plan_of('[channels.x]\nkind = "apprise"\nurls = ["env:PANTAU_SECRET_APPRISE"]').channels["x"]
    _install_apprise(monkeypatch, lambda title, body: False)
    with pytest.raises(DeliveryError) as caught:
        channel.send(_message(), channel.addresses()[0], printed.tools(clock))
    assert "token-rahasia" not in str(caught.value)
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(SettingsError, match=r"pantau\[notify\]"):
        channel.send(_message(), channel.addresses()[0], printed.tools(clock))
