"""Who wrote an article: stated authors, printed credits, the signature at the end; and the place of its dateline."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from crawler.extract.lexicon import load_words
from crawler.extract.metadata import PageMeta

_CREDIT = re.compile(
    r"^(?:penulis|rep|reporter|pewarta|wartawan|kontributor|jurnalis|oleh|author|by"
    r"|laporan (?:wartawan|reporter|kontributor))\s*[:|]?\s+(?P<name>[A-Z][^|:\n]{2,80}?)"
    r"(?:\s*\|.*|\s*/\s*(?:red|editor)\b.*)?$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|oleh|penulis)\b[\s:]+", re.IGNORECASE)
# A date that templates print beside the name.
_DATE_TAIL = re.compile(
    r"\s+[-–—|]\s+[^|]{0,20}\b\d{4}\b.*$|\s*(?:Senin|Selasa|Rabu|Kamis|Jum['’]?at|Sabtu|Minggu|Ahad),?\s+\d.*$"
)
# A table of credits puts the word and the name on lines of their own.
_CREDIT_WORD = re.compile(r"(?:penulis|reporter|pewarta|wartawan|jurnalis|kontributor|rep)\s*:?", re.IGNORECASE)
_CREDIT_NAME = re.compile(r":?\s*(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4})")
# Some outlets print the reporter in capitals under the text, others beside: "AHMAD FAUZAN | ANTARA".
_SHOUTED = re.compile(r"[A-Z][A-Z.'’]{1,20}(?: [A-Z][A-Z.'’]*){1,3}(?:\s*[|,&/]\s*[A-Z][A-Z .'’]{2,40})?")
_EDITOR = re.compile(r"\b(?:editor|redaktur|penyunting|uploader)\b.*$", re.IGNORECASE)
# "(fyk/ash)", "(IKP Diskominfo/Adju)", "(ANTARA)", "[rul]", "(*)": names, desks or initials, never a sentence.
_SIGNATURE = re.compile(r"\s*[(\[](?P<names>[*\w][^()\[\].!?]{0,60}|\*+)[)\]]\s*$")
_SIGNATURE_NAMES = re.compile(r"[A-Za-z][\w.'’ -]{0,30}(?:\s*[/|,&-]\s*[A-Za-z*][\w.'’ -]{0,30}){0,4}")
_DATELINE = re.compile(r"^(?P<head>[^\n]{2,80}?)\s*(?:[-–—]{1,2}|\|)\s+(?=\S)")
_DATELINE_TIGHT = re.compile(r"^(?P<head>[A-Z][A-Z .,()/]{3,60})[-–—]{1,2}(?=[A-Z])")
_PLACE = re.compile(r"^[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,4}$")
_OUTLET_PART = re.compile(
    r"\.(?:com|co\.id|id|net|co|tv)\b|^(?:antara|kominfo|diskominfo|humas|rri|tempo|kompas)$|news$", re.I
)
_DAY_PART = re.compile(r"\d")


def choose_byline(meta: PageMeta, lines: list[str], signature: str | None, declared: str = "") -> str | None:
    """Returns the people (or the desk) that wrote the article, joined by ", ". None when the page names nobody.

    Args:
        meta: the page's statements.
        lines: its visible lines; printed credits ("Penulis: …") are looked for.
        signature: what `split_signature` took from the end of the body.
        declared: what the source's selector found; it wins.
    """
    if declared:
        return _clean(declared) or None
    printed = [_clean(found.group("name")) for line in lines if len(line) < 120 and (found := _CREDIT.match(line))]
    printed += _tabled(lines)
    desks = {*load_words("outlets", "desks"), *load_words("outlets", "names")}
    stated = [name for author in meta.authors if (name := _clean(author)) and not name.startswith(("http", "www."))]
    people = [name for name in stated if name.lower() not in desks and not _is_outlet(name, meta)]
    if people:
        return ", ".join(dict.fromkeys(people))
    persons = [name for name in printed if name and name.lower() not in desks]
    if persons:
        return persons[0]
    if meta.marked_author and meta.marked_author.lower() not in desks:
        return _clean(meta.marked_author)
    return signature or ", ".join(dict.fromkeys(stated)) or next((name for name in printed if name), None)


def _tabled(lines: list[str]) -> list[str]:
    pairs = ((word, name) for word, name in pairwise(lines) if _CREDIT_WORD.fullmatch(word))
    return [found.group("name") for _, name in pairs if (found := _CREDIT_NAME.fullmatch(name))]


def _is_outlet(name: str, meta: PageMeta) -> bool:
    """Says whether an author field names the outlet: its name, or the label of its host."""
    label = name.lower().replace(" ", "")
    return name.lower() == meta.site_name.lower() or label in (urlsplit(meta.canonical).hostname or "").split(".")


def _clean(text: str) -> str:
    return _BY.sub("", _DATE_TAIL.sub("", _EDITOR.sub("", " ".join(text.split())))).strip(" -|,/:") if text else ""


def split_signature(text: str) -> tuple[str, str | None]:
    """Cuts the bracketed signature off the end of a body.

    `… tutupnya. (IKP Diskominfo/Adju)` gives `("… tutupnya.", "IKP Diskominfo/Adju")`. A bracket that explains
    something within the last sentence stays. A last line that is a name in capitals is a signature, too.
    """
    body, _, last = text.rpartition("\n")
    if body and len(last) < 80 and _SHOUTED.fullmatch(last) and body.rstrip("\"”' ")[-1:] in {".", "!", "?"}:
        return body, last.title()
    found = _SIGNATURE.search(text[-120:])
    if not found:
        return text, None
    start = len(text) - len(text[-120:]) + found.start()
    before = text[:start].rstrip()
    if not before or (before[-1] not in ".!?\"”'’»)]\n" and text[start : start + 1] != "\n"):
        return text, None
    names = found.group("names").strip()
    return before, names if _SIGNATURE_NAMES.fullmatch(names) else None


def find_dateline(text: str) -> str | None:
    """Returns the place that the first line opens with, as printed; None when there is none.

    `BUKITTINGGI, KOMPAS.com - Pemerintah …`, `Pariaman (ANTARA) - …` and `TRIBUNNEWS.COM, JAKARTA – …` have one.
    """
    first = text.split("\n", 1)[0]
    found = _DATELINE.match(first) or _DATELINE_TIGHT.match(first)
    if not found:
        return None
    head = re.sub(r"\([^)]*\)", ",", found.group("head")).replace("/", ",").replace("|", ",")
    for part in (piece.strip(" .,-–—") for piece in head.split(",")):
        if part and not _OUTLET_PART.search(part) and not _DAY_PART.search(part):
            is_day = part.lower() in load_words("dates", "weekdays")
            return part if _PLACE.match(part) and not is_day else None
    return None
