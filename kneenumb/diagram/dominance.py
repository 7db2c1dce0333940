"""Which box stands under which, so that a diagram can be told as a tree of lines."""

from collections.abc import Sequence

from kneenumb.diagram.diagram import Diagram, Kind


def reached(diagram: Diagram, start: str) -> list[str]:
    """The box and all that can follow it, in the order of the diagram."""
    seen = {start}
    for box in diagram.boxes:  # Every box comes after all that lead to it.
        if box.id in seen:
            seen |= {edge.target for edge in diagram.out_of(box.id)}
    return [box.id for box in diagram.boxes if box.id in seen]


def questions_before(diagram: Diagram, names: Sequence[str]) -> dict[str, int]:
    """How many questions are answered at least on the way from the first of the boxes."""
    found = {names[0]: 0}
    for name in names:
        cost = diagram.box(name).kind in (Kind.QUESTION, Kind.CHECKLIST)
        for edge in diagram.out_of(name):
            further = found[name] + cost
            found[edge.target] = min(found.get(edge.target, further), further)
    return found


def parents(diagram: Diagram, names: Sequence[str]) -> dict[str, str | None]:
    """For each box the last one that every way to it goes through: it stands under that.

    Args:
        names: Boxes in the order of the diagram. All ways start at the first of them.
    """
    before: dict[str, list[str]] = {name: [] for name in names}
    for edge in diagram.edges:
        if edge.source in before and edge.target in before:
            before[edge.target].append(edge.source)
    found: dict[str, str | None] = {}
    for name in names:
        ways = [_line(found, source) for source in before[name]]
        shared = [each for each in ways[0] if all(each in way for way in ways)] if ways else []
        found[name] = shared[0] if shared else None
    return found


def _line(found: dict[str, str | None], name: str) -> list[str]:
    """A box and all that it stands under, the nearest first."""
    line = [name]
    while (above := found[line[-1]]) is not None:
        line.append(above)
    return line
