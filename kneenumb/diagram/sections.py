"""Parts of a diagram: one section of it, or all of them folded."""

from collections import Counter

from kneenumb.diagram.diagram import Box, Diagram, Edge, Kind, Way
from kneenumb.model.urgency import Urgency
from kneenumb.render.words import counted, listed

LARGE = 12
"""So many questions, gates and tables still fit one picture."""


def is_large(diagram: Diagram) -> bool:
    """Whether a diagram is better drawn in parts."""
    inner = [box for box in diagram.boxes if box.kind is not Kind.OUTCOME]
    return len(inner) > LARGE and len(diagram.groups) > 1


def section(diagram: Diagram, group: str) -> Diagram:
    """One section, with the outcomes it leads to. Other boxes it leads to are only named."""
    edges = tuple(edge for edge in diagram.edges if diagram.box(edge.source).group == group)
    inside = {box.id for box in diagram.boxes if box.group == group}
    led_to = {edge.target for edge in edges}
    boxes = []
    for box in diagram.boxes:
        if box.id in inside or (box.id in led_to and box.kind is Kind.OUTCOME):
            boxes.append(box)
        elif box.id in led_to:
            text = f"Goes on in the section {diagram.groups[box.group]}"
            boxes.append(box._replace(kind=Kind.ELSEWHERE, text=text, group=group))
    title = diagram.groups[group]
    return diagram._replace(title=title, boxes=tuple(boxes), edges=edges, groups={group: title})


def folded(diagram: Diagram) -> Diagram:
    """Every section as one box, with how many outcomes of each urgency it leads to."""
    boxes = {box.id: box for box in diagram.boxes}
    asked = Counter(
        box.group for box in diagram.boxes if box.kind in (Kind.QUESTION, Kind.CHECKLIST)
    )
    onward: dict[tuple[str, str], list[Edge]] = {}
    for edge in diagram.edges:
        source, target = boxes[edge.source].group, boxes[edge.target]
        to = _level(target.urgency) if target.urgency else target.group
        if to != source:
            onward.setdefault((source, to), []).append(edge)
    led_to = {to for _, to in onward}
    sections = (
        Box(name, Kind.SECTION, title, counted(asked[name], "question"), name)
        for name, title in diagram.groups.items()
    )
    levels = (
        Box(_level(level), Kind.LEVEL, diagram.levels[level], urgency=level)
        for level in reversed(Urgency)
        if _level(level) in led_to
    )
    return diagram._replace(
        boxes=(*sections, *levels),
        edges=tuple(
            Edge(source, to, (_way(diagram, to, edges),), lit=any(edge.lit for edge in edges))
            for (source, to), edges in onward.items()
        ),
    )


def _level(urgency: Urgency) -> str:
    """The id of the box of a level. No part of a tree has a large letter in its id."""
    return f"LEVEL_{urgency.value}"


def _way(diagram: Diagram, to: str, edges: list[Edge]) -> Way:
    targets = dict.fromkeys(edge.target for edge in edges)
    if to in diagram.groups:
        return Way(0, f"at {listed(targets, 'and')}", "")
    return Way(0, counted(len(targets), "outcome"), "")
