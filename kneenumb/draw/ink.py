"""What the drawings of the poster are made of: kinds of text, colours, plates and pieces."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from kneenumb.body.xml import escaped
from kneenumb.draw.lettering import lines, width
from kneenumb.model.urgency import Urgency
from kneenumb.page.escape_controls import escape_controls

COLOURS = {
    Urgency.EMERGENCY: "#b3121d",
    Urgency.SAME_DAY: "#a35200",
    Urgency.SOON: "#0b5fa5",
    Urgency.ROUTINE: "#25733b",
    None: "#56616f",
}
"""Dark enough to be read on white, and white on them."""

TINTS = {
    Urgency.EMERGENCY: "#fdecec",
    Urgency.SAME_DAY: "#fdf1e2",
    Urgency.SOON: "#e9f2fb",
    Urgency.ROUTINE: "#e9f5ec",
    None: "#eef1f5",
}
"""The same colours, pale enough for dark words."""

DIMMED, DIM_WORDS = 0.3, "#465160"
"""What is off the path of a case: its grounds and lines are paler, its words still dark enough."""

PAD = 8.0
GAP = 12.0
"""Between two cards."""
DOTS = 43.0
"""The room for the mark of an urgency."""
SMALLEST = 14.0
"""No letters are smaller, in points."""


class Ink(StrEnum):
    """What a line of text is, and so what it looks like."""

    SHEET = "sheet"
    SECTION = "section"
    RUNG = "rung"
    CASE = "case"
    LEVEL = "level"
    WORDS = "words"
    QUIET = "quiet"
    TAG = "tag"

    @property
    def is_bold(self) -> bool:
        """Whether the letters are heavy, and so wider."""
        return self not in (Ink.WORDS, Ink.QUIET)


SIZES = {
    Ink.SHEET: 50.0,
    Ink.SECTION: 32.0,
    Ink.RUNG: 21.0,
    Ink.CASE: 19.0,
    Ink.LEVEL: 15.0,
    Ink.WORDS: SMALLEST,
    Ink.QUIET: SMALLEST,
    Ink.TAG: SMALLEST,
}
"""How large the letters are, in points."""
_LEADING = 1.18


class Tile(NamedTuple):
    """Something drawn, to be placed by its top left corner."""

    width: float
    height: float
    parts: tuple[str, ...]


class Lettering(NamedTuple):
    """Lines of text, one below the other."""

    lines: tuple[str, ...]
    room: float
    ink: Ink

    @classmethod
    def of(cls, words: str, room: float, ink: Ink) -> "Lettering":
        """A text in as many lines as it needs."""
        broken = lines(escape_controls(words), room, SIZES[ink], bold=ink.is_bold)
        return cls(tuple(broken), room, ink)

    @property
    def height(self) -> float:
        return len(self.lines) * SIZES[self.ink] * _LEADING

    def at(self, x: float, y: float, kind: str = "") -> Iterable[str]:
        """Draw it, with its top left corner there.

        Args:
            kind: One more class for its letters, such as that of their colour.
        """
        size = SIZES[self.ink]
        for row, words in enumerate(self.lines):
            down = y + size * (_LEADING * row + 0.96)
            long = width(words, size, bold=self.ink.is_bold)
            # Where the letters are others than those that were measured, they are squeezed.
            fit = f' textLength="{n(long)}"{_SQUEEZED}' if long > self.room * _NEARLY else ""
            look = f"{self.ink.value} {kind}".strip()
            yield (f'<text class="{look}" x="{n(x)}" y="{n(down)}"{fit}>{escaped(words)}</text>')


_NEARLY = 0.72
"""A line of this part of its room may not fit in the widest letters of another font."""
_SQUEEZED = ' lengthAdjust="spacingAndGlyphs"'

STYLE = f"""\
text {{ font-family: Helvetica, Arial, "Liberation Sans", sans-serif; fill: #16202c; }}
{" ".join(f".{ink.value} {{ font-size: {size:g}px; }}" for ink, size in SIZES.items())}
{", ".join(f".{ink.value}" for ink in Ink if ink.is_bold)} {{ font-weight: bold; }}
.quiet, .tag {{ fill: #465160; }}
.white {{ fill: #fff; }}
{" ".join(f".of-{level or 'none'} {{ fill: {colour}; }}" for level, colour in COLOURS.items())}
.card {{ fill: #fff; stroke: #c9d1db; }}
.hair {{ stroke: #dfe4ea; fill: none; }}
.lit-line {{ fill: #ffe98a; stroke: #16202c; }}
.lit {{ stroke: #16202c; stroke-width: 4; }}
.dim rect, .dim path, .dim line, .dim circle {{ opacity: {DIMMED}; }}
.dim text {{ fill: {DIM_WORDS}; }}"""


def n(number: float) -> str:
    """A number as short as it can be written, and the same on every machine."""
    return f"{number:.1f}".removesuffix(".0").replace("-0", "0") if number else "0"


_EMPTY = "none"


def dots(urgency: Urgency, x: float, y: float, *, on_colour: bool = False) -> str:
    """An urgency as four dots, as many of them full as it is grave."""
    ink = "#fff" if on_colour else COLOURS[urgency]
    return "".join(
        f'<circle cx="{n(x + 4 + 10 * rank)}" cy="{n(y)}" r="3.6" stroke="{ink}" '
        f'fill="{ink if rank <= urgency.rank else _EMPTY}"/>'
        for rank in range(len(Urgency))
    )


def grouped(parts: Iterable[str], x: float = 0, y: float = 0, *, dim: bool = False) -> list[str]:
    """Parts moved to a place."""
    place = f' transform="translate({n(x)} {n(y)})"' if x or y else ""
    look = ' class="dim"' if dim else ""
    return [f"<g{place}{look}>", *parts, "</g>"]


class Plate(NamedTuple):
    """Where something leads: a mark and words, on a colour."""

    urgency: Urgency | None
    level: str
    """What the urgency is called; nothing for a jump."""
    words: str
    is_end: bool = True
    """Whether the questions end there."""
    lit: bool = False

    def _texts(self, wide: float) -> tuple[Lettering, Lettering]:
        room = wide - 2 * PAD
        level = Lettering.of(self.level, room - DOTS, Ink.LEVEL)
        return level, Lettering.of(self.words, room, Ink.WORDS)

    def height(self, wide: float) -> float:
        """How high it has to be."""
        level, words = self._texts(wide)
        return level.height + words.height + 8

    def at(self, x: float, y: float, wide: float, high: float) -> list[str]:
        """Draw it."""
        level, words = self._texts(wide)
        colour = COLOURS[self.urgency]
        fill = colour if self.is_end and self.urgency else TINTS[self.urgency]
        white = "white" if self.is_end and self.urgency else ""
        look = ' class="lit"' if self.lit else f' stroke="{colour}"'
        top = (high - level.height - words.height) / 2
        parts = [f'<rect width="{n(wide)}" height="{n(high)}" rx="6" fill="{fill}"{look}/>']
        if self.urgency and self.level:
            parts.append(dots(self.urgency, PAD, top + 9.5, on_colour=bool(white)))
            parts += level.at(PAD + DOTS, top, white or f"of-{self.urgency.value}")
        parts += words.at(PAD, top + level.height, white)
        return grouped(parts, x, y)
