"""The explanation of a result, with what the command line knows of how it came about."""

from kneenumb.check.witness import Replay
from kneenumb.cli.answers import Brought
from kneenumb.cli.preferences import default_tree
from kneenumb.explain.explanation import Explanation, explain
from kneenumb.walk.result import Result


def explained(brought: Brought, result: Result, instead: str | None = None) -> Explanation:
    """The explanation of a result.

    Args:
        instead: Another outcome, to learn why it is not that.
    """
    case = brought.case.case if brought.case else None
    own = {each.question: each.options for each in brought.case.given} if brought.case else {}
    given = {**result.unused, **result.answers}
    edited = any(set(given[name]) != set(own.get(name, ())) for name in given)
    replay = Replay(None if brought.name == default_tree() else brought.name)
    return explain(result, case, is_edited=edited, instead=instead, replay=replay)
