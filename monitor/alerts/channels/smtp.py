"""Alerts by mail, as text and HTML."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Literal

from corpus.errors import DeliveryError, SettingsError
from monitor.alerts.channels.channel import ChannelEntry, Tools
from monitor.alerts.message import Message
from monitor.alerts.secret import check_reference, read_secret


class SmtpChannel(ChannelEntry, frozen=True, kw_only=True):
    """Sends each message to each address of `to` as a mail of its own, so that one that is refused harms no other.

    `security`: `starttls` (port 587), `tls` (465) or `none`, the last without a password only.
    """

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = None
    timeout_s: float = 30.0

    def check(self, where: str) -> None:
        """Wants addresses, and no password over an open line."""
        ChannelEntry.check(self, where)
        for name, addresses in (("sender", (self.sender,)), ("to", self.to)):
            for address in addresses:
                if "@" not in parseaddr(address)[1] or not address.isprintable():
                    raise SettingsError(f"{where}.{name}", f"{address!r} is no mail address")
        if not self.to:
            raise SettingsError(f"{where}.to", "names nobody")
        if (self.user is None) != (self.password is None):
            raise SettingsError(f"{where}.password", "user and password go together")
        if self.password is not None:
            check_reference(f"{where}.password", self.password)
            if self.security == "none":
                raise SettingsError(f"{where}.security", "a password needs starttls or tls")

    def addresses(self) -> tuple[str, ...]:
        """The recipients."""
        return self.to

    def send(self, message: Message, address: str, tools: Tools) -> None:
        """Hands one mail for one recipient to the server."""
        mail = self.mail(message, address, tools)
        try:
            with self._connect() as server:
                if self.user is not None and self.password is not None:
                    server.login(self.user, read_secret(f"channels.{self.name}.password", self.password))
                server.send_message(mail, self.sender, [address])
        except smtplib.SMTPRecipientsRefused as error:
            code, reason = next(iter(error.recipients.values()))
            raise DeliveryError(self.name, _said(code, reason), permanent=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            raise DeliveryError(self.name, _said(error.smtp_code, error.smtp_error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(self.name, f"{self.host}:{self.port}: {error or type(error).__name__}") from error

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_s, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        try:
            if self.security == "starttls":
                server.starttls(context=ssl.create_default_context())
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def mail(self, message: Message, address: str, tools: Tools) -> EmailMessage:
        """The mail: its Message-ID is the same for every try, so that mail systems can drop a second copy."""
        mail = EmailMessage()
        mail["Subject"] = message.title
        mail["From"] = self.sender
        mail["To"] = address
        mail["Date"] = format_datetime(tools.clock())
        mail["Message-ID"] = f"<{message.delivery}@{parseaddr(self.sender)[1].rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        mail.add_alternative(message.html, subtype="html")
        return mail


def _said(code: int, reason: bytes | str) -> str:
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return f"the mail server answers {code} {' '.join(text.split())[:200]}"
