"""Waits for one line, where there is no menu; and what every way to wait gives."""

from collections.abc import Callable
from typing import TextIO

LONGEST_LINE = 10_000
"""Characters read of one line; nobody types more than that on purpose."""

ENTER = "enter"
"""What a waiter gives for Enter alone."""

Waiter = Callable[[str], str]
"""Shows a text, waits, and gives what was pressed or typed, in small letters.

Raises:
    KeyboardInterrupt: if the person wants to stop.
    EOFError: if the input has ended.
"""


def line_waiter(source: TextIO, prompt: Callable[[str], None]) -> Waiter:
    """A waiter for one line, for screen readers and dumb terminals.

    Args:
        prompt: Prints text and leaves the cursor behind it.
    """

    def wait(text: str) -> str:
        prompt(text)
        line = source.readline(LONGEST_LINE)
        if not line:
            raise EOFError
        return line.strip().lower() or ENTER

    return wait
