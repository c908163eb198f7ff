"""How components share what they find on a spaCy doc.

Mention-level results are span groups (`doc.spans["regions"]`, …) whose spans carry the frozen value under
`span._.mention`; its `span` has the exact code points, the spaCy span the smallest run of tokens that covers them.
Document-level results are `doc._.context`, `doc._.layout`, `doc._.relevance`, `doc._.events`, `doc._.tone` and
`doc._.focus` (region codes).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from spacy.tokens import Doc, Span

from corpus.span import Span as Evidence
from nlp.mentions import Context, Layout

GROUPS = ("regions", "dates", "names", "officials", "roles", "pillars", "figures", "quotes", "events")
# Where our tokenizer leaves the text in `doc.user_data`: `doc.text` puts the words together anew at each call.
TEXT_KEY = "pantau_text"
_DOC_DEFAULTS: dict[str, Any] = {
    "context": Context(), "layout": None, "relevance": None, "events": (), "tone": None, "focus": (),
}  # fmt: skip


class HasSpan(Protocol):
    """Any mention."""

    @property
    def span(self) -> Evidence:
        """Where the mention stands."""


MentionT = TypeVar("MentionT")


def register_extensions() -> None:
    """Declares our attributes on spaCy's types. Safe to call more than once; every factory calls it."""
    for name, default in _DOC_DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Span.has_extension("mention"):
        Span.set_extension("mention", default=None)


def write_mentions(doc: Doc, group: str, mentions: Iterable[HasSpan]) -> None:
    """Replaces a span group, in text order. Tokens are widened to cover a mention that cuts through one."""
    ordered = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
    spans: list[Span] = []
    text = layout_of(doc).text
    for mention in ordered:
        mention.span.check(text)
        span = doc.char_span(mention.span.start, mention.span.end, label=group, alignment_mode="expand")
        if span is not None:  # None only for a range outside the text, which check() has refused already
            span._.mention = mention
            spans.append(span)
    doc.spans[group] = spans
    doc.user_data[f"pantau_{group}"] = tuple(ordered)


def read_mentions(doc: Doc, group: str, kind: type[MentionT]) -> tuple[MentionT, ...]:
    """The mentions of a group in text order; () when no component has written it."""
    return tuple(m for m in doc.user_data.get(f"pantau_{group}", ()) if isinstance(m, kind))


def layout_of(doc: Doc) -> Layout:
    """The doc's layout, parsed now when `pantau_layout` did not run before."""
    layout: Layout | None = doc._.layout
    if layout is None:
        from nlp.layout import parse_layout

        text = doc.user_data.get(TEXT_KEY)
        layout = doc._.layout = parse_layout(doc.text if text is None else text, doc._.context)
    return layout
