"""The words of a menu as text that fits its window, broken between words and never cut."""

import textwrap
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from kneenumb.ask.sheet import ChoiceRow, Sheet
from kneenumb.body.characters import in_letters
from kneenumb.body.lights import ONE_SIDE
from kneenumb.page.question_height import KEY, POINTER, TICK

NARROWEST = 20
BELOW_THE_LIST = 3
"""Lines of the window that are kept for the commands and for a word about a key."""
MAPS = ((74, 66), (36, 44))
"""Columns for a body map beside the list, and those that the list needs then: both legs, or one."""
MAP_GAP = 2


class MenuText(NamedTuple):
    """How one sheet is written in a window of a certain size."""

    sheet: Sheet
    columns: int
    spell: Callable[[str], str]
    """Writes a text in characters that the terminal knows."""
    map_columns: int = 0
    """Columns beside the text that show a body map."""

    @classmethod
    def fitting(
        cls, sheet: Sheet, columns: int, lines: int, spell: Callable[[str], str]
    ) -> "MenuText":
        """The text, with a body map beside it if nothing has to give way to that."""
        for room, least in MAPS if sheet.body_map else ():
            text = cls(sheet, columns - room - MAP_GAP, spell, room)
            highest = max(text.height(), text._map_height())
            if text.columns >= least and highest <= lines - BELOW_THE_LIST:
                return text
        return cls(sheet, columns, spell)

    def height(self) -> int:
        """Lines of everything that stands above the commands."""
        rows = [self.row("1", row, ()) for row in self.sheet.rows]
        rows += [row.heading for row in self.sheet.rows if row.heading]
        above = [self.heading(), self.ask(), self.about(), self.note(), self.how()]
        return sum(text.count("\n") + 1 for text in rows + above if text)

    def heading(self) -> str:
        """What stands at the top: how far along it is."""
        return self.filled(self.sheet.heading)

    def ask(self) -> str:
        """What is asked."""
        return self.filled(self.sheet.ask)

    def about(self) -> str:
        """What stands beside the question all the time."""
        return self.filled(self.sheet.about)

    def note(self) -> str:
        """What the person asked to see beside the question."""
        return "\n".join(self.filled(line) for line in self.sheet.note)

    def how(self) -> str:
        """How to answer: the row on which the cursor starts. It is no answer."""
        if self.sheet.many:
            return self._hanging("Tick each line that fits with its key, then press Enter.")
        return self._hanging("Press the key of a line, or move with ↑ ↓.")

    def row(self, key: str, row: ChoiceRow, ticks: tuple[str, ...]) -> str:
        """A row with its key and its tick."""
        box = "[x]" if row.id in ticks else "[ ]"
        front = (box.ljust(TICK) if self.sheet.many else "") + key.ljust(KEY)
        note = f"  ({row.note})" if row.note else ""
        return self._hanging(f"{front}{row.words}{note}", len(front))

    def _hanging(self, text: str, indent: int = 0) -> str:
        """Text behind the pointer; its further lines are indented."""
        before = " " * POINTER
        return self.filled(text, before, before + " " * indent)[POINTER:]

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
