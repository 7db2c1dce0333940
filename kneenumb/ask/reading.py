"""What is read in place of a list, as much at a time as the window holds."""

from collections.abc import Callable

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit
from prompt_toolkit.output import Output

from kneenumb.ask.windows import text_window

Lines = list[StyleAndTextTuples]

_FOOT = 3
"""Lines of the window that are kept for the word about going on, which may be wrapped."""


class Reading:
    """Something to read, until a key was pressed after each part of it.

    Args:
        filled: Breaks a text into lines that fit the window.
    """

    def __init__(self, screen: Output, filled: Callable[[str], str]) -> None:
        self._screen = screen
        self._filled = filled
        self._lines: Callable[[], Lines] | None = None
        """Written anew each time, as the window may have become another size."""
        self._top = 0
        """The first line that is shown."""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to read."""
        return self._lines is not None

    def open(self, lines: Callable[[], Lines]) -> None:
        """Put lines in place of the list."""
        self._lines, self._top = lines, 0

    def container(self) -> HSplit:
        """The part of the layout."""
        return HSplit([text_window(self._shown), text_window(self._foot, "class:keys")])

    def keys(self) -> KeyBindings:
        """Any key goes on."""
        keys = KeyBindings()
        keys.add(Keys.Any)(self._go_on)
        return keys

    def _go_on(self, _: KeyPressEvent) -> None:
        self._top += self._room()
        if not self._left():
            self._lines = None

    def _room(self) -> int:
        return max(self._screen.get_size().rows - _FOOT, 1)

    def _left(self) -> Lines:
        return self._lines()[self._top :] if self._lines else []

    def _shown(self) -> StyleAndTextTuples:
        return [piece for line in self._left()[: self._room()] for piece in (*line, ("", "\n"))]

    def _foot(self) -> str:
        is_last = len(self._left()) <= self._room()
        onward = "goes back to the question" if is_last else "goes on"
        return self._filled(f"Any key {onward}.")


def styled(style: str, text: str) -> Lines:
    """A text as lines of one style."""
    return [[(style, line)] for line in text.split("\n")]
