"""The parts of the screen that a menu is put together from."""

from collections.abc import Callable
from dataclasses import dataclass

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import UIContent, UIControl, Window
from prompt_toolkit.layout.controls import FormattedTextControl, GetLinePrefixCallable
from prompt_toolkit.layout.dimension import Dimension


def text_window(
    text: Callable[[], str | StyleAndTextTuples], style: str | Callable[[], str] = ""
) -> Window:
    """A text that is shown whole: a window without room for it is too small."""

    def height() -> Dimension:
        shown = text()
        written = shown if isinstance(shown, str) else "".join(piece[1] for piece in shown)
        return Dimension.exact(written.rstrip("\n").count("\n") + 1)

    return Window(FormattedTextControl(text), height=height, style=style, dont_extend_height=True)


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row of a list with its heading, or what stands there in its place."""

    id: str | None
    """``None`` if it is nothing to choose."""
    lines: tuple[tuple[str, str], ...]
    """Each with its style."""


class RowList(UIControl):
    """A list of which as many rows are drawn as fit, each of them whole.

    What does not fit is told in words, and what was drawn at any time is known.
    """

    def __init__(self, entries: Callable[[], list[RowEntry]], spell: Callable[[str], str]) -> None:
        self._entries = entries
        self._spell = spell
        self.at = 0
        """The entry under the cursor."""
        self.top = 0
        """The first entry that is drawn."""
        self.end = 0
        """The entry behind the last that is drawn."""
        self.seen: set[str] = set()
        """Every row that was on the screen."""

    @property
    def visible(self) -> set[str]:
        """The rows that are on the screen now."""
        return {each.id for each in self._entries()[self.top : self.end] if each.id}

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: GetLinePrefixCallable | None,
    ) -> int:
        """As many lines as all entries have."""
        return sum(len(each.lines) for each in self._entries())

    def least_height(self) -> int:
        """The lines that the largest entry needs, and the words about the rest."""
        return max(len(each.lines) for each in self._entries()) + 1

    def create_content(self, width: int, height: int) -> UIContent:
        """The lines to draw in a window of that height."""
        entries = self._entries()
        heights = [len(each.lines) for each in entries]
        is_cut = sum(heights) > height
        self._scroll(heights, height - is_cut)
        shown = entries[self.top : self.end]
        self.seen |= {each.id for each in shown if each.id}
        lines: list[StyleAndTextTuples] = [[line] for each in shown for line in each.lines]
        if is_cut:
            lines += [[("", "")]] * (height - 1 - len(lines))
            lines.append([("class:more", self._hidden(entries))])
        return UIContent(lambda at: lines[at], len(lines), show_cursor=False)

    def _scroll(self, heights: list[int], height: int) -> None:
        """Draw from an entry on with which the one under the cursor fits, and no line is lost."""
        top = min(self.top, self.at)
        while top < self.at and sum(heights[top : self.at + 1]) > height:
            top += 1
        while top and sum(heights[top - 1 :]) <= height:
            top -= 1
        end = top + 1
        while end < len(heights) and sum(heights[top : end + 1]) <= height:
            end += 1
        self.top, self.end = top, end

    def _hidden(self, entries: list[RowEntry]) -> str:
        above, below = (
            sum(each.id is not None for each in part)
            for part in (entries[: self.top], entries[self.end :])
        )
        told = [f"{n} more {where}" for n, where in ((above, "above"), (below, "below")) if n]
        return self._spell(f"   {', '.join(told)} (↑ ↓)")


def list_window(rows: RowList) -> Window:
    """The window of a list; never too low for its largest row."""

    def height() -> Dimension:
        # Lists come in all lengths, and each is drawn whole where there is room.
        whole = rows.preferred_height(0, 0, False, None)
        return Dimension(min=min(rows.least_height(), whole), preferred=whole)

    return Window(rows, height=height, dont_extend_height=True, always_hide_cursor=True)
