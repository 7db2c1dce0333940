"""Shows a page step by step, for a lecture."""

import typer

from kneenumb.ask.lines import Waiter
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.options import Format
from kneenumb.cli.output import put_page
from kneenumb.cli.streams import say, wants_plain
from kneenumb.cli.wait import waiter
from kneenumb.render.block import Page

_GO_ON = "Step {at} of {all}. Any key goes on, q stops."
_PLAIN_GO_ON = "Step {at} of {all}. Enter goes on, q and Enter stops."


def put_in_steps(page: Page, format: Format) -> None:
    """Show the blocks of a page, each after a key was pressed.

    Raises:
        Exit: with the code of an interruption, if the person stops before the end.
    """
    plain = format is Format.PLAIN or wants_plain()
    wait, go_on = waiter(plain=plain), _PLAIN_GO_ON if plain else _GO_ON
    for at, block in enumerate(page, 1):
        put_page((block,), format, "")
        say("")
        if at < len(page) and _stops(wait, go_on.format(at=at, all=len(page))):
            raise typer.Exit(Exit.INTERRUPTED)


def _stops(wait: Waiter, text: str) -> bool:
    try:
        return wait(text) in ("q", "quit")
    except (KeyboardInterrupt, EOFError):
        return True
