"""A diagram as SVG: one picture of everything, for a wall."""

from collections.abc import Iterable, Iterator

from kneenumb.body.xml import escaped
from kneenumb.draw import cards as text
from kneenumb.draw.cards import MARK, PAD, SIZES, BoxCard, CardRow, Ink
from kneenumb.draw.diagram import BoxKind, Diagram, Told
from kneenumb.draw.layout import MARGIN, Panel, Point, Wire, panels
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


_ROUND = 6.0
"""The radius of the corners of an arrow."""


def panel_lines(panel: Panel, *, told: bool) -> Iterator[str]:
    yield f'<g transform="translate({n(panel.x)} {n(panel.y)})">'
    yield (
        f'<rect width="{n(panel.width)}" height="{n(panel.height)}" rx="10" fill="#f4f6f9" '
        'stroke="#d5dbe3"/>'
    )
    yield written(panel.title, (MARGIN / 2, 32), Ink.SECTION)
    yield from _wires((wire for wire in panel.wires if not wire.lit), _dim(told))
    for card in panel.cards:
        yield from _card(card, told=told)
    # Those that are lit run above all else.
    yield from _wires((wire for wire in panel.wires if wire.lit), ' class="lit"')
    yield "</g>"


def _wires(wires: Iterable[Wire], style: str) -> Iterator[str]:
    yield f"<g{style}>"
    for wire in wires:
        name = wire.urgency.value if wire.urgency else "on"
        yield (
            f'<path class="wire" d="{_path(wire)}" stroke="{COLOURS[wire.urgency]}" '
            f'marker-end="url(#to-{name})"/>'
        )
    yield "</g>"


def _path(wire: Wire) -> str:
    """A line with round corners, which ends where the tip of the arrow begins."""
    points = list(wire.points)
    (lane, _), (end, door) = points[-2:]
    points[-1] = (end - 8 if end > lane else end + 8, door)
    path = f"M{_xy(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, stop = _towards(corner, before), _towards(corner, after)
        path += f"L{_xy(start)}Q{_xy(corner)} {_xy(stop)}"
    return f"{path}L{_xy(points[-1])}"


def _towards(corner: Point, other: Point) -> Point:
    """Where the line between a corner and the next one stops to be straight."""
    length = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(_ROUND, length / 2) / length if length else 0
    return (
        corner[0] + (other[0] - corner[0]) * share,
        corner[1] + (other[1] - corner[1]) * share,
    )


def _xy(point: Point) -> str:
    return f"{n(point[0])} {n(point[1])}"


def _card(card: BoxCard, *, told: bool) -> Iterator[str]:
    box = card.box
    colour = COLOURS[box.urgency]
    dim = _dim(told and box.step is None)
    yield f'<g{dim} transform="translate({n(card.x)} {n(card.y)})">'
    if box.text:
        yield f"<title>{escaped(box.text)}</title>"
    dashed = ' stroke-dasharray="6 4"' if box.kind is BoxKind.ELSEWHERE else ""
    heavy = 3.5 if box.step is not None else 1.2
    round_ = 14 if box.kind in (BoxKind.GATE, BoxKind.TABLE) else 5
    fill = "#eef1f5" if box.kind in (BoxKind.GATE, BoxKind.TABLE, BoxKind.ELSEWHERE) else "#ffffff"
    yield (
        f'<rect width="{n(card.width)}" height="{n(card.height)}" rx="{round_}" fill="{fill}" '
        f'stroke="{colour}" stroke-width="{heavy}"{dashed}/>'
    )
    if box.urgency:
        yield f'<rect width="7" height="{n(card.height)}" rx="3" fill="{colour}"/>'
        yield dots(box.urgency, (PAD + 4, card.height / 2))
    for row in card.rows:
        yield from _row(card, row, dim=told and box.step is not None and not row.way.lit)
    for line in card.lines:
        yield written(line.words, (line.x, line.y), line.ink, line.urgency)
    if box.step is not None:
        yield _step(box.step)
    yield "</g>"


def _dim(dim: bool) -> str:
    return ' class="dim"' if dim else ""


def _row(card: BoxCard, row: CardRow, *, dim: bool) -> Iterator[str]:
    if row.way.lit:
        yield (
            f'<rect x="2" y="{n(row.top)}" width="{n(card.width - 4)}" '
            f'height="{n(row.height)}" fill="#fff3bf" stroke="#1c2430" stroke-width="1.5"/>'
        )
        yield f'<path d="M-1 {n(row.middle - 7)}l11 7l-11 7z" fill="#1c2430"/>'
    yield f'<path d="M0 {n(row.top)}h{n(card.width)}" stroke="#d5dbe3"/>'
    detail = f"<title>{escaped(row.way.detail)}</title>" if row.way.detail else ""
    yield f"<g{_dim(dim)}>{detail}"
    if row.way.floor:
        yield dots(row.way.floor, (PAD, row.middle))
    for line in row.lines:
        yield written(line.words, (line.x, line.y), line.ink, line.urgency)
    yield "</g>"


def _step(step: int) -> str:
    return (
        '<circle r="14" fill="#1c2430"/><text text-anchor="middle" y="5" font-size="14" '
        f'font-weight="bold" style="fill: #ffffff">{step}</text>'
    )


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
