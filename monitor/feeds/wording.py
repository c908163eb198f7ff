"""A feed as a value, and what all its forms say of an event."""

from __future__ import annotations

from datetime import datetime

import msgspec
from markupsafe import Markup

from monitor.feeds.entry import Entry
from monitor.phrases import Language, load_phrases


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed. `address` is where it will be read, None when that is not known; `made` is aware."""

    title: str
    author: str
    address: str | None
    language: Language
    made: datetime
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When an event last changed; when it was made for an empty feed."""
        return max((entry.updated for entry in self.entries), default=self.made)


def headline(entry: Entry, language: Language) -> str:
    """Penandatanganan MoU: Kota Tarakan."""
    phrases = load_phrases(language)
    where = ", ".join(entry.regions[:4]) + (f" +{len(entry.regions) - 4}" if len(entry.regions) > 4 else "")
    return f"{phrases.kind(entry.type, entry.status)}: {where or phrases.whole_country}"


def lines(entry: Entry, language: Language) -> list[str]:
    """Day and place, the sentence that tells of it, the registry's standing, the outlets."""
    phrases = load_phrases(language)
    when = " · ".join(part for part in (phrases.when(entry.date, entry.status), entry.place) if part)
    known = f" ({entry.membership})" if entry.membership else ""
    outlets = ", ".join(dict.fromkeys(source.outlet for source in entry.sources))
    quoted = [f"“{entry.evidence}”"] if entry.evidence else []
    return [when, *quoted, f"{phrases.registry}: {phrases.link[entry.registry]}{known}", f"{phrases.source}: {outlets}"]


def content_html(entry: Entry, language: Language) -> str:
    """The same as a fragment of HTML, with the articles as links. Everything from the press is escaped."""
    *told, _ = lines(entry, language)
    parts = [Markup("<p>{}</p>").format(line) for line in told]
    links = [
        Markup('<li><a href="{}" rel="nofollow noopener noreferrer">{}</a> ({})</li>').format(
            source.url, source.title or source.url, source.outlet
        )
        if source.url
        else Markup("<li>{}</li>").format(f"{source.title} ({source.outlet})")
        for source in entry.sources
    ]
    return str(Markup("").join(parts) + Markup("<ul>{}</ul>").format(Markup("").join(links)))


def tags(entry: Entry, language: Language) -> list[str]:
    """The event's type in words, then its regions."""
    return [load_phrases(language).type[entry.type], *entry.regions]
