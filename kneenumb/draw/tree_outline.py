"""The tree drawn in the terminal: questions under their sections, answers under their questions.

Which box stands under which is told by dominance: a box stands under the last one that every way
to it goes through.
"""

from collections.abc import Iterator, Sequence

from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.draw.sections import folded
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Outline, Page, Paragraph, Twig
from kneenumb.page.phrases import counted, quoted
from kneenumb.page.twig_lines import gravest_first


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


def outline_page(diagram: Diagram, start: str | None, depth: int | None) -> Page:
    """A diagram as a page.

    Args:
        start: The box to start from, if not the one where every walk starts.
        depth: So many questions are opened one after the other, and what comes after them is
            folded. With 0 there is one line for each section, with ``None`` nothing is folded.
    """
    outline = Outline(outline_lines(diagram, start, depth), gravest_first(dict(diagram.levels)))
    page = Block.of(diagram.title, outline), Block.of("Receipt", diagram.about)
    if diagram.told is None:
        return page
    sentences, _, urgency = diagram.told
    return Block(None, tuple(map(Paragraph, sentences)), urgency), *page


def outline_lines(diagram: Diagram, start: str | None, depth: int | None) -> tuple[Twig, ...]:
    """The lines of :func:`outline_page`, each after the one that it stands under."""
    first = start or diagram.start
    return tuple(_sections(diagram) if depth == 0 else Sketch(diagram, first, depth).twigs())


def _sections(diagram: Diagram) -> Iterator[Twig]:
    """One line for each section, and where it leads."""
    whole = folded(diagram)
    for box in whole.boxes:
        if box.kind is not BoxKind.SECTION:
            continue
        lit = any(each.step and each.group == box.id for each in diagram.boxes)
        text = f"{box.title}: {box.text} ({box.id})"
        yield Twig(0, text, strong=True, lit=lit if diagram.told else None)
        for edge in sorted(whole.out_of(box.id), key=lambda edge: _gravest(whole, edge)):
            to = whole.box(edge.target)
            text = f"{to.title}, " if to.kind is BoxKind.SECTION else ""
            text += edge.ways[0].name
            yield Twig(1, text, urgency=to.urgency, lit=edge.lit if diagram.told else None)


class Sketch:
    """Draws from one box on. What was drawn is only named when it is come to again."""

    def __init__(self, diagram: Diagram, start: str, depth: int | None) -> None:
        self._diagram = diagram
        self._box = diagram.box
        names = reached(diagram, start)
        before = questions_before(diagram, names)
        self._all = names
        self._opened = [
            name
            for name in names
            if (depth is None or before[name] < depth) and not self._box(name).urgency
        ]
        above = parents(diagram, names)
        self._under: dict[str | None, list[str]] = {}
        """The opened boxes that stand under each, in their order."""
        for name in self._opened:
            self._under.setdefault(above[name], []).append(name)
        self._above = above
        self._named: set[str] = set()
        """The outcomes whose title was told."""

    def twigs(self) -> Iterator[Twig]:
        """All lines."""
        first = self._all[0]
        if self._box(first).urgency:  # An outcome: there is nothing after it.
            yield self._twig(0, self._end(first), self._box(first).urgency, self._step(first))
        for group, title in self._diagram.groups.items():
            inside = [name for name in self._opened if self._box(name).group == group]
            if inside:
                lit = any(self._step(name) for name in inside)
                yield self._twig(0, title, None, lit, strong=True)
                for name in inside:
                    above = self._above[name]
                    if above is None or self._box(above).group != group:
                        yield from self._node(name)
        yield from self._rest()

    def _node(self, root: str) -> Iterator[Twig]:
        """A box, and all of its section that stand under it."""
        todo = [(root, 1)]
        while todo:
            name, depth = todo.pop()
            box = self._box(name)
            yield self._twig(depth, _heading(box), None, self._step(name), strong=True)
            for edge, ways in self._ways(name):
                yield self._way(depth + 1, edge, ways)
            under = self._under.get(name, ())
            inside = [each for each in under if self._box(each).group == box.group]
            # A single box that follows is the next one. Several are branches.
            branch = depth + (len(inside) > 1)
            todo += ((each, branch) for each in reversed(inside))

    def _ways(self, name: str) -> list[tuple[Arrow, list[Way]]]:
        """The ways out of a box in order, those that do the same together.

        Of a gate every line stands alone, as the first one that matches decides.
        """
        found: list[tuple[Arrow, list[Way]]] = []
        known: dict[tuple[str, Urgency | None, bool], list[Way]] = {}
        for edge, way in self._diagram.ways_out_of(name):
            if self._box(name).kind is BoxKind.GATE:
                known.clear()
            same = (edge.target, way.floor, way.lit)
            if same not in known:
                found.append((edge, known.setdefault(same, [])))
            known[same].append(way)
        return found

    def _way(self, depth: int, edge: Arrow, ways: list[Way]) -> Twig:
        first = ways[0]
        if first.lit and first.label:
            names = ", ".join(f"{way.name} {quoted(way.label)}" for way in ways)
        else:
            names = (", " if first.label else "; or ").join(way.name for way in ways)
        base = self._box(edge.target).urgency
        levels = [level for level in (base, first.floor) if level]
        level = max(levels, default=None)
        return self._twig(depth, names, level, first.lit, to=self._end(edge.target))

    def _end(self, name: str) -> str:
        """Where a way leads, with the title of an outcome when it is named first."""
        if not self._box(name).urgency or name in self._named:
            return name
        self._named.add(name)
        return f"{name}: {self._box(name).title}"

    def _rest(self) -> Iterator[Twig]:
        """What is folded."""
        left = [
            name for name in self._all if name not in self._opened and not self._box(name).urgency
        ]
        shown = {*self._opened, None}
        for name in (each for each in left if self._above[each] in shown):
            inside = reached(self._diagram, name)
            kinds = [self._box(each).kind for each in inside]
            asked = sum(kind in (BoxKind.QUESTION, BoxKind.CHECKLIST) for kind in kinds)
            ends = kinds.count(BoxKind.OUTCOME)
            text = (
                f"… {name}: folded, {counted(asked, 'question')} and "
                f"{counted(ends, 'outcome')} from there (--from {name})"
            )
            yield self._twig(0, text, None, self._step(name))

    def _step(self, name: str) -> bool:
        return self._box(name).step is not None

    def _twig(
        self,
        depth: int,
        text: str,
        urgency: Urgency | None,
        lit: bool,
        *,
        to: str = "",
        strong: bool = False,
    ) -> Twig:
        return Twig(depth, text, to, urgency, strong, lit if self._diagram.told else None)


def _gravest(diagram: Diagram, edge: Arrow) -> int:
    urgency = diagram.box(edge.target).urgency
    return -urgency.rank if urgency else 1


def _heading(box: Box) -> str:
    if box.number is not None:
        kind = ", checklist" if box.kind is BoxKind.CHECKLIST else ""
        return f"{box.number}. {box.title} ({box.id}{kind})"
    return f"{box.id} ({box.kind.value})"
