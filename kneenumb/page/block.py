"""Pages as data: headings, paragraphs, lists and pairs, before any format.

What is said, and in which order, is decided once, for every format.
"""

from typing import TYPE_CHECKING, NamedTuple

from kneenumb.model.urgency import Urgency

if TYPE_CHECKING:
    from kneenumb.body.lights import Lights


class Paragraph(NamedTuple):
    """Running text."""

    text: str
    strong: bool = False
    opens: bool = False
    """Whether another part of the block begins here."""


class Bullets(NamedTuple):
    """A list in which the order does not matter."""

    items: tuple[str, ...]


class Pairs(NamedTuple):
    """Names and what belongs to each."""

    rows: tuple[tuple[str, str], ...]


class Link(NamedTuple):
    """An address to read on."""

    url: str


class Excerpt(NamedTuple):
    """One line of a file, and a mark below the spot that is meant."""

    number: int
    line: str
    column: int
    """Counted from 1, in characters."""


class Command(NamedTuple):
    """A command to copy."""

    parts: tuple[str, ...]
    """Quoted for a shell. A line may be broken between two of them, not inside one."""


class Verbatim(NamedTuple):
    """Lines of a file that mean something just as they stand."""

    lines: tuple[str, ...]


class Twig(NamedTuple):
    """A line of a drawn tree."""

    depth: int
    """How many lines it stands under; 0 for a root."""
    text: str
    to: str = ""
    """Where it leads."""
    urgency: Urgency | None = None
    strong: bool = False
    lit: bool | None = None
    """Whether the path that is lit comes here; ``None`` if none is lit."""


class Outline(NamedTuple):
    """A tree of lines, each after the one that it stands under."""

    twigs: tuple[Twig, ...]
    levels: tuple[tuple[Urgency, str], ...] = ()
    """What the urgencies are called, where the lines show them."""


class Drawing(NamedTuple):
    """A body map with its key. Where there is no room for it, words say the same."""

    lights: "Lights"
    by_name: bool = False
    """Whether the key calls the areas what the tree calls them."""
    chosen: bool = False
    """Whether what is lit was chosen by a person, so that the rest goes with their pattern."""


Preformatted = Excerpt | Command | Verbatim
"""What is not to be filled like running text."""
Piece = Paragraph | Bullets | Pairs | Link | Drawing | Outline | Preformatted


class Block(NamedTuple):
    """A heading and what stands under it."""

    heading: str | None
    pieces: tuple[Piece, ...]
    urgency: Urgency | None = None
    """Sets the block apart from the rest, as what it says cannot wait."""
    passes: bool | None = None
    """Sets the block apart as a verdict, good or bad."""

    @classmethod
    def of(cls, heading: str | None, *pieces: Piece | str | None) -> "Block":
        """A block of pieces; a bare text is a paragraph, ``None`` is left out."""
        kept = (Paragraph(each) if isinstance(each, str) else each for each in pieces if each)
        return cls(heading, tuple(kept))


Page = tuple[Block, ...]


def opens(piece: Piece) -> bool:
    """Whether another part of a block begins with a piece."""
    return isinstance(piece, Paragraph) and piece.opens


def mark(urgency: Urgency) -> str:
    """An urgency as something that is seen without colour: ``●●○○``."""
    return "●" * (urgency.rank + 1) + "○" * (len(Urgency) - 1 - urgency.rank)
