"""The rows of a menu as text that fits its window, broken between words."""

import textwrap
from typing import NamedTuple

from kneenumb.ask.sheet import Row, Sheet

AROUND_THE_LIST = 10
"""Lines of the window that are kept for the question and for what stands below the list."""
POINTER = 3
"""Columns that the pointer takes, in front of every row."""
NARROWEST = 20


class RowText(NamedTuple):
    """How the rows of one sheet are written in a window of a certain size."""

    sheet: Sheet
    columns: int
    in_full: bool
    """Whether every row shows all its words, not only its label."""

    @classmethod
    def fitting(cls, sheet: Sheet, columns: int, lines: int) -> "RowText":
        """All the words of every row where the window is high enough, else their labels."""
        whole = cls(sheet, columns, True)
        height = sum(whole.title("1", row, ()).count("\n") + 1 for row in sheet.rows)
        headings = sum(row.heading is not None for row in sheet.rows)
        return whole._replace(in_full=height + headings <= lines - AROUND_THE_LIST)

    def title(self, key: str, row: Row, ticks: tuple[str, ...]) -> str:
        """A row with its key and its tick."""
        tick = "" if not self.sheet.many else "[x] " if row.id in ticks else "[ ] "
        note = f"  ({row.note})" if row.note else ""
        words = row.detail if self.in_full else row.label
        return self.hanging(f"{tick}{key}  {words}{note}", len(tick) + 3)

    def hanging(self, text: str, indent: int = 0) -> str:
        """Text behind the pointer; its further lines are indented."""
        before = " " * POINTER
        filled = textwrap.fill(
            text,
            max(self.columns - 1, NARROWEST),
            initial_indent=before,
            subsequent_indent=before + " " * indent,
        )
        return filled[POINTER:]

    def detail(self, row: Row) -> str:
        """All the words of a row, to stand below the list."""
        return textwrap.fill(row.detail, max(self.columns - 1, NARROWEST))
