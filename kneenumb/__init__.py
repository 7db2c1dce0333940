"""kneenumb: a decision tree for knee pain with leg numbness.

``load_tree`` takes every tree that can be read. Whether it may be used for
people is another question: ``check_tree(...).passes()`` answers it.

In a notebook::

    from kneenumb import Walk, load_tree

    tree = load_tree()
    walk = Walk.begin(tree).answer("no")
    print(walk.question.ask)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kneenumb.check.check import check_tree
    from kneenumb.check.report import Report
    from kneenumb.load.case_file import load_case, parse_setting
    from kneenumb.load.tree_file import load_tree
    from kneenumb.model.fault import AnswerError, Fault, Faulty, Place, TreeError
    from kneenumb.model.tree import Tree
    from kneenumb.model.urgency import Urgency
    from kneenumb.walk.result import Result, conclude, triage
    from kneenumb.walk.walk import Walk, replay

# Where each public name lives. They are fetched when they are first used, so
# that "kneenumb --help" does not wait for the reader of trees.
_HOMES = {
    "AnswerError": "model.fault",
    "Fault": "model.fault",
    "Faulty": "model.fault",
    "Place": "model.fault",
    "Report": "check.report",
    "Result": "walk.result",
    "Tree": "model.tree",
    "TreeError": "model.fault",
    "Urgency": "model.urgency",
    "Walk": "walk.walk",
    "check_tree": "check.check",
    "conclude": "walk.result",
    "load_case": "load.case_file",
    "load_tree": "load.tree_file",
    "parse_setting": "load.case_file",
    "replay": "walk.walk",
    "triage": "walk.result",
}

__all__ = [
    "AnswerError",
    "Fault",
    "Faulty",
    "Place",
    "Report",
    "Result",
    "Tree",
    "TreeError",
    "Urgency",
    "Walk",
    "check_tree",
    "conclude",
    "load_case",
    "load_tree",
    "parse_setting",
    "replay",
    "triage",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kneenumb' has no attribute {name!r}")
    return getattr(import_module(f"kneenumb.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
