"""Cases on the command line: the tree that they are for, and their result."""

from kneenumb.load.case_file import CaseFile, load_case
from kneenumb.load.tree_file import DEFAULT_TREE
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.walk.result import Result


def check_same_tree(tree: Tree, case: CaseFile) -> None:
    """Make sure that a case is for a tree.

    Raises:
        AnswerError: if it says that it is for another one.
    """
    written_for = case.case.tree
    if written_for and written_for != tree.id:
        raise AnswerError(
            Fault(
                f"These answers are for the tree '{written_for}', not for '{tree.id}'.",
                f"Use --tree {written_for}, or remove the line 'tree:' from the answers.",
                Place(case.origin),
            )
        )


def result_of(name: str, tree: str | None, *, unchecked: bool) -> Result:
    """What a case comes to.

    Args:
        name: A bundled case, or a file.
        tree: The tree as the command line names it; without one, that of the case.
        unchecked: Take the tree even if it is not proved.

    Raises:
        AnswerError: if an answer cannot be used, or one is missing.
        TreeError: if the tree cannot be read, or may not be used.
    """
    from kneenumb.cli.usable import usable_tree
    from kneenumb.walk.result import triage

    case = load_case(name)
    used = usable_tree(tree or case.case.tree or DEFAULT_TREE, unchecked=unchecked)
    check_same_tree(used, case)
    return triage(used, case.given)
