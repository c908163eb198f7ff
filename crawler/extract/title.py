"""The title of an article: what the headings, the head and the JSON-LD agree on, without the outlet's suffix."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from crawler.extract.lexicon import load_words
from crawler.extract.metadata import PageMeta

_WORD = re.compile(r"\w+")
_DOMAIN_END = re.compile(r"\.(?:com|co\.id|id|go\.id|net|org|co|tv|or\.id|ac\.id)$")
_MIN_TITLE_CHARS = 8
_MAX_CHANNEL_WORDS = 3


def choose_title(meta: PageMeta, url: str, declared: str = "") -> str | None:
    """Returns the short title.

    A heading that the page's own <title> or og:title repeats is taken; otherwise the reading that most places share,
    of equals the first of heading, headline, og:title, <title>. None when the page shows no title.

    Args:
        meta: the statements of the page.
        url: the page's address; its host tells which suffix is the outlet's name.
        declared: what the source's title selector found, "" when there is none; it wins.
    """
    if declared:
        return declared
    names = site_names(meta, url)
    heads = [strip_suffix(text, names) for text in meta.headings if _key(text) not in names]
    outer = [
        strip_prefix(strip_suffix(text, names), names)
        for text in (meta.stated.headline, meta.og_title, meta.title_tag)
        if text
    ]
    whole = [_fold(text) for text in (meta.og_title, meta.title_tag, meta.stated.headline) if text]
    repeated = [h for h in heads if len(h) >= _MIN_TITLE_CHARS and any(_fold(h) and _fold(h) in text for text in whole)]
    if repeated:
        return max(repeated, key=len)
    candidates = [text for text in [*outer, *heads] if text]
    counts = Counter(_fold(text) for text in candidates)
    return max(candidates, key=lambda text: counts[_fold(text)], default=None)


def site_names(meta: PageMeta, url: str) -> frozenset[str]:
    """Returns the folded names under which the page's outlet may sign its titles."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = [label for label in host.split(".") if len(label) > 3]
    stated = [meta.site_name, meta.stated.publisher, host, _DOMAIN_END.sub("", host), *labels]
    return frozenset(_key(name) for name in stated if name)


def strip_suffix(title: str, names: frozenset[str] = frozenset()) -> str:
    """Removes trailing outlet names, portal names and page numbers: `Judul - Halaman 2 - Kompas.com` gives `Judul`."""
    text = " ".join(title.split())
    while True:
        cut = max(((text.rfind(mark), mark) for mark in load_words("outlets", "separators")), default=(-1, ""))
        place, mark = cut
        if place < _MIN_TITLE_CHARS or not _is_outlet(text[place + len(mark) :], names):
            return text
        text = text[:place].rstrip()


def strip_prefix(title: str, names: frozenset[str] = frozenset()) -> str:
    """Removes an outlet's name in front of a title: `Pemerintah Kabupaten X | Judul` gives `Judul`."""
    for mark in load_words("outlets", "separators"):
        front, found, rest = title.partition(mark)
        if found and len(rest) >= _MIN_TITLE_CHARS and _is_outlet(front, names):
            return rest.strip()
    front, found, rest = title.partition(": ")
    return rest.strip() if found and front.lower() in load_words("outlets", "names") else title


def _is_outlet(part: str, names: frozenset[str]) -> bool:
    folded, key = " ".join(part.lower().split()), _key(part)
    words = folded.split()
    if 1 < len(words) <= _MAX_CHANNEL_WORDS and (_DOMAIN_END.search(words[-1]) or _key(words[-1]) in names):
        return True  # a channel in front of the name: "Bisnis Liputan6.com"
    if not key:
        return True
    if key in names or any(name and (key.startswith(name) or name.startswith(key)) for name in names if len(name) > 4):
        return len(key) > 3
    if folded in load_words("outlets", "names") or (_DOMAIN_END.search(folded) and " " not in folded):
        return True
    return any(folded.startswith(start) for start in load_words("outlets", "starts"))


def _key(name: str) -> str:
    """Folds a name for comparison: `Kompas.com`, `KOMPAS` and `kompas com` are one."""
    return "".join(_WORD.findall(_DOMAIN_END.sub("", name.strip().lower())))


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
