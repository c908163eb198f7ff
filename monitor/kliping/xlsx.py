"""A kliping as an Excel workbook (extra `xlsx`): one row an item, to sort, filter and follow up. No formulas."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from monitor.kliping.extra import load_extra
from monitor.kliping.kliping import Item, Kliping
from monitor.kliping.wording import Wording, numbers
from monitor.phrases import Language
from monitor.phrases.kliping import Field

_COLUMNS: tuple[tuple[Field, int], ...] = (
    ("number", 5), ("day", 12), ("time", 11), ("outlet", 20), ("outlet_type", 18), ("title", 44), ("url", 36),
    ("extract", 60), ("saying", 50), ("officials", 40), ("agencies", 36), ("regions", 26), ("pillars", 28),
    ("tone", 10), ("headline_tone", 11), ("body_tone", 11), ("stages", 28), ("registry", 26), ("reprints", 26),
    ("archive", 28), ("follow_up", 20),
)  # fmt: skip
# What Excel takes: a cell's text, a link's address. A longer address is written as text.
_CELL_CHARS, _URL_CHARS = 32_000, 2_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_xlsx(kliping: Kliping, language: Language) -> bytes:
    """The workbook: front page, items, registry news.

    Raises:
        SettingsError: XlsxWriter is not installed.
    """
    words, file = Wording(language), io.BytesIO()
    workbook = load_extra("xlsxwriter", "xlsx").Workbook(file, _OPTIONS)
    workbook.set_properties({
        "title": f"{words.title(kliping)}, {words.period(kliping)}", "author": kliping.agency or "Pantau",
        "subject": words.say.subject, "created": kliping.made.replace(tzinfo=None),
    })  # fmt: skip
    formats = _formats(workbook)
    _summary(workbook.add_worksheet(words.say.summary), kliping, words, formats)
    _items(workbook.add_worksheet(words.say.items), kliping, words, formats)
    _registry(workbook.add_worksheet(words.say.fields["registry"]), kliping, words, formats)
    workbook.close()
    return file.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 9.5, "valign": "top", "text_wrap": True}
    return {
        "text": workbook.add_format(base), "bold": workbook.add_format(base | {"bold": True}),
        "head": workbook.add_format(base | {"bold": True, "bg_color": "#14304D", "font_color": "#FFFFFF"}),
        "title": workbook.add_format(base | {"bold": True, "font_size": 16, "color": "#14304D", "text_wrap": False}),
        "plain": workbook.add_format(base | {"text_wrap": False}),
        "day": workbook.add_format(base | {"num_format": "dd/mm/yyyy", "align": "left"}),
        "link": workbook.add_format(base | {"font_color": "#1F4E86", "underline": 1}),
        "negative": workbook.add_format(base | {"bold": True, "font_color": "#A63D2F"}),
        "positive": workbook.add_format(base | {"font_color": "#2F6A4A"}), "neutral": workbook.add_format(base),
    }  # fmt: skip


def _paper(sheet: Any, kliping: Kliping, words: Wording, *, landscape: bool) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    # "&" begins a code in headers and footers.
    name = f"{words.title(kliping)} {words.period(kliping)}".replace("&", "&&")
    sheet.set_footer(f"&L&8{name}&R&8{words.say.page} &P {words.say.of} &N")


def _summary(sheet: Any, kliping: Kliping, words: Wording, formats: dict[str, Any]) -> None:
    say = words.say
    _paper(sheet, kliping, words, landscape=False)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 56)
    sheet.set_column(2, 2, 20)
    heads = [(kliping.agency, "bold"), (words.title(kliping), "title"), (words.period(kliping), "bold"),
             (f"{say.subject} {kliping.region}".strip(), "plain"), (words.made(kliping), "plain")]  # fmt: skip
    for row, (text, kind) in enumerate(heads):
        sheet.write_string(row, 0, text, formats[kind])
    row = len(heads) + 1
    now, before = kliping.now, kliping.before
    totals: list[tuple[str | int, ...]] = [
        (say.articles, now.articles, before.articles), (say.outlets, now.outlets, before.outlets),
        (say.regions, now.regions, before.regions), (say.tones["negative"], now.negative, before.negative),
        (say.tones["neutral"], now.neutral, before.neutral), (say.tones["positive"], now.positive, before.positive),
    ]  # fmt: skip
    row = _block(sheet, row, ("", say.fields["now"], say.fields["before"]), totals, formats)
    count = say.fields["count"]
    for title, counts in ((say.top_regions, kliping.top_regions), (say.top_outlets, kliping.top_outlets)):
        row = _block(sheet, row, (title, count), [(each.name, each.articles) for each in counts], formats)
    people = [(each.name, each.detail, each.articles) for each in kliping.top_officials]
    row = _block(sheet, row, (say.top_officials, say.fields["office"], count), people, formats)
    stages = [(words.phrases.type[stage], articles) for stage, articles in kliping.stages]
    _block(sheet, row, (say.stages, count), stages, formats)


def _block(
    sheet: Any, row: int, head: Sequence[str], rows: Sequence[Sequence[str | int]], formats: dict[str, Any]
) -> int:  # fmt: skip
    """A small table; returns the row behind it."""
    for column, name in enumerate(head):
        sheet.write_string(row, column, name, formats["head"])
    for offset, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(row + offset, column, cell, formats["text"])
            else:
                sheet.write_string(row + offset, column, cell, formats["text"])
    return row + len(rows) + 2


def _items(sheet: Any, kliping: Kliping, words: Wording, formats: dict[str, Any]) -> None:
    _paper(sheet, kliping, words, landscape=True)
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words.say.fields[name], formats["head"])
    for row, item in enumerate(kliping.items, start=1):
        _item_row(sheet, row, item, words, formats)
    sheet.freeze_panes(1, 6)
    sheet.repeat_rows(0)
    last = len(kliping.items)
    if last:
        sheet.autofilter(0, 0, last, len(_COLUMNS) - 1)
        choices = {"validate": "list", "source": list(words.say.follow_up), "error_type": "information"}
        sheet.data_validation(1, len(_COLUMNS) - 1, last, len(_COLUMNS) - 1, choices)


def _item_row(sheet: Any, row: int, item: Item, words: Wording, formats: dict[str, Any]) -> None:
    texts = _texts(item, words)
    for column, (name, _) in enumerate(_COLUMNS):
        if name == "number":
            sheet.write_number(row, column, item.number, formats["bold"])
        elif name == "day":
            # A date that sorts and filters as one, whatever the language of the reader's Excel.
            sheet.write_datetime(row, column, item.first.moment.date(), formats["day"])
        elif name == "url" and item.first.url and len(item.first.url) <= _URL_CHARS:
            sheet.write_url(row, column, item.first.url, formats["link"], string=item.first.url)
        else:
            kind = item.tone if name == "tone" else "text"
            sheet.write_string(row, column, texts.get(name, "")[:_CELL_CHARS], formats[kind])


def _texts(item: Item, words: Wording) -> dict[Field, str]:
    say, first = words.say, item.first
    saying = item.saying
    return {
        "outlet": first.outlet, "outlet_type": words.outlet_type(first),
        "time": words.clock(first.moment).removesuffix(" WIB") if first.has_time else "",
        "title": first.title, "url": first.url or "", "extract": item.extract,
        "saying": f"“{saying.text}” ({saying.speaker.name}, {saying.speaker.office})" if saying else "",
        "officials": "; ".join(f"{each.name} – {each.office}" for each in item.officials),
        "agencies": "; ".join(item.agencies), "regions": "; ".join(item.regions),
        "pillars": "; ".join(say.pillars[pillar] for pillar in item.pillars), "tone": say.tones[item.tone],
        "headline_tone": say.tones[item.headline_tone] if item.headline_tone else "",
        "body_tone": say.tones[item.body_tone],
        "stages": "; ".join(words.stages(item)),
        "registry": words.registry(item.registry, item.membership), "reprints": words.reprints(item),
        "archive": item.archive or "",
    }  # fmt: skip


def _registry(sheet: Any, kliping: Kliping, words: Wording, formats: dict[str, Any]) -> None:
    _paper(sheet, kliping, words, landscape=True)
    heads: tuple[tuple[Field, int], ...] = (
        ("event", 30), ("regions", 40), ("day", 26), ("status", 34), ("items", 12), ("reason", 60),
    )  # fmt: skip
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words.say.fields[name], formats["head"])
    for row, news in enumerate(kliping.registry_news, start=1):
        cells = (
            words.phrases.type[news.type], "; ".join(news.regions), words.phrases.day(news.date),
            words.registry(news.status, news.membership), numbers(news.items), news.reason,
        )  # fmt: skip
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell[:_CELL_CHARS], formats["text"])
    sheet.freeze_panes(1, 0)
