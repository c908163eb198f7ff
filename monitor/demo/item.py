"""An article as one outlet of the press world prints it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from html import escape

from corpus.annotated import AnnotatedArticle

ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
_INSERT = re.compile(r"(?i)^(?:baca|simak)\s+(?:juga|berita)")


@dataclass(frozen=True, slots=True)
class Item:
    """One article of one outlet: `paragraphs` without the title, `number` unique within the outlet."""

    id: str
    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    zone: str
    author: str

    @property
    def slug(self) -> str:
        """The title as addresses carry it, at most ten words."""
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode().casefold()
        return "-".join(re.findall(r"[a-z0-9]+", plain)[:10])

    @property
    def day_path(self) -> str:
        """The day as addresses carry it: `2022/04/21`."""
        return f"{self.published:%Y/%m/%d}"

    @property
    def printed_time(self) -> str:
        """The time as Indonesian pages print it: `Kamis, 21 April 2022 10:15 WIB`."""
        at = self.published
        day, month = _DAYS[at.weekday()], _MONTHS[at.month - 1]
        return f"{day}, {at.day} {month} {at.year} {at:%H:%M} {self.zone}"

    @property
    def summary(self) -> str:
        """The first words of the article, as feeds show them."""
        return " ".join(self.paragraphs[0].split()[:30]) + " […]"


def item_of(article: AnnotatedArticle, number: int, zone: str, author: str) -> Item:
    """Sets an annotated article for an outlet. The hour is made up from `number`: 7.00 to 17.59 local time.

    Articles without a printed title get their first sentence as one.
    """
    if article.published is None:
        raise ValueError(f"{article.id} has no day of publication and cannot be served")
    lines = [line for line in article.text.split("\n") if line.strip()]
    if article.title == lines[0]:
        lines = lines[1:]
    title = article.title or " ".join(lines[0].split()[:10])
    clock = time(7 + number % 11, number * 7 % 60, tzinfo=timezone(timedelta(hours=ZONES[zone])))
    return Item(article.id, number, title, tuple(lines), datetime.combine(article.published, clock), zone, author)


def is_insert(paragraph: str) -> bool:
    """Says whether a paragraph is a read-also line."""
    return _INSERT.match(paragraph) is not None


def html_paragraphs(paragraphs: tuple[str, ...]) -> str:
    """Paragraphs as plain `<p>` elements."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)
