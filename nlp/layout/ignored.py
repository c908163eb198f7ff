"""The stretches of a text that name things without saying anything: bylines, credits, pointers, addresses, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.layout.lexicon import LayoutLexicon

_POINTER_LENGTH = 170
_BYLINE_LENGTH = 110
_CREDIT = re.compile(r"[(\[]([^()\[\]\n]{1,45})[)\]][\s.*]*$")
_SLASH_CREDIT = re.compile(r"(?<=[.!?”\"])[a-z]{2,12}(?:/[a-z.]{2,12}){1,3}\.?$")
_WORDS = re.compile(r"[^\W_]+")
_DATE_ONLY = re.compile(r"\W*\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?\W*")
_LETTER_NUMBER = re.compile(
    r"(?:\bNo(?:mor)?\b\.?[ \t]{0,2}:?[ \t]{0,2})?(?<![\w/])[A-Z]{0,4}[-.]?\d[\w.-]{0,20}"
    r"(?:[ \t]?/[ \t]?[\w.-]{1,24}){2,8}",
    re.IGNORECASE,
)
# No address, e-mail, domain or handle goes without one; most paragraphs do.
_ADDRESS_MARK = re.compile(r"\.[^\W_]|[Ww]\.|@|://")
_STANDARD = re.compile(r"\b(?:ISO|SNI)(?:/IEC)?[ \t:]{0,2}\d{3,6}(?:[:\-]\d{4})?")
_HEADER = re.compile(
    r"(?:[^\W\d_]{2,20}[ \t]*[|/•·-][ \t]*)?(?:[^\W\d_]{4,7}'?[^\W\d_]{0,3},?[ \t]*)?"
    r"\d{1,2}(?:[ \t]*[/.-][ \t]*\d{1,2}[ \t]*[/.-][ \t]*\d{2,4}|[ \t]+[^\W\d_]{3,10}[ \t]+\d{4})"
    r"(?:[ \t,|@•·-]*(?:pukul|jam)?[ \t]*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \t]*(?:WIB|WITA|WIT|am|pm))?)?[ \t|.]*",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]"}
_BULLETS = "•·●▪►»→"
_GOVERNMENT = re.compile(
    r"\b(?:pem(?:kab|kot|ko|prov|da)|pemerintah|dis?\w*kom\w*|dinas|bappe\w+|humas|prokopim|protokol|desa|ditjen|kementerian|kemkominfo|kominfo|setda|sekretariat|kabupaten|kota|provinsi)\b",
    re.IGNORECASE,
)


def find_ignored(
    text: str, paragraphs: list[tuple[int, int]], outlet: str | None, lexicon: LayoutLexicon
) -> list[tuple[int, int]]:
    """All stretches to ignore but the dateline's outlets; unsorted, may overlap. Linear in the length of `text`."""
    found = list(_pointers(text, paragraphs, lexicon))
    found += _lines(text, paragraphs, lexicon)
    found += _credits(text, paragraphs, lexicon)
    found += _bullets(text, paragraphs)
    found += [m.span() for m in _STANDARD.finditer(text)]
    for start, end in paragraphs:
        if _ADDRESS_MARK.search(text, start, end):
            found += [m.span() for m in lexicon.domain_pattern.finditer(text, start, end)]
        if text.count("/", start, end) > 1:
            found += [m.span() for m in _LETTER_NUMBER.finditer(text, start, end) if _is_letter_number(m[0])]
    return found + list(_outlets(text, outlet))


def merge_ranges(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sorts ranges and joins those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _is_letter_number(number: str) -> bool:
    parts = [part.strip() for part in number.split("/")]
    return any(any(ch.isupper() for ch in part) for part in parts[1:]) and len(parts) >= 3


def _pointers(text: str, paragraphs: list[tuple[int, int]], lexicon: LayoutLexicon) -> Iterator[tuple[int, int]]:
    for number, (start, end) in enumerate(paragraphs):
        head = lexicon.read_also_pattern.search(text, start, end)
        if not head or not _is_pointer(text, head, start):
            continue
        closer = _BRACKETS.get(text[head.start() - 1 : head.start()])
        closed = text.find(closer, head.end(), min(end, head.end() + _POINTER_LENGTH)) if closer else -1
        if closed > 0:
            yield head.start(), closed
            continue
        rest = text[head.end() : end].strip(" :-–|»>\t.")
        if not rest:
            following = paragraphs[number + 1 : number + 2]
            yield head.start(), following[0][1] if following and _is_short(following[0]) else end
        elif end - head.end() <= _POINTER_LENGTH:
            yield head.start(), end
        else:
            stop = re.compile(r"[.!?)\]]\s").search(text, head.end() + 8, end)
            yield head.start(), stop.end() if stop and stop.end() - head.end() <= _POINTER_LENGTH else head.end()


def _is_short(paragraph: tuple[int, int]) -> bool:
    return paragraph[1] - paragraph[0] <= _POINTER_LENGTH


def _is_pointer(text: str, head: re.Match[str], start: int) -> bool:
    """A pointer opens a line, follows a sentence or a bracket, or carries a colon."""
    before = text[max(start, head.start() - 3) : head.start()].strip()
    after = text[head.end() : head.end() + 3].lstrip()
    return head.start() == start or not before or before[-1] in '.!?)”"]([>»*' or after.startswith((":", "|"))


def _lines(text: str, paragraphs: list[tuple[int, int]], lexicon: LayoutLexicon) -> Iterator[tuple[int, int]]:
    plain = frozenset(lexicon.bylines.lines)
    for number, (start, end) in enumerate(paragraphs):
        if end - start > _BYLINE_LENGTH:
            continue
        line = text[start:end]
        # Contents like "Sumber: …" may open a real sentence; a line that ends like one and is long is no byline.
        byline = lexicon.byline_pattern.match(line) and not (line.endswith(".") and len(line) > 70)
        signed = number >= len(paragraphs) - 3 and line.lower().strip(" .()[]*-—") in plain
        if byline or signed or _HEADER.fullmatch(line):
            yield start, end


def _credits(text: str, paragraphs: list[tuple[int, int]], lexicon: LayoutLexicon) -> Iterator[tuple[int, int]]:
    last = len(paragraphs) - 4
    for number, (start, end) in enumerate(paragraphs):
        window = max(start, end - 60)
        slashed = _SLASH_CREDIT.search(text, window, end)
        if slashed and number > last:
            yield slashed.start(), slashed.end()
            continue
        credit = _CREDIT.search(text, window, end)
        if not credit or _DATE_ONLY.fullmatch(credit[1]):
            continue
        before = text[max(start, credit.start() - 3) : credit.start()].rstrip()
        words = {word.lower() for word in _WORDS.findall(credit[1])}
        closes = not before or before[-1] in ".!?”\"’'*"
        if closes and (number > last or words & lexicon.credit_words):
            yield credit.start(), end


def _outlets(text: str, outlet: str | None) -> Iterator[tuple[int, int]]:
    """Namings of the article's own outlet, unless a government publishes it under its own name."""
    if outlet and len(outlet) >= 4 and not _GOVERNMENT.search(outlet):
        for match in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", text, re.IGNORECASE):
            if match[0][0].isupper() or not outlet[0].isupper():
                yield match.start(), match.end()


def _bullets(text: str, paragraphs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lone bulleted headlines between paragraphs point to other articles; bullets of a list come in company."""
    marked = [text[start] in _BULLETS for start, _ in paragraphs]
    for number, (start, end) in enumerate(paragraphs):
        alone = not any(marked[max(0, number - 1) : number]) and not any(marked[number + 1 : number + 2])
        if not marked[number] or not alone or end - start > _POINTER_LENGTH:
            continue
        words = [word for word in _WORDS.findall(text, start, end) if word[0].isalpha()]
        if len(words) >= 4 and text[end - 1] not in ".;:" and sum(w[0].isupper() for w in words) >= 0.6 * len(words):
            yield start, end
