"""Text, dots and colours of the picture."""

from kneenumb.diagram.cards import MARK, PAD, SIZES, Ink
from kneenumb.diagram.layout import Point
from kneenumb.export.xml import escaped
from kneenumb.model.urgency import Urgency

COLOURS = {
    Urgency.EMERGENCY: "#b3121d",
    Urgency.SAME_DAY: "#a35200",
    Urgency.SOON: "#0b5fa5",
    Urgency.ROUTINE: "#25733b",
    None: "#5b6675",
}
"""Dark enough to be read on white."""

STYLE = f"""\
text {{ font-family: "DejaVu Sans", Verdana, Arial, sans-serif; fill: #1c2430; }}
{" ".join(f".{ink.value} {{ font-size: {size:g}px; }}" for ink, size in SIZES.items())}
.quiet, .id {{ fill: #4a5565; }} .flag {{ font-style: italic; }}
{", ".join(f".{ink.value}" for ink in Ink if ink.is_bold)} {{ font-weight: bold; }}
.wire {{ fill: none; stroke-width: 1.6; }} .lit .wire {{ stroke-width: 4; }}
.dim {{ opacity: 0.45; }}"""


def written(words: str, at: Point, ink: Ink, urgency: Urgency | None = None) -> str:
    """A line of text."""
    colour = f' style="fill: {COLOURS[urgency]}"' if urgency else ""
    x, y = at
    return f'<text class="{ink.value}" x="{n(x)}" y="{n(y)}"{colour}>{escaped(words)}</text>'


def dots(urgency: Urgency, at: Point) -> str:
    """An urgency as four dots, as many of them full as it is grave."""
    colour = COLOURS[urgency]
    x, y = at
    return "".join(
        f'<circle cx="{n(x + 4 + rank * (MARK - PAD) / 4)}" cy="{n(y)}" r="3.4" '
        f'fill="{colour if rank <= urgency.rank else "#ffffff"}" stroke="{colour}"/>'
        for rank in range(len(Urgency))
    )


def arrows() -> str:
    """The tips of arrows, one for each colour."""
    return "\n".join(
        f'<marker id="to-{urgency.value if urgency else "on"}" viewBox="0 0 8 8" refY="4" '
        'markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for urgency, colour in COLOURS.items()
    )


def n(number: float) -> str:
    """A number as short as it can be written, and the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")
