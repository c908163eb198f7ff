"""One address for one article: tracking, paging and AMP forms folded."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from courlan import normalize_url

# Parameters and values that show the same article in another way: all pages at once, print and AMP views, comments.
_VIEW_VALUES = {
    ("page", "all"), ("halaman", "all"), ("page", "1"), ("showpage", "all"), ("view", "all"),
    ("show", "all"), ("m", "1"), ("m", "0"),
}  # fmt: skip
_DROPPED_KEYS = {"single", "amp", "outputtype", "print", "replytocom", "share", "nb", "device"}
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|ref|ref_src|source|src|from|xtor|_ga|_gl|ns_.*|at_.*|spm|cmpid"
    r"|tag_from|tagfrom|link_source|page_source|campaign|medium|medsos|wt_.*|ncid|trackingcode|jxconn|jxrecoid|jxclick|int_.*|kiblat)$",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(r"(?:(?<=/)amp/(?=.)|/amp/?$|\.amp(?=\.html?$|$))")
_AMP_HOST = re.compile(r"^amp\.(?=[^.]+\.[^.]+)")
_PAGE_TAIL = re.compile(r"/(?:page/|halaman/)?(?:\d{1,2}|all|amp|full)")
_INDEX = re.compile(r"/index\.(?:html?|php)$")


def resolve_url(base: str, href: str) -> str | None:
    """Makes a link of a page absolute, without its fragment; None when it is no web address, as pages hold many."""
    try:
        whole = urldefrag(urljoin(base, href.strip())).url
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in {"http", "https"} and parts.hostname else None


def canonicalise_url(url: str, base: str | None = None) -> str:
    """Returns the address under which an article is stored.

    The scheme and the host become lower case, fragments, tracking and view parameters go, AMP hosts and paths are
    folded, remaining parameters are sorted. A second page (`?page=2`) stays another address; `?page=all` does not.

        https://amp.kompas.com/regional/read/2022/04/21/1?utm_source=wa&page=all#x
        -> https://www.kompas.com/regional/read/2022/04/21/1

    Args:
        url: an address, absolute unless `base` is given.
        base: the page that holds the link.

    Raises:
        ValueError: not an http or https address.
    """
    whole = urljoin(base, url.strip()) if base else url.strip()
    parts = urlsplit(whole)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"not a web address: {url[:200]!r}")
    parts = urlsplit(_normalise(parts))
    path = _INDEX.sub("/", _fold_amp_path(parts.path))
    return urlunsplit((parts.scheme, _fold_amp_host(parts.netloc), path or "/", _query(parts.query), ""))


def _normalise(parts: SplitResult) -> str:
    """Lower-cases, drops default ports and dot segments, percent-encodes; courlan does it as trafilatura's tools do."""
    plain = urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, parts.query, ""))
    normal: str = normalize_url(plain, strict=False, trailing_slash=True)
    return normal


def _fold_amp_path(path: str) -> str:
    return _AMP_PATH.sub("", path) if "amp" in path else path


def _fold_amp_host(netloc: str) -> str:
    return _AMP_HOST.sub("www.", netloc.lower())


def _query(query: str) -> str:
    kept = [
        (key, value)
        for key, value in parse_qsl(query, keep_blank_values=True)
        if key.lower() not in _DROPPED_KEYS
        and (key.lower(), value.lower()) not in _VIEW_VALUES
        and not _TRACKING.match(key)
    ]
    return urlencode(sorted(kept))


def choose_canonical(url: str, stated: str) -> str:
    """Chooses between a page's own address and the canonical link that it states.

    The link is believed when it stays on the same site. One to the front page or to the article's own section is a
    template's mistake, and one to another site a syndication note; neither moves the article.
    """
    own = canonicalise_url(url)
    if not stated:
        return own
    try:
        other = canonicalise_url(stated, url)
    except ValueError:
        return own
    if not is_same_site(own, other) or _is_section_of(other, own):
        return own
    return _drop_page(other)


def _is_section_of(url: str, article_url: str) -> bool:
    """Says whether an address is the front page or a folder above the article (paging does not count as depth)."""
    path, own = urlsplit(url).path.rstrip("/"), urlsplit(article_url).path.rstrip("/")
    if len(path) < 2:
        return len(own) >= 2 or bool(urlsplit(article_url).query)
    return own.startswith(path + "/") and not _PAGE_TAIL.fullmatch(own[len(path) :])


def is_same_site(one: str, other: str) -> bool:
    """Says whether two addresses lie on one site: the same host, or one host below the other (`m.`, `amp.`, regional
    editions). Ports and schemes do not count."""
    hosts = [(urlsplit(url).hostname or "").split(".") for url in (one, other)]
    bare = (labels[1:] if labels[0] in {"www", "m", "amp", "mobile"} else labels for labels in hosts)
    shorter, longer = sorted(bare, key=len)
    return bool(shorter) and longer[-len(shorter) :] == shorter


def _drop_page(url: str) -> str:
    """A canonical link that names a later page names the article all the same."""
    parts = urlsplit(url)
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in {"page", "halaman"}
    ]
    return urlunsplit(parts._replace(query=urlencode(kept)))
