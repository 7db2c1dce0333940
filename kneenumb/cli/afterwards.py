"""What a person may still ask for below a result: the reasons, the full page, a file."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from kneenumb.cli.answers import Brought
from kneenumb.cli.emit import print_page
from kneenumb.cli.explained import explained
from kneenumb.cli.options import Format
from kneenumb.cli.terminal.streams import rich_console, say
from kneenumb.cli.terminal.talk import waiter
from kneenumb.explain.page import reasoning_page
from kneenumb.model.fault import Faulty
from kneenumb.result.page import once_more, result_page
from kneenumb.walk.result import Result

_WISHES = {
    "r": ("reasons", "for the reasons"),
    "f": ("full page", "for the full page"),
    "s": ("save", "to save your answers"),
    "q": ("end", "to end"),
}
"""What can be asked for by its key: on one line, and in a sentence."""

_NAME = "Name of the file for your answers (Enter alone goes back): "


def offer(
    brought: Brought,
    result: Result,
    format: str,
    save: Callable[[Path], None] | None,
    *,
    plain: bool,
) -> None:
    """Let the person see more of a result, or keep their answers, until they end.

    The result is on the screen by then. Nothing that they do here changes it.

    Args:
        save: Keeps the answers in a file; ``None`` if they are kept already.
        plain: Whether they are asked in lines, not for a key.
    """
    wait = waiter(plain=plain)
    wishes = {key: words for key, words in _WISHES.items() if save or key != "s"}
    if plain:
        sentence = ", ".join(f"{key} {spoken}" for key, (_, spoken) in wishes.items())
        text = f"Type {sentence}, then Enter:"
    else:
        # A key is never parted from its word.
        pairs = (f"{key} {word}".replace(" ", "\u00a0") for key, (word, _) in wishes.items())
        text = "   ".join(pairs)
    if format == Format.RICH:
        say("")
    trouble = ""
    try:
        while (pressed := wait(trouble + text)) not in ("q", "quit", "end"):
            trouble = ""
            match pressed:
                case "r" | "reasons":
                    page = reasoning_page(explained(brought, result))
                    # What to do has scrolled away by now.
                    print_page(page + once_more(result), format)
                case "f" | "full page":
                    _page_through(result, format)
                case "s" | "save" if save:
                    _keep(save)
                case _:
                    trouble = "That does nothing here.   "
    except (KeyboardInterrupt, EOFError) as stop:
        if stop.args:  # The result stands, but it is a signal that ends the command.
            raise


def _page_through(result: Result, format: str) -> None:
    """Show the full page: in the person's pager, or as lines that a reader speaks at once."""
    page = result_page(result) + once_more(result)
    if format == Format.PLAIN:
        print_page(page, format)
        return
    from kneenumb.format.rich_page import show

    console = rich_console(sys.stdout)
    with console.pager():
        show(console, page)


def _keep(save: Callable[[Path], None]) -> None:
    print(_NAME, end="", file=sys.stderr, flush=True)
    name = sys.stdin.readline().strip()
    if not name:
        say("Nothing was saved.")
        return
    try:
        save(Path(os.path.expanduser(name)))
    except Faulty as error:
        for fault in error.faults:
            say(str(fault._replace(remedy="Name another file.")))  # --force is out of reach here.
