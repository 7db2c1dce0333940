"""Rows: cases among many, hardly looked at yet, as every reader of many hands them on."""

from collections.abc import Iterator
from typing import Protocol

from kneenumb.cases.blocks import Block
from kneenumb.cases.column_binding import Cells, Placing
from kneenumb.cases.record import Record
from kneenumb.model.fault import Faulty
from kneenumb.strict_yaml.document import Document

Row = tuple[Cells | Document | Faulty | None, int, str]
"""What is known of a row, the line where it begins, and its text or the file that it is in.

Cells can be judged at once. A fault says why the row cannot be used. Everything else takes a
closer look: only its :class:`Record` tells what is in it.
"""


class Reader(Protocol):
    """Reads the rows of one kind of file."""

    origin: str
    """What the file is called in messages."""
    placing: Placing
    """Where the answers are in the cells of a row."""

    def rows(self, block: Block) -> Iterator[Row]:
        """The rows of a block."""

    def record(self, row: Row) -> Record:
        """A row with the place of everything in it, and all that is wrong with it."""
