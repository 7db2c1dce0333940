"""Explains a result below it: when it was asked for, or to somebody who wants to know why."""

from kneenumb.check.witness import Replay
from kneenumb.cli.answers import Brought
from kneenumb.cli.emit import print_page
from kneenumb.cli.options import Format
from kneenumb.cli.terminal.streams import say
from kneenumb.cli.terminal.talk import waiter
from kneenumb.explain.explanation import Explanation, explain
from kneenumb.explain.page import reasoning_page
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.result.page import once_more
from kneenumb.walk.result import Result

_OFFER = "Why this result? Press w to see the reasons, or q to end."
_PLAIN_OFFER = "Why this result? Type why for the reasons, or quit to end, then Enter."


def explained(brought: Brought, result: Result, instead: str | None = None) -> Explanation:
    """The explanation of a result.

    Args:
        instead: Another outcome, to learn why it is not that.
    """
    case = brought.case.case if brought.case else None
    own = {each.question: each.options for each in brought.case.given} if brought.case else {}
    given = {**result.unused, **result.answers}
    edited = any(set(given[name]) != set(own.get(name, ())) for name in given)
    replay = Replay(None if brought.name == DEFAULT_TREE else brought.name)
    return explain(result, case, is_edited=edited, instead=instead, replay=replay)


def offer(brought: Brought, result: Result, format: str, *, plain: bool) -> None:
    """Ask the person whether they want to know why, and if so, tell them.

    The result is on the screen by then. Nothing that they do here changes it.

    Args:
        plain: Whether they are asked in lines, not for a key.
    """
    wait = waiter(plain=plain)
    if format == Format.RICH:
        say("")
    try:
        while (pressed := wait(_PLAIN_OFFER if plain else _OFFER)) not in ("w", "why"):
            if pressed in ("q", "quit"):
                return
    except (KeyboardInterrupt, EOFError):
        return
    page = reasoning_page(explained(brought, result))
    page += once_more(result)  # What to do has scrolled away by now.
    print_page(page, format)
