"""The paper of the Word kliping: page, styles, and the few shapes that it is made of. Sizes in mm and points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from monitor.kliping.extra import load_extra
from monitor.phrases import Language

_INK, _NAVY, _MUTED, _ALARM, _RULE = "1D2733", "14304D", "56616D", "A63D2F", "C9D0D8"
_FONT = "Arial"


class Sheet:
    """A document that is written from top to bottom."""

    def __init__(self, language: Language) -> None:
        load_extra("docx", "docx")
        self._shared, self._oxml = load_extra("docx.shared", "docx"), load_extra("docx.oxml", "docx")
        self._names: Any = load_extra("docx.oxml.ns", "docx").qn
        self.document: Any = load_extra("docx", "docx").Document()
        self._page()
        self._styles("id-ID" if language == "id" else "en-GB")

    def _page(self) -> None:
        section, mm = self.document.sections[0], self._shared.Mm
        section.page_width, section.page_height = mm(210), mm(297)
        section.left_margin = section.right_margin = mm(17)
        section.top_margin, section.bottom_margin = mm(16), mm(18)

    def _styles(self, language: str) -> None:
        styles = self.document.styles
        lang = self._element("w:lang", {"w:val": language, "w:eastAsia": language})
        styles["Normal"].element.get_or_add_rPr().append(lang)
        self._style(styles["Normal"], 9.5, _INK, after=2)
        muted = styles.add_style("Pantau Muted", 1)
        muted.base_style = styles["Normal"]
        self._muted_id: str = muted.style_id
        self._style(muted, 8.5, _MUTED, after=2)
        self._style(styles["Title"], 20, _NAVY, bold=True, before=10, after=0)
        self._style(styles["Subtitle"], 13, _INK, after=0)
        self._style(styles["Heading 1"], 14, _NAVY, bold=True, before=16, after=4)
        self._style(styles["Heading 2"], 10.5, _NAVY, bold=True, before=10, after=3)
        self._style(styles["Heading 3"], 11, _NAVY, bold=True, before=10, after=0)
        for name in ("Title", "Heading 3"):
            self._border(styles[name].element.get_or_add_pPr(), {} if name == "Title" else {"top": (4, _RULE, 6)})

    def _style(
        self, style: Any, size_pt: float, colour: str, *, bold: bool = False, before: int = 0, after: int = 0
    ) -> None:  # fmt: skip
        font, space = style.font, style.paragraph_format
        font.name, font.size, font.bold, font.italic = _FONT, self._shared.Pt(size_pt), bold, False
        font.color.rgb = self._shared.RGBColor.from_string(colour)
        for spacing in style.element.get_or_add_rPr().findall(self._names("w:spacing")):
            spacing.getparent().remove(spacing)
        # Word's own headings name a theme font, which outranks the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(self._names(name), None)
        fonts.set(self._names("w:cs"), _FONT)
        space.space_before, space.space_after = self._shared.Pt(before), self._shared.Pt(after)
        space.line_spacing = 1.15

    def _element(self, name: str, attributes: dict[str, str]) -> Any:
        element = self._oxml.OxmlElement(name)
        for key, value in attributes.items():
            element.set(self._names(key), value)
        return element

    def _border(self, properties: Any, sides: dict[str, tuple[int, str, int]]) -> None:
        """Lines beside a paragraph: eighths of a point, colour, distance in points."""
        for old in properties.findall(self._names("w:pBdr")):
            properties.remove(old)
        if not sides:
            return
        borders = self._oxml.OxmlElement("w:pBdr")
        for side, (width, colour, space) in sides.items():
            values = {"w:val": "single", "w:sz": str(width), "w:space": str(space), "w:color": colour}
            borders.append(self._element(f"w:{side}", values))
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )  # fmt: skip

    def agency(self, name: str) -> None:
        """The letterhead."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(name.upper())
        run.bold, run.font.size = True, self._shared.Pt(13)
        paragraph.alignment = 1
        self._border(paragraph._p.get_or_add_pPr(), {"bottom": (18, _NAVY, 8)})

    def heading(self, text: str, level: int) -> None:
        """A heading, kept with what follows."""
        self.document.add_paragraph(text, style=f"Heading {level}").paragraph_format.keep_with_next = True

    def paragraph(self, text: str, style: str = "Normal", *, keep: bool = False) -> None:
        """A paragraph; `keep` holds it on the page of the next one."""
        self.document.add_paragraph(text, style=style).paragraph_format.keep_with_next = keep

    def runs(self, parts: Sequence[tuple[str, str]], *, keep: bool = False) -> None:
        """A paragraph of parts, each plain (""), bold, or an alarm."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        for text, kind in parts:
            run = paragraph.add_run(text)
            run.bold = bool(kind)
            if kind == "alarm":
                run.font.color.rgb = self._shared.RGBColor.from_string(_ALARM)

    def quote(self, text: str, speaker: str) -> None:
        """Spoken words with their speaker."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = self._shared.Mm(4)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(text).italic = True
        paragraph.add_run(f"\n{speaker}").font.color.rgb = self._shared.RGBColor.from_string(_MUTED)
        self._border(paragraph._p.get_or_add_pPr(), {"left": (12, _RULE, 8)})

    def figures(self, cells: Sequence[tuple[str, str, str]]) -> None:
        """Big numbers in a row: value, label, change."""
        row = self._table([[""] * len(cells)], [176 / len(cells)] * len(cells), {"top", "bottom"}).rows[0]
        self.document.paragraphs[-1].paragraph_format.space_after = self._shared.Pt(8)
        for cell, (value, label, change) in zip(row.cells, cells, strict=True):
            lines = cell.paragraphs[0], cell.add_paragraph(), cell.add_paragraph(style="Pantau Muted")
            big = lines[0].add_run(value)
            big.bold, big.font.size = True, self._shared.Pt(20)
            big.font.color.rgb = self._shared.RGBColor.from_string(_NAVY)
            lines[1].add_run(label).bold = True
            lines[2].add_run(change)
            for line in lines:
                line.paragraph_format.space_after = 0

    def table(self, rows: Sequence[Sequence[str]], widths_mm: Sequence[float], *, number_last: bool = False) -> None:
        """Lines of text, the first column in bold."""
        table = self._table(rows, widths_mm, {"insideH", "bottom"})
        for row in table.rows:
            row.cells[0].paragraphs[0].runs[0].bold = True
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.space_before = self._shared.Pt(2)
            if number_last:
                row.cells[-1].paragraphs[0].alignment = 2

    def facts(self, rows: Sequence[tuple[str, str]], link: tuple[str, str] | None) -> None:
        """Labels and values in small type, the link last."""
        cells = [*rows, (link[0], "")] if link else list(rows)
        table = self._table(cells, (28, 148), set())
        if link:
            self._link(table.rows[-1].cells[1].paragraphs[0], link[1])
        for number, row in enumerate(table.rows, start=1):
            for cell in row.cells:
                # By id: looking the name up for every cell takes most of the time of a long kliping.
                cell.paragraphs[0]._p.style = self._muted_id
                cell.paragraphs[0].paragraph_format.space_after = 0
                cell.paragraphs[0].paragraph_format.keep_with_next = number < len(cells)
            for run in row.cells[1].paragraphs[0].runs:
                run.font.color.rgb = self._shared.RGBColor.from_string(_INK)

    def _table(self, rows: Sequence[Sequence[str]], widths_mm: Sequence[float], lines: set[str]) -> Any:
        table = self.document.add_table(rows=len(rows), cols=len(widths_mm))
        table.autofit = False
        borders = self._oxml.OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH", "insideV"):
            values = {"w:val": "single" if side in lines else "nil", "w:sz": "4", "w:color": _RULE}
            borders.append(self._element(f"w:{side}", values))
        # Word wants the parts of a table's properties in the order of its schema.
        table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        margins = self._oxml.OxmlElement("w:tblCellMar")
        for side, twips in (("left", "0"), ("right", "113")):
            margins.append(self._element(f"w:{side}", {"w:w": twips, "w:type": "dxa"}))
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = self._shared.Mm(width)
        for row, texts in zip(table.rows, rows, strict=True):
            row._tr.get_or_add_trPr().append(self._element("w:cantSplit", {}))
            for cell, text, width in zip(row.cells, texts, widths_mm, strict=True):
                cell.width = self._shared.Mm(width)
                cell.paragraphs[0].add_run(text)
        return table

    def _link(self, paragraph: Any, url: str) -> None:
        kinds = load_extra("docx.opc.constants", "docx").RELATIONSHIP_TYPE
        number = paragraph.part.relate_to(url, kinds.HYPERLINK, is_external=True)
        link = self._element("w:hyperlink", {"r:id": number})
        run = paragraph.add_run(url)
        run.font.color.rgb = self._shared.RGBColor.from_string("1F4E86")
        link.append(run._r)
        paragraph._p.append(link)

    def signing(self, labels: Sequence[str]) -> None:
        """Room for names and signatures."""
        self.paragraph("")
        table = self._table([labels], [88] * len(labels), {"bottom"})
        table.rows[0].height = self._shared.Mm(24)
        self.paragraph("")

    def footer(self, text: str, page: str, of: str) -> None:
        """The line at the foot of every page, with its number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = "Pantau Muted"
        paragraph.paragraph_format.tab_stops.add_tab_stop(self._shared.Mm(176), 2)
        paragraph.add_run(f"{text}\t{page} ")
        self._field(paragraph, "PAGE")
        paragraph.add_run(f" {of} ")
        self._field(paragraph, "NUMPAGES")

    def _field(self, paragraph: Any, name: str) -> None:
        field = self._element("w:fldSimple", {"w:instr": name})
        run = paragraph.add_run("1")
        field.append(run._r)
        paragraph._p.append(field)
