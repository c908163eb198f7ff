"""A kliping's values in words of one language; what all renderers print the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from corpus.record import LinkStatus
from monitor.kliping.kliping import Item, Kliping, Print, RegistryNews, Totals
from monitor.kliping.period import WIB
from monitor.phrases import Language, load_phrases
from monitor.phrases.kliping import Field, load_kliping_phrases

_MAX_PRINTS = 8


class Wording:
    """Writes values in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.say = load_kliping_phrases(language)
        self.phrases = load_phrases(language)

    def day(self, value: date | datetime) -> str:
        """21 April 2022."""
        return self.phrases.day(value.strftime("%Y-%m-%d"))

    def clock(self, moment: datetime) -> str:
        """16.27 WIB, of any aware time."""
        local = moment.astimezone(WIB)
        return self.say.clock.format(hour=local.hour, minute=local.minute)

    def period(self, kliping: Kliping) -> str:
        """The days of a kliping: one day with its weekday, first to last day, or a month."""
        period = kliping.period
        if period.kind == "monthly":
            return self.phrases.day(period.first.strftime("%Y-%m"))
        if period.first == period.last:
            return f"{self.say.weekdays[period.first.weekday()]}, {self.day(period.first)}"
        first, last = period.first, period.last
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last)}"
        return f"{self.day(first)} – {self.day(last)}"

    def title(self, kliping: Kliping) -> str:
        """Kliping Berita Harian."""
        kind, title = self.say.period[kliping.period.kind], self.say.title
        return f"{title} {kind}" if self.language == "id" else f"{kind} {title}"

    def made(self, kliping: Kliping) -> str:
        """When it was made."""
        local = kliping.made.astimezone(WIB)
        time = self.clock(local).removesuffix(" WIB")
        return self.say.made.format(day=self.day(local), time=time)

    def change(self, now: int, before: int) -> str:
        """How a count stands to the previous period's: "+3 (sebelumnya 2)"."""
        if now == before:
            return self.say.change_none.format(before=before)
        return self.say.change.format(change=f"{now - before:+d}".replace("-", "−"), before=before)

    def moment(self, print_: Print) -> str:
        """21 April 2022, 16.27 WIB; the day alone when no time is known."""
        day = self.day(print_.moment)
        return f"{day}, {self.clock(print_.moment)}" if print_.has_time else day

    def tones(self, totals: Totals) -> list[tuple[str, int]]:
        """The tones with their counts, negative first."""
        say = self.say.tones
        return [
            (say["negative"], totals.negative), (say["neutral"], totals.neutral), (say["positive"], totals.positive)
        ]  # fmt: skip

    def outlet_type(self, print_: Print) -> str:
        """What kind of outlet it is; "" when not known."""
        return self.say.outlet_types.get(print_.outlet_type or "", print_.outlet_type or "")

    def tone(self, item: Item) -> str:
        """The tone, with those of headline and body where they differ."""
        tones, headline = self.say.tones, item.headline_tone
        if headline is None or headline == item.body_tone:
            return tones[item.tone]
        parts = self.say.headline_differs.format(headline=tones[headline], body=tones[item.body_tone])
        return f"{tones[item.tone]} ({parts})"

    def registry(self, status: LinkStatus | None, membership: str | None) -> str:
        """How the registry stands to it; "" without an event."""
        if status is None:
            return ""
        cohort = membership.split("/", 1)[0] if membership else ""
        known = f" ({self.say.cohort.format(year=cohort)})" if cohort else ""
        return self.phrases.link[status] + known

    def reprints(self, item: Item) -> str:
        """How often the text was printed elsewhere, where, and which items are of the same text."""
        if not item.reprints:
            return self.say.reprints_none
        text = self.say.reprints.format(count=item.reprints)
        named = [f"{each.outlet} ({self.moment(each)})" for each in item.prints]
        named += [f"{each.outlet} ({self.day(each.day)})" if each.day else each.outlet for each in item.elsewhere]
        if named:
            text += (
                ": "
                + "; ".join(named[:_MAX_PRINTS])
                + (f" +{len(named) - _MAX_PRINTS}" if len(named) > _MAX_PRINTS else "")
            )
        return f"{text}; {self.related(item)}" if item.related else text

    def related(self, item: Item) -> str:
        """See also no. 2, 3."""
        return self.say.related.format(numbers=numbers(item.related))

    def references(self, items: Sequence[int]) -> str:
        """Which items tell of something."""
        return self.say.item_reference.format(numbers=numbers(items))

    def news(self, news: RegistryNews) -> str:
        """Penandatanganan MoU · Kota Tarakan · 14 April 2026."""
        where = ", ".join(news.regions[:4]) + (f" +{len(news.regions) - 4}" if len(news.regions) > 4 else "")
        kind, day = self.phrases.kind(news.type, news.state), self.phrases.when(news.date, news.state)
        return " · ".join((kind, where or self.phrases.whole_country, day))

    def stages(self, item: Item) -> list[str]:
        """The stages that it tells of; of the main one what was taken back: Penandatanganan MoU (ditunda)."""
        main, rest = item.stages[:1], item.stages[1:]
        told = [self.phrases.kind(stage, item.taken_back) for stage in main]
        return [*told, *(self.phrases.type[stage] for stage in rest)]

    def facts(self, item: Item) -> list[tuple[str, str]]:
        """What stands below an item, as pairs of a label and its value; without what is empty."""
        rows: list[tuple[Field, str]] = [
            ("officials", "; ".join(f"{each.name} – {each.office}" for each in item.officials)),
            ("agencies", "; ".join(item.agencies)),
            ("regions", join_some(item.regions)),
            ("pillars", ", ".join(self.say.pillars[pillar] for pillar in item.pillars)),
            ("stages", ", ".join(self.stages(item))),
            ("registry", self.registry(item.registry, item.membership)),
            ("tone", self.tone(item)),
            ("reprints", self.reprints(item)),
            ("archive", item.archive or ""),
        ]
        return [(self.say.fields[name], value) for name, value in rows if value]


def numbers(items: Iterable[int]) -> str:
    """1, 2, 3."""
    return ", ".join(str(number) for number in items)


def join_some(names: Sequence[str], most: int = 8) -> str:
    """Names in a row, the rest as a count."""
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")
