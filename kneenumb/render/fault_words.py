"""Kinds of faults of a case in plain words."""

from kneenumb.model.case import AnswerFault
from kneenumb.model.row_fault import RowFault

FAULT_WORDS: dict[str, str] = {
    AnswerFault.UNKNOWN_QUESTION: "a question is not known",
    AnswerFault.UNKNOWN_OPTION: "an option is not known",
    AnswerFault.MISSING: "an answer is missing",
    AnswerFault.EMPTY: "an answer is empty",
    AnswerFault.STANDS_ALONE: "an option that stands alone has others beside it",
    AnswerFault.TWICE: "an option stands twice",
    AnswerFault.ONE_ONLY: "a question that takes one option has several",
    RowFault.SYNTAX: "it is not written in the format of the file",
    RowFault.ENCODING: "it is not UTF-8 text",
    RowFault.TOO_LONG: "it is too long to be read",
    RowFault.WIDTH: "it has more or fewer cells than the header",
    RowFault.UNKNOWN_VALUE: "a value has no meaning",
    RowFault.OTHER_TREE: "its answers are for another tree",
    RowFault.EXPECTED: "what it expects is not clear",
    RowFault.ID: "its id cannot be shown",
}
"""A clause for each kind, as in "refused: an answer is missing"."""
