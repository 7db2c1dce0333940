"""The words of a menu as text that fits its window, broken between words."""

import textwrap
from typing import NamedTuple

from kneenumb.ask.sheet import Row, Sheet

BELOW_THE_LIST = 4
"""Lines of the window that are kept for the commands and for a word about a wrong key."""
POINTER = 3
"""Columns that the pointer takes, in front of every row."""
NARROWEST = 20


class RowText(NamedTuple):
    """How one sheet is written in a window of a certain size."""

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
        above = (whole.heading() + whole.ask()).count("\n") + 4
        return whole._replace(in_full=above + height + headings <= lines - BELOW_THE_LIST)

    def heading(self) -> str:
        """What stands at the top: how far along it is."""
        return self._filled(self.sheet.heading)

    def ask(self) -> str:
        """What is asked."""
        return self._filled(self.sheet.ask)

    def title(self, key: str, row: Row, ticks: tuple[str, ...]) -> str:
        """A row with its key and its tick."""
        tick = "" if not self.sheet.many else "[x] " if row.id in ticks else "[ ] "
        note = f"  ({row.note})" if row.note else ""
        more = " …" if row.detail != row.label else ""
        words = row.detail if self.in_full else f"{row.label}{more}"
        return self.hanging(f"{tick}{key}  {words}{note}", len(tick) + 3)

    def hanging(self, text: str, indent: int = 0) -> str:
        """Text behind the pointer; its further lines are indented."""
        before = " " * POINTER
        return self._filled(text, before, before + " " * indent)[POINTER:]

    def detail(self, row: Row | None) -> str:
        """All the words of the row under the cursor, to stand below the list."""
        return self._filled(
            row.detail if row else "A line that ends in … is shown here in full: move to it."
        )

    def commands(self) -> str:
        """What can be asked for in place of an answer. A key is never parted from its word."""
        pairs = (f"{each.key}\u00a0{each.word}" for each in self.sheet.commands)
        return self._filled("   ".join(pairs))

    def _filled(self, text: str, first: str = "", further: str = "") -> str:
        width = max(self.columns - 1, NARROWEST)
        return textwrap.fill(
            text, width, initial_indent=first, subsequent_indent=further, break_on_hyphens=False
        )
