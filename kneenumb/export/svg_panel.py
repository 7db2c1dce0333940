"""A section of the picture: cards, and the arrows between them."""

from collections.abc import Iterable, Iterator

from kneenumb.diagram.cards import PAD, Card, Ink, Row
from kneenumb.diagram.diagram import Kind
from kneenumb.diagram.layout import MARGIN, Panel, Point, Wire
from kneenumb.export.svg_ink import COLOURS, dots, n, written
from kneenumb.export.xml import escaped

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


def _card(card: Card, *, told: bool) -> Iterator[str]:
    box = card.box
    colour = COLOURS[box.urgency]
    dim = _dim(told and box.step is None)
    yield f'<g{dim} transform="translate({n(card.x)} {n(card.y)})">'
    if box.text:
        yield f"<title>{escaped(box.text)}</title>"
    dashed = ' stroke-dasharray="6 4"' if box.kind is Kind.ELSEWHERE else ""
    heavy = 3.5 if box.step is not None else 1.2
    round_ = 14 if box.kind in (Kind.GATE, Kind.TABLE) else 5
    fill = "#eef1f5" if box.kind in (Kind.GATE, Kind.TABLE, Kind.ELSEWHERE) else "#ffffff"
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


def _row(card: Card, row: Row, *, dim: bool) -> Iterator[str]:
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
