"""People's names out of a record, the rest as it was: for exports that leave the house."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from corpus.record import ArticleHead, Event, Record, map_spans
from corpus.span import Span
from corpus.words import fold, split_words

# As long as what it stands for, so that every offset still fits.
MASK = "█"
# Shorter words are initials and particles ("H.", "al"); masking them everywhere would black out the text.
_MIN_LETTERS = 3


def mask_people(record: Record) -> Record:
    """The record with every name of an official, a speaker or a participant masked, wherever it stands.

    Names in claims become the office (`wali_kota 13.72`) or `person`; in text, title, evidence and quotes each letter
    becomes `MASK`. The byline goes, and so does the path of an address that holds a name. `text_sha256` stays that of
    the text as printed: who holds that text can still check the offsets, so this is pseudonymous, not anonymous.
    """
    names = _names(record)
    pattern = _pattern(names, _region_words(record))
    if pattern is None:
        return _with_head(record, pattern, names)
    labels = {fold(o.name): " ".join(filter(None, (o.role, o.region_code))) for o in record.officials}
    masked = _masked_spans(record, pattern)
    return _with_head(
        msgspec.structs.replace(
            masked,
            officials=tuple(
                msgspec.structs.replace(
                    o, name=labels[fold(o.name)], role_text=_mask(o.role_text, pattern), reason=_mask(o.reason, pattern)
                )
                for o in masked.officials
            ),
            events=tuple(_event(event, labels, pattern) for event in masked.events),
            quotes=tuple(
                msgspec.structs.replace(
                    q, speaker=q.speaker and labels.get(fold(q.speaker), "person"), text=_mask(q.text, pattern)
                )
                for q in masked.quotes
            ),
        ),
        pattern,
        names,
    )


def _names(record: Record) -> set[str]:
    names = {official.name for official in record.officials}
    names.update(span.text for official in record.officials for span in official.mentions)
    names.update(part.name for event in record.events for part in event.participants)
    names.update(quote.speaker for quote in record.quotes if quote.speaker)
    return names


def _region_words(record: Record) -> set[str]:
    names = [region.name for region in record.regions]
    names += [span.text for region in record.regions for span in region.mentions]
    return {word for name in names for word in split_words(name)}


def _pattern(names: Iterable[str], spared: set[str]) -> re.Pattern[str] | None:
    """Finds whole names, and each of their words that is not also a word of a region's name."""
    wanted = set(names)
    for name in names:
        words = (word.strip(".,;:()\"'“”‘’") for word in name.split())
        wanted.update(w for w in words if len(w) >= _MIN_LETTERS and w[0].isupper() and fold(w) not in spared)
    parts = sorted((re.escape(" ".join(name.split())) for name in wanted if name.strip()), key=len, reverse=True)
    if not parts:
        return None
    joined = "|".join(part.replace(r"\ ", r"\s+") for part in parts)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _mask(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: "".join(c if c.isspace() else MASK for c in match.group()), text)


def _masked_spans(record: Record, pattern: re.Pattern[str]) -> Record:
    """Every span's words masked; where the text is at hand, as the text is, so that a cut name is masked too."""
    text = None if record.article.text is None else _mask(record.article.text, pattern)

    def mask(span: Span) -> Span:
        return Span(span.start, span.end, _mask(span.text, pattern) if text is None else text[span.start : span.end])

    return map_spans(record, mask)


def _event(event: Event, labels: dict[str, str], pattern: re.Pattern[str]) -> Event:
    people = tuple(
        msgspec.structs.replace(part, name=labels.get(fold(part.name), "person")) for part in event.participants
    )
    return msgspec.structs.replace(event, participants=people, place=event.place and _mask(event.place, pattern))


def _with_head(record: Record, pattern: re.Pattern[str] | None, names: set[str]) -> Record:
    head: ArticleHead = msgspec.structs.replace(record.article, byline=None)
    if pattern is not None:
        words = {word for name in names for word in split_words(name) if len(word) >= _MIN_LETTERS}
        words -= _region_words(record)
        head = msgspec.structs.replace(
            head, url=_bare(head.url, words), canonical_url=_bare(head.canonical_url, words),
            title=head.title and _mask(head.title, pattern), text=head.text and _mask(head.text, pattern),
        )  # fmt: skip
    notes = tuple(
        msgspec.structs.replace(note, claim=note.claim.partition("/")[0], who="person")
        for note in record.provenance.judgements
    )
    return msgspec.structs.replace(
        record, article=head, provenance=msgspec.structs.replace(record.provenance, judgements=notes)
    )


def _bare(url: str | None, words: set[str]) -> str | None:
    """The address without its path when a word of a name stands in it."""
    if url is None or not words & set(split_words(url)):
        return url
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
