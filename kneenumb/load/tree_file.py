"""Reads tree files."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kneenumb.load import bundled
from kneenumb.load.tree_cache import recall, remember
from kneenumb.model.fault import Fault, Faulty, Place, TreeError, TreeFault
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import content

if TYPE_CHECKING:
    from kneenumb.strict_yaml.document import Document

DEFAULT_TREE = "knee-numbness"


class TreeFile(NamedTuple):
    """A tree, and the document it was read from."""

    tree: Tree
    document: "Document"


def load_tree(name_or_path: str | Path = DEFAULT_TREE) -> Tree:
    """Read a tree. It does not count as proved, even if it was proved at another time.

    Args:
        name_or_path: The name of a bundled tree, or the path of a file.

    Raises:
        TreeError: with every fault of the file, each with its place.
    """
    path = _find(name_or_path)
    found = _content(path)
    remembered = recall(found)
    if remembered:
        return remembered.as_proved(False)
    tree = parse_tree(found, str(path)).tree
    remember(found, tree)
    return tree


def load_proved_tree(name_or_path: str | Path, prove: Callable[[TreeFile], Tree]) -> Tree:
    """Read a tree that is proved: now, or from exactly these bytes before.

    Args:
        prove: Returns the tree as one that is proved, or raises why it is not. It is not
            called for a tree that is remembered as one that is.

    Raises:
        TreeError: as :func:`load_tree`.
    """
    path = _find(name_or_path)
    found = _content(path)
    remembered = recall(found)
    if remembered and remembered.is_proved:
        return remembered
    tree = prove(parse_tree(found, str(path)))
    remember(found, tree)
    return tree


def read_tree(name_or_path: str | Path = DEFAULT_TREE) -> TreeFile:
    """Read a tree and keep the document, to tell where its pieces stand.

    Raises:
        TreeError: as :func:`load_tree`.
    """
    path = _find(name_or_path)
    return parse_tree(_content(path), str(path))


def parse_tree(found: bytes, origin: str) -> TreeFile:
    """Read a tree from the bytes of a file.

    Args:
        origin: What to call the file in messages.

    Raises:
        TreeError: as :func:`load_tree`.
    """
    # Needed only for a tree that is not remembered.
    from kneenumb.load.tree_structure import broken_structure
    from kneenumb.load.unknown_names import unknown_names
    from kneenumb.strict_yaml.document import parse
    from kneenumb.strict_yaml.shape import fit

    try:
        document = parse(found, origin)
    except Faulty as error:
        raise _tree_error(error.faults) from None
    tree, faults = fit(document, Tree)
    faults += unknown_names(document)
    if tree is not None and not faults:
        faults += broken_structure(tree, document)
    if faults or tree is None:
        raise _tree_error(sorted(faults, key=lambda fault: fault.place or Place(origin)))
    tree._sha256 = document.sha256
    return TreeFile(tree, document)


def _content(path: Path) -> bytes:
    try:
        return content(path)
    except OSError as error:
        cause = f"The tree cannot be read: {error.strerror or 'no reason given'}."
        raise _tree_error([Fault(cause, "Check the name.", Place(str(path)))]) from None


def _find(name_or_path: str | Path) -> Path:
    try:
        return bundled.find(name_or_path, bundled.trees(), "tree", default=DEFAULT_TREE)
    except Faulty as error:
        raise _tree_error(error.faults) from None


def _tree_error(faults: Iterable[Fault]) -> TreeError:
    """Every fault with a kind: what has none of its own keeps the file from being a tree."""
    return TreeError(*(each._replace(kind=each.kind or TreeFault.NO_TREE) for each in faults))
