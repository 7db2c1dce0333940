"""kneenumb: a decision tree for knee pain with leg numbness.

In a notebook::

    from kneenumb import load_tree, Walk

    tree = load_tree()
    walk = Walk.begin(tree).answer("no")
    walk.question.ask
"""

from kneenumb.load.case_file import load_case
from kneenumb.load.tree_file import load_tree
from kneenumb.model.answers import Given
from kneenumb.model.case import Case
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place, TreeError
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Raised, Result, conclude, triage
from kneenumb.walk.walk import Step, Walk, replay

__all__ = [
    "AnswerError",
    "Case",
    "Fault",
    "Faulty",
    "Given",
    "Place",
    "Raised",
    "Result",
    "Step",
    "Tree",
    "TreeError",
    "Urgency",
    "Walk",
    "conclude",
    "load_case",
    "load_tree",
    "replay",
    "triage",
]
