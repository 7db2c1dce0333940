"""Draws a tree: every node a box, everything that comes right after another an arrow."""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush

from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.model.edges import leads_to, targets
from kneenumb.model.gate import Gate, Table
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.words import conditions_briefly, listed, sentence
from kneenumb.result.page import receipt


def drawn(tree: Tree) -> Diagram:
    """A tree as a diagram. Its arrows are exactly the edges of the tree."""
    order = _in_order(tree)
    groups = _groups(tree, order)
    numbers = {name: at for at, name in enumerate(tree.questions, start=1)}
    return Diagram(
        title=tree.title,
        about=f"{receipt(tree)}. Status: {sentence(tree.status)}",
        start=tree.start,
        boxes=tuple(_box(tree, name, groups[name], numbers.get(name)) for name in order),
        edges=tuple(
            Arrow(name, target, ways) for name in order for target, ways in _onward(tree, name)
        ),
        groups={
            name: section.title
            for name, section in tree.sections.items()
            if name in groups.values()
        },
        levels={level: tree.urgencies[level].label for level in Urgency},
    )


def _in_order(tree: Tree) -> list[str]:
    """Every node after all that lead to it: gates at once, questions as in the file, then ends."""
    rank = {
        name: (isinstance(node, Outcome), isinstance(node, Question), at)
        for at, (name, node) in enumerate(tree.nodes.items())
    }
    before = dict.fromkeys(tree.nodes, 0)
    for name in tree.nodes:
        for target in targets(tree, name):
            before[target] += 1
    ready: list[tuple[tuple[bool, bool, int], str]] = []
    for name, left in before.items():
        if not left:
            heappush(ready, (rank[name], name))
    order = []
    while ready:
        order.append(heappop(ready)[1])
        for target in targets(tree, order[-1]):
            before[target] -= 1
            if not before[target]:
                heappush(ready, (rank[target], target))
    return order


def _groups(tree: Tree, order: list[str]) -> dict[str, str]:
    """The section of every node. What asks nothing belongs where it is first led to from."""
    asked = [each.section for each in tree.questions.values()]
    found: dict[str, str] = {}
    for name in order:
        node = tree.nodes[name]
        if isinstance(node, Question):
            found[name] = node.section
        found.setdefault(name, asked[-1] if isinstance(node, Outcome) else asked[0])
        for target in targets(tree, name):
            found.setdefault(target, found[name])
    return found


def _box(tree: Tree, name: str, group: str, number: int | None) -> Box:
    match tree.nodes[name]:
        case Question() as asked:
            kind = BoxKind.CHECKLIST if asked.is_checklist else BoxKind.QUESTION
            return Box(name, kind, asked.topic, asked.ask, group, number)
        case Gate(about=about):
            return Box(name, BoxKind.GATE, name, about, group)
        case Table() as table:
            text = f"By {table.down} and {table.across}. {table.about}"
            return Box(name, BoxKind.TABLE, name, text, group)
        case Outcome() as outcome:
            return Box(name, BoxKind.OUTCOME, outcome.title, "", group, urgency=outcome.urgency)


def _onward(tree: Tree, name: str) -> Iterator[tuple[str, tuple[Way, ...]]]:
    """Where a node leads, each target once, and for which answers."""
    found: dict[str, list[Way]] = {}
    for target, way in _ways(tree, name):
        found.setdefault(target, []).append(way)
    yield from ((target, tuple(ways)) for target, ways in found.items())


def _ways(tree: Tree, name: str) -> Iterator[tuple[str, Way]]:
    match tree.nodes[name]:
        case Question(options=options):
            for at, (key, option) in enumerate(options.items()):
                flag = tree.red_flags[option.flag] if option.flag else None
                yield (
                    leads_to(tree, name, (key,)),
                    Way(
                        at,
                        key,
                        option.label,
                        "" if option.wording == option.label else option.wording,
                        flag.urgency if flag else None,
                        flag.says if flag else "",
                    ),
                )
        case Gate(lines=lines):
            for at, line in enumerate(lines):
                yield line.target, Way(at, _line(tree, line.when, line.combination), "")
        case Table() as table:
            for at, (down, across, target) in enumerate(cells(table)):
                yield target, Way(at, f"{listed(down)}, with {listed(across)}", "")
            yield table.otherwise, Way(len(cells(table)), "otherwise", "")


def cells(table: Table) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """The cells of a table, those of a row that lead to the same together."""
    found = []
    for row in table.rows:
        across: dict[str, list[str]] = {}
        for column, target in zip(table.columns, row.go, strict=True):
            if target != table.otherwise:
                across.setdefault(target, []).append(column)
        found += [(row.options, tuple(columns), target) for target, columns in across.items()]
    return found


def _line(tree: Tree, when: Mapping[str, tuple[str, ...]] | None, combination: str | None) -> str:
    told = conditions_briefly(tree, when) if when else "otherwise"
    return f"{combination}: {told}" if combination else told
