"""How a table holds answers: which column says what to which question."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from kneenumb.model.column_map import SEPARATOR
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.sql.dialect import Dialect

__all__ = ["SEPARATOR", "AnswerLayout", "Checklists", "LayoutError", "ToldBy", "bound", "layout"]


class Checklists(StrEnum):
    """How the ticks of a checklist stand in a table."""

    TEXT = "text"
    """One text, with ``;`` between the ticks."""
    LIST = "list"
    """A list, where the database has lists."""
    COLUMNS = "columns"
    """A column for each line, ``yes`` or ``no``."""


class ToldBy(NamedTuple):
    """Where a table tells the answer to a question."""

    form: Checklists
    columns: Mapping[str, str]
    """The column; by line the columns, each under the line's option. Empty: there is none."""

    @property
    def column(self) -> str:
        """The one column of an answer that is not told by line."""
        return next(iter(self.columns.values()))


class LayoutError(Faulty):
    """A table cannot hold the answers to a tree."""


AnswerLayout = Mapping[str, ToldBy]
"""For every question of a tree, in its order, where the answer to it is."""


def layout(tree: Tree, checklists: Checklists, dialect: Dialect) -> AnswerLayout:
    """The layout of a table made for a tree: the columns have the names of the questions.

    Raises:
        LayoutError: if the database has no such columns.
    """
    if checklists is Checklists.LIST and not dialect.has_lists:
        raise LayoutError(Fault(f"{dialect} has no lists.", "Use --checklists text or columns."))
    made: dict[str, ToldBy] = {}
    taken: dict[str, str] = {}
    for name, question in tree.questions.items():
        if question.is_checklist and checklists is Checklists.COLUMNS:
            columns = {option: f"{name}{dialect.dot}{option}" for option in question.options}
            made[name] = ToldBy(checklists, columns)
        else:
            form = checklists if question.is_checklist else Checklists.TEXT
            made[name] = ToldBy(form, {name: name})
        for column in made[name].columns.values():
            if taken.setdefault(column, name) != name:
                cause = f"'{taken[column]}' and '{name}' would share the column '{column}'."
                raise LayoutError(Fault(cause, "Use --checklists text."))
            if len(column) > dialect.longest_name:
                cause = f"'{column}' is too long a name for a column in {dialect}."
                raise LayoutError(Fault(cause, "Use --checklists text."))
    return made


def bound(tree: Tree, columns: Iterable[str], lists: Sequence[str] = ()) -> AnswerLayout:
    """The layout of a table that is already there. A question without a column is not answered.

    Args:
        columns: The names of all columns. Those that are nothing to the tree are left alone.
        lists: Those that hold a list.

    Raises:
        LayoutError: if no column is about a question, or two are about the same.
    """
    there = set(columns)
    made: dict[str, ToldBy] = {}
    for name, question in tree.questions.items():
        lines = {
            option: f"{name}.{option}"
            for option in question.options
            if question.is_checklist and f"{name}.{option}" in there
        }
        if name in there and lines:
            cause = f"The columns '{name}' and '{next(iter(lines.values()))}' are about the same."
            raise LayoutError(Fault(cause, "Leave one of them out."))
        if lines:
            made[name] = ToldBy(Checklists.COLUMNS, lines)
        else:
            form = Checklists.LIST if name in lists else Checklists.TEXT
            made[name] = ToldBy(form, {name: name} if name in there else {})
    if not any(told.columns for told in made.values()):
        cause = f"None of the columns is a question of {tree.id}."
        near = did_you_mean(next(iter(there), ""), tree.questions)
        raise LayoutError(Fault(cause, f"Rename them. {near}"))
    return made
