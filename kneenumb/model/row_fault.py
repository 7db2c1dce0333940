"""What can be wrong with a row of many, besides its answers."""

from enum import StrEnum


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
