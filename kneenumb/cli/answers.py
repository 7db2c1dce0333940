"""The answers that a command line brings, and the tree that they are for."""

import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from kneenumb.cli import completion
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.inputs import STDIN, reads_brought, reads_tree
from kneenumb.cli.preferences import default_tree
from kneenumb.load.case_file import CaseFile, load_case, parse_case, parse_settings
from kneenumb.model.case import Given
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.storage.guard import FileGuard
from kneenumb.strict_yaml.document import MOST_BYTES

SetAnswers = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        "-s",
        metavar="QUESTION=OPTION",
        help="One answer; for a checklist QUESTION=OPTION,OPTION. May be repeated, and wins "
        "over the case.",
        autocompletion=completion.answers,
    ),
]


class Brought(NamedTuple):
    """A tree, and the answers to its questions that somebody brings along."""

    tree: Tree
    name: str
    """What the tree is called on a command line."""
    case: CaseFile | None
    given: list[Given]
    """The answers of the case, and after them those that win over it."""


def bring(
    answers: str | None,
    set_answers: Sequence[str] | None,
    tree: str | None,
    guard: FileGuard,
    *,
    unchecked: bool,
) -> Brought:
    """Read answers, and the tree that they are for.

    Args:
        answers: A file, the name of a bundled case, or ``-`` for the standard input.
        set_answers: Answers written as ``question=option``.
        tree: The tree to use in place of the one that the case names.
        guard: Learns what is read.
        unchecked: Whether a tree may be used that is not proved.

    Raises:
        AnswerError: if the answers cannot be read, or are for another tree.
        FileError: if what is read would be overwritten.
        TreeError: if the tree cannot be read, or may not be used.
    """
    reads_brought(guard, answers, tree)
    case = _case(answers)
    name = tree or (case and case.case.tree) or default_tree()
    reads_tree(guard, name)
    used = checked_tree(name, unchecked=unchecked)
    if case:
        _check_same_tree(used, case)
    given = [*(case.given if case else ()), *parse_settings(set_answers or [])]
    return Brought(used, name, case, given)


def _case(answers: str | None) -> CaseFile | None:
    if answers is None:
        return None
    if answers == STDIN:
        if sys.stdin is None:
            raise AnswerError(Fault("The standard input is closed.", "Name a file instead."))
        return parse_case(sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>")
    return load_case(answers)


def _check_same_tree(tree: Tree, case: CaseFile) -> None:
    written_for = case.case.tree
    if written_for and written_for != tree.id:
        raise AnswerError(
            Fault(
                f"These answers are for the tree '{written_for}', not for '{tree.id}'.",
                f"Use --tree {written_for}, or remove the line 'tree:' from the answers.",
                Place(case.origin),
            )
        )
