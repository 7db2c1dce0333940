"""Which box stands under which, so that a diagram can be told as a tree of lines."""

from collections.abc import Sequence

from kneenumb.draw.diagram import BoxKind, Diagram


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
        cost = diagram.box(name).kind in (BoxKind.QUESTION, BoxKind.CHECKLIST)
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
    for name in names:
        for edge in diagram.out_of(name):
            before[edge.target].append(name)
    found: dict[str, str | None] = {}
    depths: dict[str | None, int] = {None: 0}
    for name in names:
        above = before[name][0] if before[name] else None
        for other in before[name][1:]:
            above = _shared(found, depths, above, other)
        found[name] = above
        depths[name] = depths[above] + 1
    return found


def _shared(
    found: dict[str, str | None],
    depths: dict[str | None, int],
    one: str | None,
    other: str | None,
) -> str | None:
    """The nearest box that both are, or stand under."""
    while one != other:
        if one is not None and depths[one] >= depths[other]:
            one = found[one]
        elif other is not None:
            other = found[other]
    return one
