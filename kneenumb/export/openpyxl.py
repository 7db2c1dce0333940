"""Writes Excel workbooks of nothing but text."""

import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from kneenumb.export.xlsform import FormSheets


def workbook(sheets: FormSheets) -> bytes:
    """A workbook with these sheets. Each text is one, also if it looks like a formula."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, text or None)
                if text:
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
