"""From what a person typed to a claim: a field of an old one changed, or a new one that rests on some words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from corpus.errors import UnreadableInput
from corpus.record import Record
from corpus.review.claims import TYPES, ClaimField, with_spans
from corpus.span import Span

_UNLINKED = {"status": "unlinked", "membership": None, "reason": "stated by a person, not compared yet"}
# What a new claim holds where a person says nothing.
_DEFAULTS: dict[ClaimField, dict[str, Any]] = {
    "regions": {"focus": False, "score": 1.0, "level": "kabupaten", "name": ""},
    "officials": {"role": "other_official", "role_text": "", "office": None, "region_code": None, "acting": False,
                  "former": False},
    "dates": {"basis": "explicit", "weekday_agrees": None},
    "pillars": {},
    "events": {"date": None, "region_codes": [], "place": None, "mode": None, "cohort": None, "status": "held",
               "participants": [], "score": 1.0, "undecided": [], "registry": _UNLINKED},
    "figures": {"kind": "participants", "unit": "kabupaten/kota", "year": None, "registry": _UNLINKED},
    "quotes": {"speaker": None, "kind": "direct", "cue": None},
}  # fmt: skip
_LISTS = ("region_codes",)
# Never typed: evidence is given by `words`, the rest follows from other fields.
_FIXED = frozenset(
    {"mentions", "evidence", "reasons", "start", "end", "undecided", "registry", "score", "participants"}
)
WORDS = "words"


def change_claim(record: Record, field: ClaimField, value: Any, changes: Mapping[str, str], who: str) -> Any:
    """A claim with some of its fields changed; `value` None makes a new one.

    Args:
        changes: field to value as typed; "" or "null" clears a field, lists are separated by commas. `words` names the
            words that the claim rests on, all places where they stand.
        who: noted as the reason of a new claim.

    Raises:
        UnreadableInput: a field that there is not, or a value that it does not take.
    """
    given = dict(changes)
    words = given.pop(WORDS, None)
    if value is None and words is None and field not in ("relevance", "tone"):
        raise UnreadableInput(field, f'a new claim needs the words that it rests on; add {WORDS}="…"')
    spans = None if words is None else find_words(record, field, words)
    base = dict(_DEFAULTS.get(field, {})) if value is None else msgspec.to_builtins(value)
    if "reason" in TYPES[field].__struct_fields__:
        base["reason"] = f"stated by {who}"
    if value is None:
        base |= _empty_spans(field, spans or ())
    for name, typed in given.items():
        if name not in TYPES[field].__struct_fields__ or name in _FIXED:
            known = ", ".join([n for n in TYPES[field].__struct_fields__ if n not in _FIXED] + [WORDS])
            raise UnreadableInput(f"{field}: {name}", f"no field that can be set; there are {known}")
        base[name] = _typed(name, typed)
    if field == "dates" and "value" in given:
        base["granularity"] = _granularity(str(base["value"]))
    try:
        made = msgspec.convert(base, TYPES[field], strict=False)
    except msgspec.ValidationError as error:
        raise UnreadableInput(field, f"{error}") from error
    return made if spans is None else with_spans(field, made, spans)


def _empty_spans(field: ClaimField, spans: tuple[Span, ...]) -> dict[str, Any]:
    if field == "quotes":
        return {"start": spans[0].start, "end": spans[0].end, "text": spans[0].text}
    return {"events": {"evidence": []}, "relevance": {"reasons": []}, "tone": {}}.get(field, {"mentions": []})


def _typed(name: str, typed: str) -> Any:
    if name in _LISTS:
        return [part.strip() for part in typed.split(",") if part.strip()]
    return None if typed in ("", "null") else typed


def _granularity(value: str) -> str:
    return "interval" if "/" in value else {0: "year", 1: "month"}.get(value.count("-"), "day")


def find_words(record: Record, field: ClaimField, words: str) -> tuple[Span, ...]:
    """Where words stand in the record's text; of a quote or an event's evidence only the first place.

    Raises:
        UnreadableInput: the text does not hold them.
    """
    text, spans = record.article.text or "", []
    start = text.find(words) if words else -1
    while start >= 0:
        spans.append(Span.of(text, start, start + len(words)))
        start = text.find(words, start + len(words))
    if not spans:
        raise UnreadableInput(record.id, f"the text does not hold {words!r}; copy the words as printed")
    return tuple(spans[:1] if field in ("quotes", "events") else spans)
