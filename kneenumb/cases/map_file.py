"""Reads files that say what the columns of a table mean."""

from pathlib import Path

from kneenumb.cases.columns import NO, YES, Target, target_of, targets
from kneenumb.load.model_file import read_model
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Fault, Faulty, NodePath, Place
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import Document

LONGEST_KEY = 1_000
"""Characters of a header or a value. Questions of forms are long, and their answers too."""


class MapError(Faulty):
    """A map of columns cannot be used."""


def load_map(path: Path, tree: Tree) -> ColumnMap:
    """Read a map of columns to what a tree asks.

    Raises:
        MapError: with every fault of the file, each with its place.
    """
    try:
        map, document = read_model(path, ColumnMap, "The map", longest_key=LONGEST_KEY)
    except Faulty as error:
        raise MapError(*error.faults) from None
    faults = _unknown_names(map, tree, document)
    if faults:
        raise MapError(*sorted(faults, key=lambda fault: fault.place or Place(str(path))))
    return map


def _unknown_names(map: ColumnMap, tree: Tree, document: Document) -> list[Fault]:
    faults: list[Fault] = []
    for header, column in map.columns.items():
        path: NodePath = ("columns", header)
        target = target_of(tree, column.to)
        if target is None:
            cause = f"'{column.to}' is nothing that {tree.id} asks."
            remedy = did_you_mean(column.to, targets(tree))
            faults.append(Fault(cause, remedy, document.place((*path, "to"))))
            continue
        if column.values and target.name not in (*tree.questions, *EXPECTATIONS):
            cause = f"'{column.to}' is taken as it stands, so its values have no other meaning."
            place = document.place((*path, "values"), of_key=True)
            faults.append(Fault(cause, "Remove 'values'.", place))
        known = _options(tree, target)
        for raw, options in column.values.items():
            place = document.place((*path, "values", raw))
            for option in options:
                if known and option not in known:
                    cause = f"'{option}' is not known for '{column.to}'."
                    faults.append(Fault(cause, did_you_mean(option, known), place))
            if target.option and len(options) != 1:
                cause = f"One line of a checklist is ticked or not, so '{raw}' means yes or no."
                faults.append(Fault(cause, "Keep one of the two.", place))
    return faults


def _options(tree: Tree, target: Target) -> list[str]:
    """What a value may mean; nothing, if it may mean anything."""
    if target.option:
        return [YES, NO]
    question = tree.questions.get(target.name)
    return list(question.options) if question else []
