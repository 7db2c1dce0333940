"""Pages as data: headings, paragraphs, lists and pairs, before any format.

What is said, and in which order, is decided once, for every format.
"""

from typing import NamedTuple

from kneenumb.model.urgency import Urgency


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    strong: bool = False


class Bullets(NamedTuple):
    """A list in which the order does not matter."""

    items: tuple[str, ...]


class Pairs(NamedTuple):
    """Names and what belongs to each."""

    rows: tuple[tuple[str, str], ...]


class Link(NamedTuple):
    """An address to read on."""

    url: str


Piece = Paragraph | Bullets | Pairs | Link


class Block(NamedTuple):
    """A heading and what stands under it."""

    heading: str | None
    pieces: tuple[Piece, ...]
    urgency: Urgency | None = None
    """Sets the block apart from the rest, as what it says cannot wait."""

    @classmethod
    def of(cls, heading: str | None, *pieces: Piece | str | None) -> "Block":
        """A block of pieces; a bare text is a paragraph, ``None`` is left out."""
        kept = (Paragraph(each) if isinstance(each, str) else each for each in pieces if each)
        return cls(heading, tuple(kept))


Page = tuple[Block, ...]


def mark(urgency: Urgency) -> str:
    """An urgency as something that is seen without colour: ``●●○○``."""
    return "●" * (urgency.rank + 1) + "○" * (len(Urgency) - 1 - urgency.rank)
