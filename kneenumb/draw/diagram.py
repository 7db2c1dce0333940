"""Diagrams: boxes, the arrows between them, and groups of boxes; and a tree as a diagram."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from kneenumb.model.edges import leads_to, targets
from kneenumb.model.gate import Gate, Table
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import conditions, conditions_briefly, listed, sentence
from kneenumb.result.page import receipt

_OTHERWISE = "Anything else"
_EARLIER = "What was answered so far decides"


class BoxKind(StrEnum):
    """What a box stands for."""

    QUESTION = "question"
    CHECKLIST = "checklist"
    GATE = "gate"
    TABLE = "table"
    OUTCOME = "outcome"
    SECTION = "section"
    """All the questions of a section, folded into one box."""
    LEVEL = "level"
    """All the outcomes of an urgency, folded into one box."""
    ELSEWHERE = "elsewhere"
    """A box of another diagram, which is only pointed at here."""


class Box(NamedTuple):
    """A part of a tree."""

    id: str
    kind: BoxKind
    title: str
    text: str = ""
    """More words: what is asked, or what a gate is for."""
    group: str = ""
    number: int | None = None
    """Of a question: its place in the order of the tree."""
    urgency: Urgency | None = None
    """Of an outcome: its urgency by itself."""
    step: int | None = None
    """When the case that is lit comes here, counted from 1; ``None`` if it does not."""


class Way(NamedTuple):
    """One answer, or one line of a gate, for which an arrow is followed."""

    at: int
    """Its place among the ways out of the same box."""
    name: str
    """The id of the option, or the conditions of the line in ids."""
    label: str
    """The words of the option; nothing for a line of a gate."""
    words: str = ""
    """The words of the option, or the conditions of the line in words."""
    detail: str = ""
    """All the words of the option, where the label is only its heading."""
    floor: Urgency | None = None
    """The urgency of the red flag that is raised."""
    flag: str = ""
    """What the red flag says."""
    lit: bool = False
    """Whether the case that is lit gave this answer."""


class Arrow(NamedTuple):
    """An arrow."""

    source: str
    target: str
    ways: tuple[Way, ...]
    lit: bool = False
    """Whether the case that is lit went here."""


class Told(NamedTuple):
    """What is said of the case whose path is lit."""

    sentences: tuple[str, ...]
    """The red flags first. For a terminal, where ids can be used."""
    words: tuple[str, ...]
    """The same without ids, for a wall."""
    urgency: Urgency
    """Of its result."""


@dataclass(frozen=True)
class Diagram:
    """Boxes from the start to the ends, and the arrows between them."""

    tree: Tree
    title: str
    about: str
    """Which tree this is, and how far it can be relied on."""
    start: str
    """The box in which every walk starts."""
    boxes: tuple[Box, ...]
    """Every box after all that lead to it."""
    edges: tuple[Arrow, ...]
    groups: Mapping[str, str]
    """The titles of the sections that have boxes, in order."""
    levels: Mapping[Urgency, str]
    """What each urgency is called."""
    told: Told | None = None
    """About the case whose path is lit, if one is."""

    @cached_property
    def _boxes(self) -> dict[str, Box]:
        return {box.id: box for box in self.boxes}

    @cached_property
    def _onward(self) -> dict[str, list[Arrow]]:
        found: dict[str, list[Arrow]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    def box(self, name: str) -> Box:
        """The box of that id."""
        return self._boxes[name]

    def out_of(self, name: str) -> list[Arrow]:
        """The arrows that leave a box."""
        return self._onward.get(name, [])

    def ways_out_of(self, name: str) -> list[tuple[Arrow, Way]]:
        """Every way out of a box with its arrow, in printed order."""
        ways = ((edge, way) for edge in self.out_of(name) for way in edge.ways)
        return sorted(ways, key=lambda each: each[1].at)


def drawn(tree: Tree) -> Diagram:
    """A tree as a diagram. Its arrows are exactly the edges of the tree."""
    order = _in_order(tree)
    groups = _groups(tree, order)
    numbers = {name: at for at, name in enumerate(tree.questions, start=1)}
    return Diagram(
        tree=tree,
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
            return Box(name, BoxKind.GATE, _EARLIER, about, group)
        case Table(about=about) as table:
            down, across = (tree.questions[each].topic for each in (table.down, table.across))
            return Box(name, BoxKind.TABLE, f"{down}, against: {across}", about, group)
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
                        option.label,
                        "" if option.wording == option.label else option.wording,
                        flag.urgency if flag else None,
                        flag.says if flag else "",
                    ),
                )
        case Gate(lines=lines):
            for at, line in enumerate(lines):
                words = "; and ".join(conditions(tree, line.when)) if line.when else _OTHERWISE
                yield line.target, Way(at, _line(tree, line.when, line.combination), "", words)
        case Table() as table:
            for at, (down, across, target) in enumerate(cells(table)):
                words = "; and ".join(conditions(tree, {table.down: down, table.across: across}))
                yield target, Way(at, f"{listed(down)}, with {listed(across)}", "", words)
            yield table.otherwise, Way(len(cells(table)), "otherwise", "", _OTHERWISE)


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
