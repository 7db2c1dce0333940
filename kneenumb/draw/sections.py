"""Parts of a diagram: one section of it, or all of them folded."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from math import ceil

from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import counted, listed, quoted

BoxWeight = Callable[[Box], float]
"""How much room a box takes, of whatever a drawing counts."""


def parts(diagram: Diagram, weight: BoxWeight, most: float) -> list[Diagram]:
    """A diagram in parts, each of one section and of about ``most`` at most.

    The outcomes are in every part that leads to them. Other boxes that a part leads to, but does
    not hold, are only named in it.
    """
    titles: list[str] = []
    home: dict[str, int] = {}
    """The number of the part that each box is in. Titles may be the same."""
    for group, title in diagram.groups.items():
        inner = [box for box in diagram.boxes if box.group == group and not box.urgency]
        pieces = _pieces(inner, weight, most)
        for at, piece in enumerate(pieces, start=1):
            home |= {box.id: len(titles) for box in piece}
            titles.append(f"{title}, {at} of {len(pieces)}" if len(pieces) > 1 else title)
    led_to = {edge.target for edge in diagram.edges}
    # What nothing leads to is shown all the same.
    stray = (box.id for box in diagram.boxes if box.urgency and box.id not in led_to)
    home |= dict.fromkeys(stray, len(titles) - 1)
    return [_part(diagram, number, titles, home) for number in range(len(titles))]


def _pieces(boxes: list[Box], weight: BoxWeight, most: float) -> list[list[Box]]:
    """Boxes in their order, cut into as few pieces as can be, all of about the same weight."""
    whole = sum(map(weight, boxes))
    share = whole / max(ceil(whole / most), 1)
    found: list[list[Box]] = [[]]
    filled = 0.0
    for box in boxes:
        # A box belongs where the greater part of it lies.
        if found[-1] and filled + weight(box) / 2 > share * len(found):
            found.append([])
        found[-1].append(box)
        filled += weight(box)
    return found


def _part(diagram: Diagram, number: int, titles: list[str], home: dict[str, int]) -> Diagram:
    edges = tuple(edge for edge in diagram.edges if home[edge.source] == number)
    led_to = {edge.target for edge in edges}
    lit_from = {edge.target: home[edge.source] for edge in diagram.edges if edge.lit}
    boxes, beyond = [], []
    for box in diagram.boxes:
        if home.get(box.id) == number:
            boxes.append(box)
        elif box.id in led_to:
            lit = lit_from.get(box.id, number) == number
            there = box._replace(step=box.step if lit else None)
            if not box.urgency:
                goes_on = f"Goes on in “{titles[home[box.id]]}”"
                there = there._replace(kind=BoxKind.ELSEWHERE, text=goes_on)
            beyond.append(there)
    title, groups = titles[number], {boxes[0].group: titles[number]}
    return replace(diagram, title=title, boxes=(*boxes, *beyond), edges=edges, groups=groups)


def folded(diagram: Diagram) -> Diagram:
    """Every section as one box, with how many outcomes of each urgency it leads to."""
    asked = Counter(
        box.group for box in diagram.boxes if box.kind in (BoxKind.QUESTION, BoxKind.CHECKLIST)
    )
    onward: dict[tuple[str, str], list[Arrow]] = {}
    for edge in diagram.edges:
        source, target = diagram.box(edge.source).group, diagram.box(edge.target)
        to = _level(target.urgency) if target.urgency else target.group
        if to != source:
            onward.setdefault((source, to), []).append(edge)
    led_to = {to for _, to in onward}
    sections = (
        Box(name, BoxKind.SECTION, title, counted(asked[name], "question"), name)
        for name, title in diagram.groups.items()
    )
    levels = (
        Box(_level(level), BoxKind.LEVEL, diagram.levels[level], urgency=level)
        for level in reversed(Urgency)
        if _level(level) in led_to
    )
    return replace(
        diagram,
        boxes=(*sections, *levels),
        edges=tuple(
            Arrow(source, to, (_way(diagram, to, edges),), lit=any(edge.lit for edge in edges))
            for (source, to), edges in onward.items()
        ),
    )


def _level(urgency: Urgency) -> str:
    """The id of the box of a level. No part of a tree has a large letter in its id."""
    return f"LEVEL_{urgency.value}"


def _way(diagram: Diagram, to: str, edges: list[Arrow]) -> Way:
    targets = dict.fromkeys(edge.target for edge in edges)
    if to in diagram.groups:
        titles = [quoted(diagram.box(target).title) for target in targets]
        return Way(0, f"at {listed(targets, 'and')}", "", f"at {listed(titles, 'and')}")
    outcomes = counted(len(targets), "outcome")
    return Way(0, outcomes, "", outcomes)
