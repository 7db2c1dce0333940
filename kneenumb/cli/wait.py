"""Sets up the waiting for a key in this terminal; or for a line, where it is plain."""

import sys
from textwrap import fill

from kneenumb.ask.lines import Waiter, line_waiter
from kneenumb.cli.spelling import spelled
from kneenumb.cli.streams import width


def waiter(*, plain: bool) -> Waiter:
    """A way to wait for whoever sits at the terminal. It shows its text on the standard error."""
    if plain:

        def prompt(text: str) -> None:
            # A terminal would break the line in the middle of a word.
            print(fill(text, width(sys.stderr) - 1), end=" ", file=sys.stderr, flush=True)

        return line_waiter(sys.stdin, prompt)
    from kneenumb.ask.key import key_waiter

    return key_waiter(sys.stdin, sys.stderr, spelled)
