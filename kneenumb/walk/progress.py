"""How much of a walk there may still be to go."""

from kneenumb.model.edges import deepest_first, targets
from kneenumb.model.tree import Tree


def most_questions(tree: Tree) -> dict[str, int]:
    """For every node, how many questions there can be from it on.

    The question itself counts. No walk asks more, though most ask fewer.
    """
    most: dict[str, int] = {}
    for name in deepest_first(tree):
        beyond = max((most[each] for each in targets(tree, name)), default=0)
        most[name] = beyond + (name in tree.questions)
    return most
