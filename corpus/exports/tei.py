"""Export as TEI P5: one `teiCorpus`, each article with its text in one block and our marks in `standOff`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote

from lxml import etree

from corpus.exports.marks import LABELS, iter_marks, require_text
from corpus.record import Record
from corpus.version import __version__

_NS = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters that XML 1.0 cannot hold; one sign stands for one, so that offsets stay.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_ID = re.compile(r"[^A-Za-z0-9_.-]")


def write_tei(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one document as records come and returns their number.

    `<ab xml:space="preserve">` holds the text as it is; a mark's `target` is `#string-range(ID,start,length)` (TEI
    Guidelines 16.2.4.6) in code points of it, its `ana` the value.

    Raises:
        SettingsError: `with_text` is False.
    """
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{_NS}}}teiCorpus", nsmap={None: _NS}):
            xml.write(_header("Pantau corpus", None))
            for record in records:
                text = require_text(record, "tei", with_text)
                count += 1
                xml.write("\n")
                xml.write(_article(record, text, count))
        xml.flush()
    return count


def _article(record: Record, text: str, number: int) -> Any:
    key = f"a{number}-{_NOT_ID.sub('_', record.id)}"
    root = etree.Element(f"{{{_NS}}}TEI", {_XML_ID: key}, nsmap={None: _NS})
    root.append(_header(record.article.title or record.id, record))
    _add_marks(root, record, f"{key}-text")
    body = _sub(_sub(root, "text", **({_XML_LANG: record.article.language} if record.article.language else {})), "body")
    block = _sub(body, "ab", _clean(text), **{_XML_ID: f"{key}-text", _XML_SPACE: "preserve"})
    assert len(block.text) == len(text)
    return root


def _add_marks(root: Any, record: Record, text_id: str) -> None:
    marks = list(iter_marks(record))
    if not marks:
        return
    stand_off = _sub(root, "standOff")
    for label in LABELS:
        mine = [mark for mark in marks if mark.label == label]
        if mine:
            group = _sub(stand_off, "spanGrp", type=label)
            for mark in mine:
                span, length = mark.span, mark.span.end - mark.span.start
                # `ana` points somewhere: a value becomes a URI in our own scheme, blanks as %20.
                value = {"ana": f"pantau:{_quoted(mark.value)}"} if mark.value else {}
                target = f"#string-range({text_id},{span.start},{length})"
                _sub(group, "span", _clean(span.text), target=target, **value)


def _quoted(value: str) -> str:
    return quote(value, safe=".:-_/")


def _header(title: str, record: Record | None) -> Any:
    header = etree.Element(f"{{{_NS}}}teiHeader", nsmap={None: _NS})
    description = _sub(header, "fileDesc")
    _sub(_sub(description, "titleStmt"), "title", _clean(title))
    publication = _sub(_sub(description, "publicationStmt"), "p", f"Written by pantau {__version__}.")
    source = _sub(_sub(description, "sourceDesc"), "bibl")
    if record is None:
        source.text = "News articles; each names its outlet and address."
        return header
    article = record.article
    publication.text += f" Record {_clean(record.id)}, pipeline {_clean(record.provenance.pipeline)}."
    for name, value in (("title", article.title), ("author", article.byline), ("publisher", article.outlet),
                        ("date", article.published)):  # fmt: skip
        if value:
            _sub(source, name, _clean(value))
    if url := article.canonical_url or article.url:
        _sub(source, "ref", _clean(url), target=_clean(url))
    _sub(source, "idno", article.text_sha256, type="sha256")
    return header


def _sub(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{_NS}}}{name}", attributes)
    child.text = text
    return child


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text.replace("\r", "\n"))
