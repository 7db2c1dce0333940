"""The kinds of fault that can keep a file from being a tree."""

from enum import StrEnum


class TreeFault(StrEnum):
    """What can be wrong with a tree file. ``kneenumb check`` reports each as a rule."""

    NO_TREE = "no-tree"
    """The file does not have the shape of a tree. Also all that has no kind of its own."""
    UNKNOWN_NAME = "unknown-name"
    """A name that nothing in the tree explains."""
    LOOP = "loop"
    """The tree runs in a circle."""
    DEAD_END = "dead-end"
    """An answer that leads nowhere."""
    NO_ELSE = "no-else"
    """A gate that does not let everybody through."""
    BROKEN_FLAG = "broken-flag"
    """A red flag whose urgency and outcome do not go together."""
    CLASH = "clash"
    """A name that already means something else."""
    NO_CLEAN_ANSWER = "no-clean-answer"
    """A question without one answer that says: nothing of this."""
    BROKEN_TABLE = "broken-table"
    """A table that does not say for each pair of answers, once, where to go."""
