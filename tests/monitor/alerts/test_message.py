"""What a message says, in both languages, and that nothing of a page can break out of it."""

from __future__ import annotations

import json

import pytest

from corpus.record import RegistryLink
from monitor.alerts.alert import Alert, EventAlert
from monitor.alerts.block import Told
from monitor.alerts.message import Message, make_message
from monitor.report import EventNews
from tests.monitor.alerts.world import START


def _alert(**changes: object) -> Alert:
    fields: dict[str, object] = {
        "id": "e1", "type": "mou_signing", "date": "2022-04-21", "status": "held", "region_codes": ("13.72",),
        "regions": ("Kota Solok",), "cohort": 2022, "place": None,
        "registry": RegistryLink(status="adds", membership="2022/13.72", reason="New."),
        "outlets": ("Kabar Nusa", "Info Daerah"), "articles": 2, "evidence": "Solok meneken MoU.",
        "title": "Solok Teken MoU", "url": "https://contoh.id/a?b=1&c=2",
    }  # fmt: skip
    event = EventNews(**(fields | changes))  # type: ignore[arg-type]
    return Alert(subject="event/e1", rule="new-mou", why=(("registry", "adds"),), content=EventAlert(event=event))


def _message(*told: Told, english: bool = False) -> Message:
    return make_message(told, "d1", "en" if english else "id", START)


def test_a_message_carries_all_that_a_reader_needs() -> None:
    message = _message(Told("new", _alert()))
    assert message.title == "[Pantau] Baru: Penandatanganan MoU · Kota Solok · 21 April 2022"
    for part in (
        "“Solok meneken MoU.”", "Registri: belum ada di registri (angkatan 2022)", "Media: Kabar Nusa, Info Daerah (2)",
        "Tautan: https://contoh.id/a?b=1&c=2", "Aturan: new-mou (registri belum ada di registri)",
        "pantau alerts silence event/e1",
    ):  # fmt: skip
        assert part in message.text
    assert "https://contoh.id/a?b=1&amp;c=2" in message.html
    [alert] = json.loads(message.body)["alerts"]
    assert alert["content"]["event"]["registry"]["status"] == "adds"
    assert b"\n" not in message.body


def test_english_by_switch() -> None:
    message = _message(Told("update", _alert(), {"date": ("2022-04", "2022-04-21")}), english=True)
    assert message.title == "[Pantau] Update: MoU signed · Kota Solok · 21 April 2022"
    assert "What changed: date: April 2022 → 21 April 2022" in message.text
    assert "not in the registry yet" in message.text


@pytest.mark.parametrize(
    "bad",
    ["<script>alert(1)</script>", 'x" onmouseover="y', "a\r\nBcc: b@contoh.id", "maju\u202emundur", "\x1b[31mmerah"],
    ids=["script", "attribute", "header", "direction", "terminal"],
)
def test_text_of_pages_stays_text(bad: str) -> None:
    message = _message(Told("new", _alert(evidence=bad, regions=(bad,), outlets=(bad,))))
    assert "<script" not in message.html
    assert 'onmouseover="' not in message.html
    for text in (message.title, message.text, message.html):
        assert not set(text) & set("\r\u202e\x1b")
    assert "\n" not in message.title


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    message = _message(Told("new", _alert(url="javascript:alert(1)")))
    assert "javascript" not in message.text
    assert "javascript" not in message.html


def test_a_long_digest_says_how_many_are_left_and_its_json_holds_all() -> None:
    message = _message(*(Told("new", _alert()) for _ in range(120)))
    assert message.text.rstrip().endswith("dan 20 lagi")
    assert len(json.loads(message.body)["alerts"]) == 120
