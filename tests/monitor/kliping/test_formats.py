"""Every form of a kliping, read back with another library."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import docx
import msgspec
import openpyxl
import pytest
from lxml import html

from corpus.errors import SettingsError
from corpus.store import Store
from crawler.sources.source import SourceType
from monitor.kliping import Kliping, day_of, month_of
from monitor.kliping.formats import RENDERERS
from monitor.kliping.html import css_string
from monitor.phrases import Language
from monitor.phrases.kliping import load_kliping_phrases
from tests.monitor.kliping.desk import DAY, gather

HOSTILE = '=HYPERLINK("http://jahat.example")<script>alert(1)</script> & "kutip"'
LANGUAGES: tuple[Language, ...] = ("id", "en")


def _has_weasyprint() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


needs_weasyprint = pytest.mark.skipif(not _has_weasyprint(), reason="WeasyPrint or Pango is not installed")


def page_of(kliping: Kliping, language: Language = "id") -> Any:
    return html.document_fromstring(RENDERERS["html"](kliping, language).decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [name for name in RENDERERS if name != "pdf"])
def test_every_form_takes_full_and_empty_klipings(
    store: Store, kliping: Kliping, form: str, language: Language
) -> None:
    empty = gather(store, day_of(date(2020, 1, 1)))
    for each in (kliping, gather(store, month_of(DAY)), empty):
        assert RENDERERS[form](each, language)


def test_page_escapes_the_press_and_fetches_nothing(kliping: Kliping) -> None:
    page = page_of(kliping)
    assert page.xpath("//script | //*[@src] | //link | //iframe | //object") == []
    assert HOSTILE in page.xpath("//h3/text()")
    assert all(re.match("https?://|#", link) for link in page.xpath("//a/@href"))
    assert "url(" not in page.xpath("string(//style)")
    assert page.xpath("//*[starts-with(name(), 'on')] | //@*[starts-with(name(), 'on')]") == []


def test_page_shows_the_head_of_the_agency_and_every_item(kliping: Kliping) -> None:
    page = page_of(kliping)
    assert page.xpath("string(//header)") == "Dinas Kominfo <Kota> Solok"
    assert [item.get("id") for item in page.xpath("//article")] == ["item-1", "item-2", "item-3"]
    assert "negative" in page.xpath("//article")[0].get("class")
    text = " ".join(page.text_content().split())
    for part in (
        "Kliping Berita Harian", "21 April 2022, 19.00 WIB", "(sebelumnya 1)", "pantau-20220421.warc.gz:4096",
        "2 kali: Warta Nagari (21 April 2022, 23.30 WIB)", "Hak jawab", "Disusun 22 April 2022 pukul 07.05",
    ):  # fmt: skip
        assert part in text
    assert len(page.xpath("//svg")) >= 5


def test_page_in_english(kliping: Kliping) -> None:
    page = page_of(kliping, "en")
    assert page.get("lang") == "en"
    text = page.text_content()
    assert "Daily Press Clippings" in text
    assert "Right of reply" in text
    assert "Kliping Berita" not in text


def test_no_text_leaves_the_style_sheet() -> None:
    assert css_string('Dinas "A" </style><b>') == (
        '"Dinas\\000020\\000022A\\000022\\000020\\00003c\\00002fstyle\\00003e\\00003cb\\00003e"'
    )


def test_word_document_reads_back(kliping: Kliping) -> None:
    found = docx.Document(io.BytesIO(RENDERERS["docx"](kliping, "id")))
    section = found.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    headings = [each.text for each in found.paragraphs if each.style and each.style.name == "Heading 3"]
    assert headings[0] == "1. Aplikasi Kota Cerdas Mangkrak, DPRD Minta Penjelasan"
    assert headings[1] == f"2. {HOSTILE}"
    links = {each.target_ref for each in found.part.rels.values() if each.is_external}
    assert links == {"https://contoh.id/first", "https://contoh.id/late"}
    cells = {
        row.cells[0].text: row.cells[1].text for table in found.tables for row in table.rows if len(row.cells) == 2
    }
    assert cells["Registri"].endswith("(angkatan 2022)")
    assert "☐ Hak jawab" in cells["Tindak lanjut"]
    assert found.core_properties.author == "Dinas Kominfo <Kota> Solok"


def test_word_document_keeps_to_the_order_of_its_schema(kliping: Kliping) -> None:
    found = docx.Document(io.BytesIO(RENDERERS["docx"](kliping, "id")))
    order = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook")
    for table in found.tables:
        names = [part.tag.rsplit("}", 1)[1] for part in table._tbl.tblPr]
        assert names == sorted(names, key=order.index)


def test_workbook_has_links_and_no_formulas(kliping: Kliping) -> None:
    book = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"](kliping, "id")))
    assert book.sheetnames == ["Ringkasan", "Daftar berita", "Registri"]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    sheet = book["Daftar berita"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[0] == "No."
    assert head[-1] == "Tindak lanjut"
    assert [row[0] for row in rows] == [1, 2, 3]
    assert {row[1].date() for row in rows} == {DAY}
    title = head.index("Judul")
    assert [row[title] for row in rows][1] == HOSTILE
    linked = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert linked == ["https://contoh.id/late", "https://contoh.id/first"]
    [choices] = sheet.data_validations.dataValidation
    assert choices.formula1 == '"Klarifikasi,Hak jawab,Tidak perlu"'
    assert sheet.auto_filter.ref == "A1:U4"
    [news] = list(book["Registri"].iter_rows(min_row=2, values_only=True))
    assert news[1] == "Kota Solok"


def test_workbook_takes_addresses_that_excel_does_not(kliping: Kliping) -> None:
    item = kliping.items[0]
    long = msgspec.structs.replace(item.first, url="https://contoh.id/" + "a" * 3000)
    odd = msgspec.structs.replace(kliping, items=(msgspec.structs.replace(item, first=long),))
    sheet = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"](odd, "id")))["Daftar berita"]
    assert [cell.value for cell in sheet[2]][6] == long.url


def test_text_numbers_headlines_with_links(kliping: Kliping) -> None:
    lines = RENDERERS["txt"](kliping, "id").decode().splitlines()
    at = lines.index("1. Aplikasi Kota Cerdas Mangkrak, DPRD Minta Penjelasan [negatif]")
    assert lines[at + 1 : at + 3] == ["Suara Bukit · 21 April 2022", "https://contoh.id/late"]


def test_json_reads_back_as_the_value(kliping: Kliping) -> None:
    assert msgspec.json.decode(RENDERERS["json"](kliping, "id"), type=Kliping) == kliping


@needs_weasyprint
@pytest.mark.filterwarnings("default")
def test_pdf_is_a_document_of_pages(kliping: Kliping) -> None:
    data = RENDERERS["pdf"](kliping, "id")
    assert data.startswith(b"%PDF-")
    assert len(data) > 5000


@pytest.mark.parametrize(("form", "module"), [("pdf", "weasyprint"), ("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_named_with_its_extra(
    kliping: Kliping, form: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=rf"pip install 'pantau\[{form}\]'"):
        RENDERERS[form](kliping, "id")


def test_both_languages_fill_in_the_same_names() -> None:
    texts = [tomllib.loads((files("monitor.phrases") / f"kliping-{each}.toml").read_text()) for each in LANGUAGES]
    names = [{key: sorted(re.findall(r"{(\w+)", str(value))) for key, value in text.items()} for text in texts]
    assert names[0] == names[1]
    assert all(len(load_kliping_phrases(each).fields) == 30 for each in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_source_has_a_name(language: Language) -> None:
    assert set(load_kliping_phrases(language).outlet_types) == set(get_args(SourceType))


def test_templates_are_in_the_package() -> None:
    folder = Path(str(files("monitor.kliping"))) / "templates"
    assert {path.name for path in folder.iterdir()} == {"charts.html", "kliping.css", "kliping.html"}
