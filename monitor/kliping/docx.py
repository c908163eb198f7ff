"""A kliping as a Word document on A4 (extra `docx`), to be edited before it goes on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from monitor.kliping.docx_sheet import Sheet
from monitor.kliping.kliping import Count, Item, Kliping
from monitor.kliping.wording import Wording
from monitor.phrases import Language


def render_docx(kliping: Kliping, language: Language) -> bytes:
    """The document.

    Raises:
        SettingsError: python-docx is not installed.
    """
    words = Wording(language)
    sheet = Sheet(language)
    _properties(sheet.document.core_properties, kliping, words)
    title = f"{words.title(kliping)} {words.period(kliping)}"
    sheet.footer(" · ".join(filter(None, (kliping.agency, title))), words.say.page, words.say.of)
    _front(sheet, kliping, words)
    if kliping.items:
        sheet.heading(words.say.items, 1)
        for item in kliping.items:
            _item(sheet, item, words)
    _closing(sheet, kliping, words)
    file = io.BytesIO()
    sheet.document.save(file)
    return file.getvalue()


def _properties(properties: Any, kliping: Kliping, words: Wording) -> None:
    properties.title = f"{words.title(kliping)}, {words.period(kliping)}"
    properties.author = kliping.agency or "Pantau"
    properties.subject, properties.comments, properties.language = words.say.subject, "", words.language
    properties.created = properties.modified = kliping.made


def _front(sheet: Sheet, kliping: Kliping, words: Wording) -> None:
    say = words.say
    if kliping.agency:
        sheet.agency(kliping.agency)
    sheet.paragraph(words.title(kliping), "Title")
    sheet.paragraph(words.period(kliping), "Subtitle")
    about = f" · {say.about.format(region=kliping.region)}" if kliping.region else ""
    sheet.paragraph(say.subject + about, "Pantau Muted")
    now, before = kliping.now, kliping.before
    pairs = ((say.articles, now.articles, before.articles), (say.outlets, now.outlets, before.outlets),
             (say.regions, now.regions, before.regions), (say.negative, now.negative, before.negative))  # fmt: skip
    sheet.figures([(str(value), label, words.change(value, earlier)) for label, value, earlier in pairs])
    if not now.articles:
        sheet.paragraph(say.no_items)
        return
    _attention(sheet, kliping, words)
    sheet.heading(say.tone, 2)
    sheet.paragraph(
        " · ".join(f"{name} {count} ({100 * count / now.articles:.0f}%)" for name, count in words.tones(now))
    )
    if kliping.stages:
        stages = " · ".join(f"{words.phrases.type[stage]} {count}" for stage, count in kliping.stages)
        sheet.paragraph(f"{say.stages}: {stages}")
    if len(kliping.days) > 1:
        days = " · ".join(f"{d.day.day}/{d.day.month} ({d.articles})" for d in kliping.days if d.articles)
        sheet.paragraph(f"{say.per_day}: {days}")
    _ranks(sheet, kliping, words)
    _registry(sheet, kliping, words)


def _attention(sheet: Sheet, kliping: Kliping, words: Wording) -> None:
    sheet.heading(words.say.attention, 2)
    if not kliping.negative:
        sheet.paragraph(words.say.attention_none, "Pantau Muted")
    for item in kliping.negative:
        sheet.runs([(f"{item.number}. ", "alarm"), (item.first.title, "bold")], keep=True)
        source = " · ".join((item.first.outlet, words.moment(item.first), words.tone(item)))
        sheet.paragraph(source, "Pantau Muted")


def _ranks(sheet: Sheet, kliping: Kliping, words: Wording) -> None:
    say = words.say
    for title, rows in (
        (say.top_regions, kliping.top_regions), (say.top_outlets, kliping.top_outlets),
        (say.top_officials, kliping.top_officials),
    ):  # fmt: skip
        if rows:
            sheet.heading(title, 2)
            sheet.table(_cells(rows), (62, 102, 12) if any(row.detail for row in rows) else (164, 12), number_last=True)


def _cells(rows: Sequence[Count]) -> list[tuple[str, ...]]:
    if any(row.detail for row in rows):
        return [(row.name, row.detail, str(row.articles)) for row in rows]
    return [(row.name, str(row.articles)) for row in rows]


def _registry(sheet: Sheet, kliping: Kliping, words: Wording) -> None:
    say = words.say
    sheet.heading(say.registry_news, 2)
    rows = [
        (words.news(news), words.registry(news.status, news.membership), words.references(news.items))
        for news in kliping.registry_news
    ]
    if rows:
        sheet.table(rows, (92, 58, 26))
    else:
        sheet.paragraph(say.registry_none, "Pantau Muted")
    if kliping.registry_confirmed:
        sheet.paragraph(say.registry_confirmed.format(count=kliping.registry_confirmed), "Pantau Muted")


def _item(sheet: Sheet, item: Item, words: Wording) -> None:
    say, first = words.say, item.first
    sheet.heading(f"{item.number}. {first.title}", 3)
    kind = f" ({words.outlet_type(first)})" if words.outlet_type(first) else ""
    tone = "alarm" if item.tone == "negative" else "bold"
    parts = [(first.outlet, "bold"), (f"{kind} · {words.moment(first)} · ", ""), (say.tones[item.tone], tone)]
    sheet.runs(parts, keep=True)
    if item.extract:
        sheet.paragraph(item.extract, keep=True)
    if item.saying:
        speaker = item.saying.speaker
        sheet.quote(f"“{item.saying.text}”", f"{speaker.name}, {speaker.office}")
    rows = words.facts(item)
    choices = "   ".join(f"☐ {choice}" for choice in say.follow_up)
    rows.append((say.fields["follow_up"], choices + "   …………………………"))
    sheet.facts(rows, (say.fields["url"], first.url) if first.url else None)


def _closing(sheet: Sheet, kliping: Kliping, words: Wording) -> None:
    say = words.say
    sheet.signing((say.prepared, say.checked))
    sheet.paragraph(f"{words.made(kliping)}. {say.note}", "Pantau Muted")
