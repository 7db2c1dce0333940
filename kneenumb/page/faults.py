"""Faults in words: the place, the cause, the next step."""

from kneenumb.model.case import AnswerFault
from kneenumb.model.fault import Fault, RowFault
from kneenumb.page.escape_controls import escape_controls

MOST_SHOWN = 50


def fault_lines(faults: tuple[Fault, ...]) -> list[str]:
    """One line for each fault. After very many, how many more there are."""
    lines = [escape_controls(" ".join(str(fault).split())) for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        lines.append(f"… and {len(faults) - MOST_SHOWN} more.")
    return lines


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
    RowFault.REPEATED_ID: "a row before it has the same id",
}
"""A clause for each kind, as in "refused: an answer is missing"."""
