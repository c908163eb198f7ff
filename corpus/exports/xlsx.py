"""Export as XLSX: the rows of the CSV export as a workbook that spreadsheets open without asking (extra `xlsx`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from corpus.exports.csv import COLUMNS, iter_rows
from corpus.exports.extras import load_extra
from corpus.exports.standoff import stand_off
from corpus.record import Record

# Limits of the format: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
MAX_ROWS, MAX_CELL_CHARS = 1_048_576, 32_767


class _Sheets:
    """Sheets of one kind: when one is full, the next goes on."""

    def __init__(self, workbook: Any, name: str, columns: tuple[str, ...]) -> None:
        self._workbook, self._name, self._columns = workbook, name, columns
        self._sheet: Any = None
        self._row, self._number = MAX_ROWS, 0

    def write(self, cells: Iterable[object]) -> None:
        if self._row == MAX_ROWS:
            self._number += 1
            name = self._name if self._number == 1 else f"{self._name} {self._number}"
            self._sheet, self._row = self._workbook.add_worksheet(name), 0
            self._put(self._columns)
        self._put(cells)

    def _put(self, cells: Iterable[object]) -> None:
        for column, cell in enumerate(cells):
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, column, cell)
            elif isinstance(cell, int | float):
                self._sheet.write_number(self._row, column, cell)
            elif cell is not None and cell != "":
                # As a string, whatever it begins with: nothing is ever a formula or a link.
                self._sheet.write_string(self._row, column, str(cell))
        self._row += 1


def write_xlsx(records: Iterable[Record], file: BinaryIO, *, with_text: bool) -> int:
    """Writes one workbook, row by row, and returns the number of records.

    A cell that is longer than the format allows goes on in the sheet `long cells`; rows beyond a sheet's limit go on
    in `records 2` and so forth, so nothing is cut.

    Raises:
        SettingsError: XlsxWriter is not installed.
    """
    xlsxwriter = load_extra("xlsxwriter", "xlsx")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    columns = (*COLUMNS, "text") if with_text else COLUMNS
    count = 0
    with xlsxwriter.Workbook(file, options) as workbook:
        rows = _Sheets(workbook, "records", columns)
        rest = _Sheets(workbook, "long cells", ("id", "column", "part", "text"))
        for record in stand_off(records, with_text):
            count += 1
            tail = (record.article.text or "",) if with_text else ()
            for row in iter_rows(record):
                cells = (*row, *tail)
                rows.write(cell[:MAX_CELL_CHARS] if isinstance(cell, str) else cell for cell in cells)
                for name, cell in zip(columns, cells, strict=True):
                    if isinstance(cell, str) and len(cell) > MAX_CELL_CHARS:
                        for part, start in enumerate(range(MAX_CELL_CHARS, len(cell), MAX_CELL_CHARS), 2):
                            rest.write((record.id, name, part, cell[start : start + MAX_CELL_CHARS]))
        if not count:
            workbook.add_worksheet("records")
    return count
