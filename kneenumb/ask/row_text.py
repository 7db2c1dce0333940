"""The words of a menu as text that fits its window, broken between words."""

import textwrap
from collections.abc import Callable
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
    spell: Callable[[str], str]
    """Writes a text in characters that the terminal knows."""
    in_full: bool = True
    """Whether every row shows all its words, not only its label."""

    @classmethod
    def fitting(
        cls, sheet: Sheet, columns: int, lines: int, spell: Callable[[str], str]
    ) -> "RowText":
        """All the words of every row where the window is high enough, else their labels."""
        whole = cls(sheet, columns, spell)
        rows = [whole.title("1", row, ()) for row in sheet.rows]
        rows += [row.heading for row in sheet.rows if row.heading]
        above = [whole.heading(), whole.ask(), whole.note(), ""]
        height = sum(text.count("\n") + 1 for text in rows + above) + 1
        return whole._replace(in_full=height <= lines - BELOW_THE_LIST)

    @property
    def says_more_below(self) -> bool:
        """Whether a row may have words that are shown only below the list."""
        rows = self.sheet.rows
        return not self.in_full and any(row.may_clip or row.detail != row.label for row in rows)

    def heading(self) -> str:
        """What stands at the top: how far along it is."""
        return self.filled(self.sheet.heading)

    def ask(self) -> str:
        """What is asked."""
        return self.filled(self.sheet.ask)

    def note(self) -> str:
        """What the person asked to see beside the question."""
        return "\n".join(self.filled(line) for line in self.sheet.note)

    def title(self, key: str, row: Row, ticks: tuple[str, ...]) -> str:
        """A row with its key and its tick."""
        tick = "" if not self.sheet.many else "[x] " if row.id in ticks else "[ ] "
        note = f"  ({row.note})" if row.note else ""
        more = " …" if row.detail != row.label else ""
        words = row.detail if self.in_full else f"{row.label}{more}"
        first = f"{tick}{key}  "
        if row.may_clip and not self.in_full:
            room = max(self.columns - 1 - POINTER - len(first), NARROWEST)
            return first + textwrap.shorten(self.spell(f"{words}{note}"), room, placeholder=" …")
        return self.hanging(f"{first}{words}{note}", len(tick) + 3)

    def hanging(self, text: str, indent: int = 0) -> str:
        """Text behind the pointer; its further lines are indented."""
        before = " " * POINTER
        return self.filled(text, before, before + " " * indent)[POINTER:]

    def detail(self, row: Row | None) -> str:
        """All the words of the row under the cursor, to stand below the list."""
        hint = "A line that ends in … is shown here in full: move to it."
        return self.filled(row.detail if row else hint)

    def commands(self) -> str:
        """What can be asked for in place of an answer. A key is never parted from its word."""
        pairs = (f"{each.key}\u00a0{each.word}" for each in self.sheet.commands)
        return self.filled("   ".join(pairs))

    def filled(self, text: str, first: str = "", further: str = "") -> str:
        """Text in lines that fit the window."""
        width = max(self.columns - 1, NARROWEST)
        return textwrap.fill(
            self.spell(text),
            width,
            initial_indent=first,
            subsequent_indent=further,
            break_on_hyphens=False,
        )
