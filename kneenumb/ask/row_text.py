"""The words of a menu as text that fits its window, broken between words."""

import textwrap
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from kneenumb.ask.sheet import ChoiceRow, Sheet
from kneenumb.body.characters import in_letters
from kneenumb.body.lights import ONE_SIDE

BELOW_THE_LIST = 4
"""Lines of the window that are kept for the commands and for a word about a wrong key."""
POINTER = 3
"""Columns that the pointer takes, in front of every row."""
NARROWEST = 20
MAPS = ((74, 66), (36, 44))
"""Columns for a body map beside the list, and those that the list needs then: both legs, or one."""
MAP_GAP = 2


class RowText(NamedTuple):
    """How one sheet is written in a window of a certain size."""

    sheet: Sheet
    columns: int
    spell: Callable[[str], str]
    """Writes a text in characters that the terminal knows."""
    in_full: bool = True
    """Whether every row shows all its words, not only its label."""
    map_columns: int = 0
    """Columns beside the text that show a body map."""

    @classmethod
    def fitting(
        cls, sheet: Sheet, columns: int, lines: int, spell: Callable[[str], str]
    ) -> "RowText":
        """All the words of every row where the window is high enough, else their labels.

        A body map is shown beside them if nothing has to give way to it.
        """
        for room, least in MAPS if sheet.body_map else ():
            text = cls(sheet, columns - room - MAP_GAP, spell, map_columns=room)
            highest = max(text._height(), text._map_height())
            if text.columns >= least and highest <= lines - BELOW_THE_LIST:
                return text
        whole = cls(sheet, columns, spell)
        return whole._replace(in_full=whole._height() <= lines - BELOW_THE_LIST)

    def _height(self) -> int:
        """Lines of everything with all its words, but the commands."""
        rows = [self.title("1", row, ()) for row in self.sheet.rows]
        rows += [row.heading for row in self.sheet.rows if row.heading]
        above = [self.heading(), self.ask(), self.note(), ""]
        return sum(text.count("\n") + 1 for text in rows + above) + 1

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

    def map_note(self) -> str:
        """What has to be known about the body map."""
        told = "The signs on the legs are the keys. The line under the cursor is lit."
        one_sided = self.sheet.body_map and self.sheet.body_map.is_one_sided
        words = f"{told} {ONE_SIDE}" if one_sided else told
        return textwrap.fill(self.spell(words), self.map_columns)

    def _map_height(self) -> float:
        """Lines of the map and of what stands below it; no end of them if it cannot be drawn."""
        drawn = in_letters(self.sheet.body_map, self.map_columns) if self.sheet.body_map else ()
        return len(drawn) + self.map_note().count("\n") + 1 if drawn else inf

    def title(self, key: str, row: ChoiceRow, ticks: tuple[str, ...]) -> str:
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

    def detail(self, row: ChoiceRow | None) -> str:
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
