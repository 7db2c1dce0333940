"""Sets up a conversation in this terminal: the menu, or plain lines, and the waiting for a key."""

import asyncio
import contextlib
import signal
import sys
import textwrap
from collections.abc import Iterator

import typer

from kneenumb.ask.conversation import Conversation, Voice
from kneenumb.ask.sheet import Asker
from kneenumb.ask.waiter import Waiter, line_waiter
from kneenumb.cli.emit import print_page
from kneenumb.cli.exit_codes import Exit, of_interruption
from kneenumb.cli.options import Format
from kneenumb.cli.terminal.encoding_fallback import spelled
from kneenumb.cli.terminal.streams import printer, say, wants_plain, width
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.page.block import Page
from kneenumb.result import page
from kneenumb.walk.result import Result


def waiter(*, plain: bool) -> Waiter:
    """A way to wait for whoever sits at the terminal. It shows its text on the standard error."""
    if plain:

        def prompt(text: str) -> None:
            # A terminal would break the line in the middle of a word. All is written at once, or
            # the last blank could follow what a quick person types.
            filled = textwrap.fill(text, width(sys.stderr) - 1) + " "
            print(filled, end="", file=sys.stderr, flush=True)

        return line_waiter(sys.stdin, prompt)
    from kneenumb.ask.waiter import key_waiter

    return key_waiter(sys.stdin, sys.stderr, spelled)


_GO_ON = "Step {at} of {all}. Any key goes on, b goes back, q stops."
_PLAIN_GO_ON = "Step {at} of {all}. Enter goes on, b and Enter goes back, q and Enter stops."
_BACK = ("b", "back", "\x1b[d", "\x7f", "\x08", "\x1b[5~")
"""What goes back: the letter, the arrow to the left, the key that deletes backwards, page up."""


def put_in_steps(page: Page, format: str) -> None:
    """Show the blocks of a page, each after a key was pressed. Another key goes back.

    Raises:
        Exit: with the code of an interruption, if the person stops before the end.
    """
    plain = format == Format.PLAIN or wants_plain()
    wait, go_on = waiter(plain=plain), _PLAIN_GO_ON if plain else _GO_ON
    with stopped_by_signals():
        at = 1
        while True:
            print_page((page[at - 1],), format)
            say("")
            if at == len(page):
                return
            pressed = _pressed(wait, go_on.format(at=at, all=len(page)))
            if pressed in ("q", "quit"):
                raise typer.Exit(Exit.INTERRUPTED)
            at = max(at - 1, 1) if pressed in _BACK else at + 1


def _pressed(wait: Waiter, text: str) -> str:
    try:
        return wait(text)
    except EOFError:
        return "q"


def talk(tree: Tree, brought: Answers, *, plain: bool) -> Result:
    """Ask for everything that ``brought`` does not answer, on the standard error.

    Raises:
        Interrupted: if the person stops, or the input ends.
        MayBeAnEmergency: if they turn to that before the first question.
    """
    show = printer(sys.stderr, plain=plain)

    def put(page: Page) -> None:
        if page:
            show(page)
            say("")

    voice = Voice(
        answered=lambda walk: put(page.answered(walk)),
        alarm=lambda tree, answers: put(page.alarm(tree, answers)),
        emergency=lambda result: put(page.emergency(result)),
        call_now=lambda tree: put(page.call_now(tree)),
    )
    put(page.welcome(tree))
    return Conversation(tree, asker(plain=plain), voice).run(brought)


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let a request to end the program, or a window that is closed, do what Ctrl-C does.

    The interruption has the number of the signal as its argument. Only the first interrupts: what
    is done about it, such as saving, is done to its end.

    Raises:
        Exit: with the code of the interruption, if nothing is done about it.
    """
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def end_by(number: int) -> None:
        if signal.getsignal(number) is signal.SIG_IGN:
            return  # Another came before it, in the same step of a menu.
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt(number)

    def interrupt(number: int, _: object) -> None:
        try:
            menu = asyncio.get_running_loop()
        except RuntimeError:
            end_by(number)
        else:
            # An exception between two steps of a menu would lose the second, and the menu would
            # wait for it forever when it closes.
            menu.call_soon_threadsafe(end_by, number)

    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    except KeyboardInterrupt as stop:
        raise typer.Exit(of_interruption(*stop.args)) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def asker(*, plain: bool) -> Asker:
    """A way to ask in this terminal, on the standard error."""
    return _plain_asker() if plain else _menu_asker()


def _plain_asker() -> Asker:
    from kneenumb.ask.numbered_lines import plain_asker

    def say_wrapped(text: str, indent: int = 0) -> None:
        # A terminal would break the line in the middle of a word.
        further = " " * indent
        filled = textwrap.fill(text, width(sys.stderr), subsequent_indent=further)
        say(filled)

    def prompt(text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)

    return plain_asker(sys.stdin, say_wrapped, prompt)


def _menu_asker() -> Asker:
    from kneenumb.ask.menu import menu_asker

    # The standard output is for the result alone.
    return menu_asker(sys.stdin, sys.stderr, spelled)
