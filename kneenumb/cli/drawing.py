"""The tree as a diagram, for the commands that draw it."""

from kneenumb.cli.answers import bring
from kneenumb.diagram.diagram import Diagram
from kneenumb.diagram.draw import drawn
from kneenumb.diagram.lit import lit
from kneenumb.load.tree_file import DEFAULT_TREE, load_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.walk.result import triage


class DrawingError(Faulty):
    """What was asked for cannot be drawn."""


def diagram_of(tree: str | None, case: str | None, *, unchecked: bool) -> Diagram:
    """Draw a tree, with the path of a case lit up if there is one.

    Raises:
        AnswerError: if the case has a fault or is not complete.
        TreeError: if the tree cannot be read; with a case also if it is not proved.
        DrawingError: if there is nothing that ``--unchecked`` could be about.
    """
    if case is None:
        if unchecked:
            cause = "--unchecked is for the result of a case, and no case is given."
            raise DrawingError(Fault(cause, "Add --case, or leave out --unchecked."))
        return drawn(load_tree(tree or DEFAULT_TREE))
    brought = bring(case, None, tree, unchecked=unchecked)
    result = triage(brought.tree, brought.given)
    return lit(drawn(result.tree), result, case, checked=not unchecked)
