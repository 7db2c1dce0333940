"""Sets up a conversation in this terminal: the menu, or plain lines."""

import sys
import textwrap

from kneenumb.ask.conversation import Conversation, Voice
from kneenumb.ask.sheet import Asker
from kneenumb.cli.spelling import spelled
from kneenumb.cli.streams import printer, say, width
from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.render import ask_pages
from kneenumb.render.block import Page
from kneenumb.walk.result import Result


def talk(tree: Tree, brought: Answers, *, plain: bool, checked: bool) -> Result:
    """Ask for everything that ``brought`` does not answer, on the standard error.

    Args:
        checked: Whether the tree is proved.

    Raises:
        Interrupted: if the person stops, or the input ends.
    """
    show = printer(sys.stderr, plain=plain)

    def put(page: Page) -> None:
        if page:
            show(page)
            say("")

    voice = Voice(
        answered=lambda walk: put(ask_pages.answered(walk)),
        alarm=lambda tree, answers: put(ask_pages.alarm(tree, answers)),
    )
    put(ask_pages.welcome(tree, checked=checked))
    return Conversation(tree, asker(plain=plain), voice).run(brought)


def asker(*, plain: bool) -> Asker:
    """A way to ask in this terminal, on the standard error."""
    return _plain_asker() if plain else _menu_asker()


def _plain_asker() -> Asker:
    from kneenumb.ask.plain import plain_asker

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
