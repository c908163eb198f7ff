"""From the bytes of a page to its text: byte order mark, header, meta declaration, then the bytes themselves."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
# Everything but control bytes; lone NULs are damage, not a sign of binary data.
_TEXT_BYTES = bytes([*range(9, 14), 27, *range(32, 127), *range(128, 256)])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# WHATWG: a page that says latin-1 or ascii means Windows-1252.
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
# One wrong byte in this many is damage (a cut-off page); more means that the declared charset is wrong.
_BYTES_PER_DAMAGE = 200


def decode_html(data: bytes, declared: str | None = None) -> str:
    """Decodes a page; never fails.

    Args:
        data: the decoded (unzipped) body of the response.
        declared: the charset of the Content-Type header, None when it named none.

    Returns:
        The text without control characters. Bytes that say nothing in the chosen charset become U+FFFD.
    """
    return _CONTROL.sub("", _decode(data, declared))


def _decode(data: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace")
    wide = _wide_charset(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")  # pages that are valid UTF-8 are UTF-8, whatever they declare
    except UnicodeDecodeError:
        pass
    found = _META.search(data[:_HEAD_BYTES])
    for name in (declared or "", found.group(1).decode("ascii") if found else ""):
        text = _try_charset(data, name) if name else None
        if text is not None:
            return text
    return _utf8_or_cp1252(data)


def _try_charset(data: bytes, name: str) -> str | None:
    """Decodes by a declared name; None when it is unknown, is no text charset, or does not fit."""
    name = _ALIASES.get(name.strip().lower(), name.strip().lower())
    if name.replace("_", "-").startswith(("utf-8", "utf8", "utf-16", "utf16")):
        return None
    try:
        return data.decode(name, "replace")  # LookupError also for codecs that make no text
    except (LookupError, ValueError):
        return None


def _utf8_or_cp1252(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * _BYTES_PER_DAMAGE <= len(data) or text.count("\ufffd") <= 2:
        return text
    return data.decode("cp1252", "replace")


def _wide_charset(data: bytes) -> str | None:
    """Recognises UTF-16 without a mark by its NULs on every other byte."""
    head = data[:400]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.4 and even < len(head) * 0.05:
        return "utf-16-le"
    if even > len(head) * 0.4 and odd < len(head) * 0.05:
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Says whether a body is no text at all: pictures, PDFs and archives hold many control bytes, pages hold none."""
    head = data[:_HEAD_BYTES]
    if _wide_charset(data) or any(data.startswith(bom) for bom, _ in _BOMS):
        return False
    controls = len(head.translate(None, delete=_TEXT_BYTES))
    return head.startswith(b"%PDF-") or controls - head.count(0) > len(head) * 0.03
