"""Lays a diagram out on a sheet: a panel for each section, its questions one below the other."""

from collections.abc import Mapping
from math import log, sqrt
from typing import NamedTuple

from kneenumb.draw.cards import CARD, BoxCard, CardRow, card
from kneenumb.draw.diagram import Box, Diagram
from kneenumb.draw.sections import parts
from kneenumb.model.urgency import Urgency


class Span(NamedTuple):
    """From where to where an arrow, or several to the same target, run in a lane."""

    top: float
    bottom: float


GAP = 12.0
"""So much lies at least between two that share a lane."""


def lanes(spans: Mapping[str, Span]) -> dict[str, int]:
    """A lane for each, from 0. None shares one with another that it would touch.

    The shortest are laid first, so that the longest run farthest out.
    """
    taken: list[list[Span]] = []
    found: dict[str, int] = {}
    for name, span in sorted(spans.items(), key=lambda each: each[1].bottom - each[1].top):
        at = next((at for at, lane in enumerate(taken) if _is_free(lane, span)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append(span)
        found[name] = at
    return found


def _is_free(lane: list[Span], span: Span) -> bool:
    return all(span.top - GAP > each.bottom or span.bottom + GAP < each.top for each in lane)


PAPER = sqrt(2)
"""The width of a sheet on its side, in heights."""
LANE = 9.0
"""From one lane to the next."""
MARGIN = 30.0
APART = 26.0
"""Between two cards."""
HEADING = 58.0
_ENDS_APART = 12.0
_TIP = 16.0
"""The straight end of an arrow."""

Point = tuple[float, float]


class Wire(NamedTuple):
    """An arrow: from a row, through a lane, to a card."""

    points: tuple[Point, ...]
    urgency: Urgency | None
    """Of the outcome it leads to."""
    lit: bool


class Panel(NamedTuple):
    """A section, drawn."""

    title: str
    cards: tuple[BoxCard, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float
    x: float = 0
    y: float = 0


def panels(diagram: Diagram) -> list[Panel]:
    """All sections from left to right, cut so that the sheet has about the shape of paper."""
    cards = {box.id: card(diagram, box) for box in diagram.boxes}

    def high(box: Box) -> float:
        return cards[box.id].height + APART

    whole = sum(high(box) for box in diagram.boxes if not box.urgency)
    sheets = (_sheet(parts(diagram, high, whole / columns)) for columns in range(1, 9))
    return min(sheets, key=lambda sheet: abs(log(_ratio(sheet) / PAPER)))


def _sheet(parts: list[Diagram]) -> list[Panel]:
    found: list[Panel] = []
    x = MARGIN
    for part in parts:
        panel = _panel(part)
        found.append(panel._replace(x=x))
        x += panel.width + MARGIN / 2
    return found


def _ratio(sheet: list[Panel]) -> float:
    return (sheet[-1].x + sheet[-1].width) / max(panel.height for panel in sheet)


def _panel(part: Diagram) -> Panel:
    cards = [card(part, box) for box in part.boxes]
    inner = _stacked([each for each in cards if not each.box.urgency])
    ends = _beside(inner, [each for each in cards if each.box.urgency])
    left, right = lanes(_spans(inner, inner)), lanes(_spans(inner, ends))
    x = MARGIN / 2 + LANE * (max(left.values(), default=0) + 1) + _TIP
    inner = [each._replace(x=x) for each in inner]
    beyond = x + CARD
    channel = LANE * (max(right.values(), default=0) + 1) + 2 * _TIP
    ends = [each._replace(x=beyond + channel) for each in ends]
    doors = {each.box.id: each for each in (*inner, *ends)}
    wires = []
    for source in inner:
        for row in source.rows:
            target = doors[row.edge.target]
            if target.box.urgency:
                lane = beyond + _TIP / 2 + LANE * (right[target.box.id] + 1)
            else:
                lane = x - _TIP - LANE * left[target.box.id]
            wires.append(_wire(source, row, target, lane))
    cards = [*inner, *ends]
    return Panel(
        part.title,
        tuple(cards),
        tuple(wires),
        max(each.x + each.width for each in cards) + MARGIN / 2,
        max(each.y + each.height for each in cards) + MARGIN,
    )


def _stacked(cards: list[BoxCard]) -> list[BoxCard]:
    found, y = [], HEADING
    for each in cards:
        found.append(each._replace(y=y))
        y += each.height + APART
    return found


def _beside(inner: list[BoxCard], ends: list[BoxCard]) -> list[BoxCard]:
    """Outcomes, each as near as can be to the middle of what leads to it."""
    led: dict[str, list[float]] = {}
    for source in inner:
        for row in source.rows:
            led.setdefault(row.edge.target, []).append(source.y + row.middle)
    wanted = {
        each.box.id: sorted(led.get(each.box.id, [HEADING]))[len(led.get(each.box.id, [0])) // 2]
        - each.height / 2
        for each in ends
    }
    ordered = sorted(ends, key=lambda each: wanted[each.box.id])
    found, free = [], HEADING
    for each in ordered:
        y = max(free, wanted[each.box.id])
        found.append(each._replace(y=y))
        free = y + each.height + _ENDS_APART
    bottom = max((each.y + each.height for each in inner), default=free)
    for at in reversed(range(len(found))):
        y = min(found[at].y, bottom - found[at].height)
        if y < HEADING:
            break  # There are more outcomes than fit: they go on below the questions.
        found[at] = found[at]._replace(y=y)
        bottom = y - _ENDS_APART
    return found


def _spans(inner: list[BoxCard], targets: list[BoxCard]) -> dict[str, Span]:
    """For each target how far the arrows to it run up and down."""
    found: dict[str, Span] = {}
    doors = {each.box.id: each.y + each.door for each in targets}
    for source in inner:
        for row in source.rows:
            name = row.edge.target
            if name in doors:
                known = found.get(name, Span(doors[name], doors[name]))
                y = source.y + row.middle
                found[name] = Span(min(known.top, y), max(known.bottom, y))
    return found


def _wire(source: BoxCard, row: CardRow, target: BoxCard, lane: float) -> Wire:
    y, door = source.y + row.middle, target.y + target.door
    start = source.x + source.width if lane > source.x else source.x
    points = ((start, y), (lane, y), (lane, door), (target.x, door))
    return Wire(points, target.box.urgency, row.edge.lit and row.way.lit)
