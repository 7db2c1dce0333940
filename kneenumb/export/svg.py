"""The tree as a picture for the wall: an SVG with nothing to load from elsewhere."""

from kneenumb.diagram import text
from kneenumb.diagram.cards import MARK, SIZES, Ink
from kneenumb.diagram.diagram import Diagram, Told
from kneenumb.diagram.layout import MARGIN, panels
from kneenumb.export.svg_ink import COLOURS, STYLE, arrows, dots, n, written
from kneenumb.export.svg_panel import panel_lines
from kneenumb.export.xml import escaped
from kneenumb.model.urgency import Urgency

_NARROWEST = 900.0
"""So that there is room for the legend."""
_LINE = 1.45
"""From one line of text to the next, in heights of its letters."""
_FRAME = 12.0

Drawn = tuple[list[str], float]
"""What is drawn, and how far down it reaches."""


def svg(diagram: Diagram) -> str:
    """A diagram as an SVG. The same diagram gives the same bytes."""
    drawn = panels(diagram)
    wide = max(drawn[-1].x + drawn[-1].width + MARGIN, _NARROWEST)
    head, top = _lines(diagram.title, MARGIN, MARGIN, wide - 2 * MARGIN, Ink.SHEET)
    if diagram.told:
        case, top = _case(diagram.told, top + _FRAME, wide)
        head += case
    drawn = [panel._replace(y=top + _FRAME) for panel in drawn]
    bottom = max(panel.y + panel.height for panel in drawn)
    legend, end = _legend(diagram, bottom + MARGIN, wide)
    sections = [
        part for panel in drawn for part in panel_lines(panel, told=diagram.told is not None)
    ]
    body = "\n".join((*head, *sections, *legend))
    high = end + MARGIN
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{n(wide)}" height="{n(high)}" \
viewBox="0 0 {n(wide)} {n(high)}" role="img" aria-labelledby="title desc">
<title id="title">{escaped(diagram.title)}</title>
<desc id="desc">{escaped(_described(diagram))}</desc>
<style>
{STYLE}
</style>
<defs>
{arrows()}
</defs>
<rect width="100%" height="100%" fill="#ffffff"/>
{body}
</svg>
"""


def _described(diagram: Diagram) -> str:
    said = diagram.told.sentences if diagram.told else ()
    return " ".join((*said, "A decision tree, drawn as boxes and arrows.", diagram.about))


def _lines(
    words: str, x: float, y: float, room: float, ink: Ink, urgency: Urgency | None = None
) -> Drawn:
    """A text of as many lines as it needs."""
    parts = []
    for line in text.lines(words, room, SIZES[ink], bold=ink.is_bold):
        y += SIZES[ink] * _LINE
        parts.append(written(line, (x, y - SIZES[ink] * 0.35), ink, urgency))
    return parts, y


def _case(told: Told, y: float, wide: float) -> Drawn:
    """What is said of a case, in a frame."""
    parts, end = [], y + _FRAME / 2
    for sentence in told.sentences:
        room = wide - 2 * MARGIN - 2 * _FRAME
        lines, end = _lines(sentence, MARGIN + _FRAME, end, room, Ink.CASE, told.urgency)
        parts += lines
    frame = (
        f'<rect x="{n(MARGIN)}" y="{n(y)}" width="{n(wide - 2 * MARGIN)}" '
        f'height="{n(end + _FRAME / 2 - y)}" rx="6" fill="none" stroke="{COLOURS[told.urgency]}" '
        'stroke-width="3"/>'
    )
    return [frame, *parts], end + _FRAME / 2


def _legend(diagram: Diagram, y: float, wide: float) -> Drawn:
    """What the colours, marks and shapes mean, and where the picture comes from."""
    parts: list[str] = []
    x = MARGIN
    for urgency in reversed(Urgency):
        label = diagram.levels[urgency]
        long = MARK + text.width(label, SIZES[Ink.TITLE], bold=True) + MARGIN
        if x > MARGIN and x + long > wide:
            x, y = MARGIN, y + SIZES[Ink.TITLE] * _LINE
        parts += (
            dots(urgency, (x, y - 5)),
            written(label, (x + MARK, y), Ink.TITLE, urgency),
        )
        x += long
    shapes = "Boxes with round corners ask nothing: they look at earlier answers."
    lit = "Lit are the boxes with a number, the answers with a pointer, and the thick arrows. "
    y += _FRAME / 2
    for words in ((lit if diagram.told else "") + shapes, diagram.about):
        lines, y = _lines(words, MARGIN, y, wide - 2 * MARGIN, Ink.WORDS)
        parts += lines
    return parts, y
