"""Faults: what went wrong, where, and what to do about it.

Errors are values. They are found by whatever reads or walks, carried upwards by the exceptions
below, and printed in one place.
"""

from enum import StrEnum
from typing import NamedTuple

NodePath = tuple[str | int, ...]
"""How to get to a piece of the data of a file: the keys and list positions, outermost first."""


class Place(NamedTuple):
    """Where something stands: a file or an argument, and in a file the spot."""

    origin: str
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        spot = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.origin}{spot}"


class Fault(NamedTuple):
    """One thing that is wrong."""

    cause: str
    """A sentence that says what is wrong."""
    remedy: str = ""
    """A sentence that says what to do."""
    place: Place | None = None
    kind: str = ""
    """A word for the kind of fault, where a program has to tell them apart."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.cause} {self.remedy}".rstrip()


class Faulty(Exception):
    """Something could not be done. ``faults`` says why, all of it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class TreeError(Faulty):
    """A tree cannot be used."""


class AnswerError(Faulty):
    """Answers cannot be used, or are not complete."""


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


class RowFault(StrEnum):
    """Kinds of faults of a row. Those of an answer are in :mod:`kneenumb.model.case`."""

    SYNTAX = "syntax"
    """It is not written in the format of the file."""
    ENCODING = "encoding"
    """It is not UTF-8."""
    TOO_LONG = "too_long"
    WIDTH = "width"
    """It has more or fewer cells than the header has columns."""
    UNKNOWN_VALUE = "unknown_value"
    """The map of the columns does not say what a value means."""
    OTHER_TREE = "other_tree"
    """Its answers are for another tree."""
    EXPECTED = "expected"
    """It does not say clearly what is expected of it."""
    ID = "id"
    """Its id cannot be shown."""
    REPEATED_ID = "repeated_id"
    """A row before it has the same id."""
