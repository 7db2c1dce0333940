"""Waits for one key, or for one line where there is no menu."""

from collections.abc import Callable
from textwrap import fill
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout
from prompt_toolkit.output import create_output

from kneenumb.ask.keys import ways_out
from kneenumb.ask.windows import text_window

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


def key_waiter(keyboard: TextIO, display: TextIO, spell: Callable[[str], str]) -> Waiter:
    """A waiter for one key. The text goes away when it was pressed.

    Args:
        keyboard: Where the keys come from; a terminal.
        display: Where the text is shown; a terminal.
        spell: Writes a text in characters that the display knows.
    """
    source, screen = create_input(keyboard), create_output(display)

    def wait(text: str) -> str:
        forget_keys(source)
        keys = KeyBindings()

        @keys.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=event.key_sequence[0].data)

        keys.add("enter")(lambda event: event.app.exit(result=ENTER))
        shown = Layout(text_window(lambda: fill(spell(text), screen.get_size().columns)))
        waiting: Application[str] = Application(
            layout=shown,
            key_bindings=merge_key_bindings([keys, ways_out()]),
            input=source,
            output=screen,
            erase_when_done=True,
        )
        return waiting.run().lower()

    return wait


def forget_keys(source: Input) -> None:
    """A key pressed before a text is on the screen is no answer to it."""
    clear_typeahead(source)
    try:
        import termios

        termios.tcflush(source.fileno(), termios.TCIFLUSH)
    except (ImportError, OSError):  # Not that kind of terminal.
        pass
