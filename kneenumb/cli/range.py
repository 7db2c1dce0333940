"""Shows what is still possible for one person, of whom not every answer is known."""

from kneenumb.cli.checked_tree import too_large
from kneenumb.cli.emit import Destination, emit
from kneenumb.model.case import Answers
from kneenumb.model.fault import TreeError
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_range import range_of
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.result.output import RANGE
from kneenumb.result.range_page import Still
from kneenumb.walk.result import raised_by


def show_range(tree: Tree, answers: Answers, to: Destination) -> Urgency:
    """Tell what is still possible.

    Returns:
        The gravest urgency that is.

    Raises:
        TreeError: if the tree is too large to tell.
    """
    try:
        range = range_of(Machine(tree), answers)
    except TooLarge as error:
        raise TreeError(too_large(error.what)) from None
    still = Still(tree, answers, raised_by(tree, answers), range)
    emit(RANGE, still, to)
    return range.gravest
