"""A kliping as plain text for a messenger: numbered headlines with their links, negative ones first."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.kliping.kliping import Kliping
from monitor.kliping.wording import Wording
from monitor.phrases import Language


def render_text(kliping: Kliping, language: Language) -> bytes:
    """The text, UTF-8."""
    return ("\n".join(iter_lines(kliping, Wording(language))) + "\n").encode()


def iter_lines(kliping: Kliping, words: Wording) -> Iterator[str]:
    """Its lines."""
    say, now = words.say, kliping.now
    if kliping.agency:
        yield kliping.agency
    yield f"{words.title(kliping)} · {words.period(kliping)}"
    yield say.subject + (f" · {say.about.format(region=kliping.region)}" if kliping.region else "")
    yield ""
    if not kliping.items:
        yield say.no_items
        return
    change = words.change(now.articles, kliping.before.articles)
    yield f"{say.articles}: {now.articles}, {change} · {say.outlets}: {now.outlets}"
    yield f"{say.tone}: " + ", ".join(f"{name} {count}" for name, count in words.tones(now))
    for item in kliping.items:
        yield ""
        yield f"{item.number}. {item.first.title} [{say.tones[item.tone]}]"
        yield f"{item.first.outlet} · {words.moment(item.first)}"
        if item.first.url:
            yield item.first.url
    for news in kliping.registry_news:
        yield ""
        yield f"{say.fields['registry']}: {words.news(news)} – {words.registry(news.status, news.membership)}"
