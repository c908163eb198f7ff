"""Builders of articles for the store's tests."""

from __future__ import annotations

from corpus.article import Article, Capture, text_digest

TEXT = "Pemkot Solok meneken nota kesepahaman kota cerdas bersama kementerian, Kamis (21/4/2022)."


def make_article(number: int = 1, **changes: object) -> Article:
    """An article of its own page; `changes` replace fields, the digest follows the text."""
    url = f"https://contoh.id/berita/{number}"
    fields: dict[str, object] = {
        "id": f"a{number}", "text": f"{TEXT} Berita ke-{number}.", "url": url, "canonical_url": url, "outlet": "Contoh",
        "title": "Solok Teken MoU", "published": "2022-04-21T19:00:00+07:00", "language": "id",
        "capture": Capture(warc="pantau-20220422.warc.gz", offset=10, length=20),
    }  # fmt: skip
    fields |= changes
    return Article(**fields, text_sha256=text_digest(str(fields["text"])))  # type: ignore[arg-type]
