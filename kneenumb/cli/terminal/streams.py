"""The streams of a command: what goes to whom, in which characters and colours.

Results go to the standard output, the conversation and all problems to the
standard error.
"""

import contextlib
import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, TextIO

from kneenumb.cli.terminal.encoding_fallback import NEAREST
from kneenumb.model.fault import Fault, Faulty
from kneenumb.page.escape_controls import escape_controls

if TYPE_CHECKING:
    from rich.console import Console

    from kneenumb.format.progress import Tell
    from kneenumb.page.block import Page
    from kneenumb.settings.in_force import SettingsInForce


class ReaderGone(Exception):
    """Whoever read the output has seen enough. Rich and Typer would call that a failure."""


def prepare() -> None:
    """Let every stream write whatever it is given, in the nearest characters it knows."""
    # A stream that was closed before the start is None, and None is taken for
    # the standard output by print().
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - open until the end
    if sys.stdout is None:
        sys.stdout = _Closed()
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        # What Python, Rich and Typer make of these is anything from a traceback, for "²" or
        # thousands of digits, to a page that fills the memory with blanks.
        if not re.fullmatch("[1-9][0-9]{0,3}", os.environ.get(name, "")):
            os.environ.pop(name, None)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=NEAREST)
    settings.cache_clear()
    say_once.cache_clear()


@cache
def settings() -> "SettingsInForce":
    """The settings in force. What is wrong with them is told, and stops nothing."""
    from kneenumb.settings.in_force import in_force

    found = in_force()
    for fault in found.faults:
        say(f"kneenumb: {fault} Until then, it counts as not set.")
    return found


@contextlib.contextmanager
def _watching_the_reader() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


class _Closed(io.TextIOBase):
    """The standard output of somebody who closed it. Only writing to it is a fault."""

    @property
    def buffer(self) -> "_Closed":
        return self

    def write(self, _: object) -> int:
        cause = "There is nowhere to write: the standard output is closed."
        raise Faulty(Fault(cause, "Use --output FILE."))


def can_ask() -> bool:
    """Whether there is a person to ask: both what they type and what they read is a terminal."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def wants_plain() -> bool:
    """Whether the surroundings or the settings ask for bare lines of text."""
    wished = settings().each["plain"]
    if wished.origin == "environment":
        return bool(wished.value)
    surroundings = os.environ.get("TERM") == "dumb" or bool(os.environ.get("ACCESSIBLE"))
    return surroundings or bool(wished.value)


def printer(stream: TextIO, *, plain: bool, columns: int | None = None) -> "Callable[[Page], None]":
    """A way to print pages to a stream: with Rich, or as bare text.

    Args:
        columns: How wide, if not as wide as the stream.
    """
    columns = columns or width(stream)
    if plain:
        from kneenumb.format.plain import plain_text

        def print_plain(page: "Page") -> None:
            with _watching_the_reader():
                stream.write(plain_text(page, columns) + "\n")
                stream.flush()

        return print_plain
    from kneenumb.format.rich_page import show

    console = rich_console(stream, columns)
    return lambda page: show(console, page)


def rich_console(stream: TextIO, columns: int | None = None) -> "Console":
    """A Rich console for a stream. Colour follows the terminal, NO_COLOR and FORCE_COLOR."""
    from rich.console import Console

    from kneenumb.format.rich_page import NARROWEST, THEME

    class Quitting(Console):
        def on_broken_pipe(self) -> None:
            raise ReaderGone

    return Quitting(
        file=stream,
        theme=THEME,
        width=max(columns or width(stream), NARROWEST),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def progress_bar(total: int | None, noun: str) -> "AbstractContextManager[Tell]":
    """A bar on the standard error that tells how far a long work is, where somebody can see it.

    Args:
        total: How far it goes; ``None`` if that is not known.
        noun: What is counted, such as ``row``.
    """
    if not _is_terminal(sys.stderr) or wants_plain():
        return contextlib.nullcontext(lambda *_: None)
    from kneenumb.format.progress import progress

    return progress(rich_console(sys.stderr), total, noun)


def write_bytes(text: str) -> None:
    """Write to the standard output in UTF-8, whatever the locale: same answers, same bytes."""
    with _watching_the_reader():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Tell the person something, on the standard error."""
    try:
        print(escape_controls(text), file=sys.stderr, flush=True)
    except OSError:  # Where nobody can read it, the exit code still tells.
        let_go_of(sys.stderr)


@cache
def say_once(text: str) -> None:
    """Tell the person something that this run may come upon again."""
    say(text)


@contextlib.contextmanager
def while_read() -> Iterator[None]:
    """Write for as long as somebody reads. Whether they do must not change how a command ends."""
    try:
        yield
        sys.stdout.flush()
    except (ReaderGone, BrokenPipeError):
        let_go_of(sys.stdout)


def let_go_of(stream: TextIO) -> None:
    """Point a stream at nothing, so that emptying it at the end is no second fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def width(stream: TextIO) -> int:
    """How many columns a page has: those of the settings, or of the terminal, COLUMNS, or 80.

    In a terminal it never has more than fit there.
    """
    wished = settings().each["width"].value
    if _is_terminal(stream):
        there = shutil.get_terminal_size((80, 24)).columns
        return min(there, wished) if isinstance(wished, int) else there
    columns = os.environ.get("COLUMNS", "")
    return wished if isinstance(wished, int) else int(columns or 0) or 80


def window_lines() -> int:
    """How many lines the window has."""
    return shutil.get_terminal_size((80, 24)).lines


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # None, or closed.
        return False
