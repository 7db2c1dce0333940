"""How many lines of a window a question takes when every word of it is shown.

The one measure of what fits: the check holds trees to it, and a menu that lays a question out in
no more lines shows it whole. It counts what always stands there. What comes on request, such as
help, is read before the question where there is no room beside it.
"""

import textwrap

from kneenumb.model.question import Question

COLUMNS, LINES = 80, 24
"""The window that every question has to fit: what a terminal opens with where nobody changed it."""
POINTER = 3
"""Columns that the pointer takes, in front of every row."""
TICK = 4
"""Columns of the box of a row that can be ticked."""
KEY = 3
"""Columns of the key of a row, and of the gap behind it."""
ABOVE, BELOW = 2, 2
"""Lines for how far along it is and for how to answer; for the commands, and for a word about a
key that was pressed."""


def question_height(question: Question, columns: int = COLUMNS) -> int:
    """Lines that a question takes in a window of so many columns.

    The last column stays empty, as some terminals break the line there. The rows stand behind
    pointer, tick and key, and their further lines are indented as far.
    """
    before = POINTER + (TICK if question.is_checklist else 0) + KEY
    rows = sum(wrapped(each.wording, columns - 1, before) for each in question.options.values())
    headings = sum(each.heading is not None for each in question.options.values())
    return ABOVE + wrapped(question.ask, columns - 1) + rows + headings + BELOW


def wrapped(text: str, width: int, indent: int = 0) -> int:
    """Lines that a text takes when it is broken between words.

    Args:
        indent: Columns that stay empty in front of every line.
    """
    return len(textwrap.wrap(text, max(width - indent, 1), break_on_hyphens=False)) or 1
