"""The stages that walk: from answers to the end of the walk, in the order that the tree asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kneenumb.model.case import AnswerFault
from kneenumb.model.edges import deepest_first
from kneenumb.model.gate import Gate, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import UNTICKED, tick
from kneenumb.sql.expression import (
    Expression,
    When,
    both,
    case,
    column,
    either,
    holds,
    is_missing,
    is_one_of,
    joined,
    text,
)
from kneenumb.sql.layout import Checklists, Layout
from kneenumb.sql.stage import Item, Stage, free

AFTER = " after "
"""Between the outcome and the last question before it."""
AT = " at "
"""Between the kind of fault and the question that it is about."""
_DEEPEST = 12
"""Cases inside each other. What lies deeper is a stage of its own."""


class Ends(NamedTuple):
    """What the stages find that walk."""

    stages: tuple[Stage, ...]
    end: Expression
    """``outcome after question``; or ``missing at question`` where an answer is missing."""
    asked: tuple[dict[str, tuple[str, ...]], ...]
    """Every last question there can be, and the questions asked with it, in order. Where a part
    of the tree is walked by itself, its questions stand apart: they come after those before."""


def ends(tree: Tree, table: Layout, kept: Sequence[str]) -> Ends:
    """The stages that walk through a tree.

    What several answers lead to is walked first, by itself, so that it stands there only once.
    """
    writer = _Writer(tree, table, {*tree.questions, *kept})
    return writer.written()


class Branch(NamedTuple):
    """Some answers, and where they lead."""

    condition: Expression | None
    """Missing: all that no branch before it fits."""
    target: str
    says: str = ""


class _Writer:
    def __init__(self, tree: Tree, table: Layout, taken: set[str]) -> None:
        self.tree = tree
        self.table = table
        self.branches = {
            name: tuple(_branches(tree, name)) for name in tree.nodes if name not in tree.outcomes
        }
        shared = self._shared(self._reached())
        self.names: dict[str, str] = {}
        """The nodes that stand by themselves, the deepest first, and the column of each."""
        for name in [each for each in deepest_first(tree) if each in shared - {tree.start}]:
            self.names[name] = free(f"from_{name}"[:60], {*taken, *self.names.values()})
        self.end = free("walk", {*taken, *self.names.values()})
        self.asked: dict[str, tuple[str, ...]] = {}

    def _reached(self) -> set[str]:
        """Every node that some walk comes to, but outcomes."""
        reached: set[str] = set()
        ahead = [self.tree.start]
        while ahead:
            name = ahead.pop()
            if name in self.branches and name not in reached:
                reached.add(name)
                ahead += [branch.target for branch in self.branches[name]]
        return reached

    def _shared(self, reached: set[str]) -> set[str]:
        """The nodes that stand by themselves: several answers lead to them, or they lie deep."""
        ways = Counter(branch.target for name in reached for branch in self.branches[name])
        shared = {name for name in reached if ways[name] > 1}
        depth: dict[str, int] = {self.tree.start: 0}
        for name in reversed([each for each in deepest_first(self.tree) if each in reached]):
            if name in shared:
                depth[name] = 0
            *aside, onward = (branch.target for branch in self.branches[name])
            for target in aside:
                depth[target] = depth[name] + 1
                if depth[target] > _DEEPEST and target in reached:
                    shared.add(target)
            depth.setdefault(onward, depth[name])
        return shared

    def written(self) -> Ends:
        stages: list[Stage] = []
        asked: list[dict[str, tuple[str, ...]]] = []
        for name in [*self.names, self.tree.start]:
            self.asked = {}
            value = self._walk(name, ())
            column_name = self.names.get(name, self.end)
            is_whole = name == self.tree.start
            says = (
                "The walk: where it ends, and after which question."
                if is_whole
                else f"The walk from '{name}' on, as several answers lead there."
            )
            label = "walked" if is_whole else f"walk_{len(stages) + 1}"
            stages.append(Stage(label, says, [Item(column_name, value)]))
            asked.append(self.asked)
        return Ends(tuple(stages), column(self.end), tuple(asked))

    def _walk(self, name: str, asked: tuple[str, ...]) -> Expression:
        """The end of all walks from a node on.

        Args:
            asked: The questions asked before, in this stage.
        """
        lines: list[When] = []
        while True:
            says = self._says(name)
            if name in self.tree.questions:
                lines += self._unanswered(name, asked)
                asked = (*asked, name)
                self.asked[name] = asked
            *some, rest = self.branches[name]
            for branch in some:
                assert branch.condition is not None
                value = self._onward(branch.target, asked)
                lines.append(When(branch.condition, value, branch.says or says))
                says = ""
            if lines and not lines[-1].says and says:
                lines[-1] = lines[-1]._replace(says=says)
            if rest.target not in self.branches or rest.target in self.names:
                return case(lines, self._onward(rest.target, asked))
            name = rest.target

    def _onward(self, target: str, asked: tuple[str, ...]) -> Expression:
        after = f"{AFTER}{asked[-1]}" if asked else ""
        if target in self.names:
            there = column(self.names[target])
            return joined([there, text(after)]) if after else there
        if target in self.tree.outcomes:
            return text(target + after)
        return self._walk(target, asked)

    def _unanswered(self, name: str, asked: tuple[str, ...]) -> Iterator[When]:
        after = f"{AFTER}{asked[-1]}" if asked else ""
        answer = column(name)
        says = f"{name}: {self.tree.questions[name].ask}"
        yield When(is_missing(answer), text(f"{AnswerFault.MISSING}{AT}{name}{after}"), says)
        if self.table[name].form is Checklists.COLUMNS:
            empty = text(f"{AnswerFault.EMPTY}{AT}{name}{after}")
            yield When(is_one_of(answer, [UNTICKED]), empty)

    def _says(self, name: str) -> str:
        node = self.tree.nodes[name]
        return "" if isinstance(node, Question) else f"{name}: {node.about}"  # type: ignore[union-attr]


def _branches(tree: Tree, name: str) -> Iterator[Branch]:
    """Where the answers lead from a node, those before others that decide before them."""
    node = tree.nodes[name]
    match node:
        case Question():
            found = _of_question(tree, name, node)
        case Gate(lines=lines):
            found = [
                Branch(
                    both(*(chosen(tree, *need) for need in line.when.items()))
                    if line.when
                    else None,
                    line.target,
                    f"{line.combination}: {line.because}" if line.combination else "",
                )
                for line in lines
            ]
        case Table():
            found = _of_table(tree, node)
        case _:
            raise TypeError(f"nothing leads on from {name!r}")
    return iter(found)


def chosen(tree: Tree, question: str, options: Sequence[str]) -> Expression:
    """Whether the answer to a question is, or for a checklist holds, one of some options."""
    answer = column(question)
    if not tree.questions[question].is_checklist:
        return is_one_of(answer, options)
    return either(*(holds(answer, tick(option)) for option in dict.fromkeys(options)))


def _of_question(tree: Tree, name: str, question: Question) -> list[Branch]:
    """First the emergencies, of which the first in printed order names the outcome; then what
    the first option says, in printed order too."""
    alarms: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for option, each in question.options.items():
        flag = tree.red_flags[each.flag] if each.flag else None
        if flag and flag.urgency is Urgency.EMERGENCY:
            alarms.append((option, flag.outcome or ""))
        else:
            others.append((option, each.next or question.next or ""))
    if not question.is_checklist:
        # One option excludes another, so the order is free: what goes furthest on comes last.
        groups: dict[str, list[str]] = {}
        for option, target in [*alarms, *others]:
            groups.setdefault(target, []).append(option)
        last = question.next if question.next in groups else list(groups)[-1]
        ordered = [*(item for item in groups.items() if item[0] != last), (last, groups[last])]
    else:
        ordered = []
        for option, target in [*alarms, *others]:
            if ordered and ordered[-1][0] == target:
                ordered[-1][1].append(option)
            else:
                ordered.append((target, [option]))
    return [
        Branch(chosen(tree, name, options) if at < len(ordered) - 1 else None, target)
        for at, (target, options) in enumerate(ordered)
    ]


def _of_table(tree: Tree, table: Table) -> list[Branch]:
    """A branch for each pair of a target and the options down that lead to it across the same."""
    down, across = column(table.down), column(table.across)

    def alone(question: str, option: str) -> str:
        return tick(option) if tree.questions[question].is_checklist else option

    rows: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
    for row in table.rows:
        for option in row.options:
            found: dict[str, list[str]] = {}
            for name, target in zip(table.columns, row.go, strict=True):
                found.setdefault(target, []).append(name)
            key = tuple((target, tuple(names)) for target, names in found.items())
            rows.setdefault(key, []).append(option)
    branches = []
    for cells, options in rows.items():
        is_row = is_one_of(down, [alone(table.down, each) for each in options])
        for target, names in cells:
            is_cell = is_one_of(across, [alone(table.across, each) for each in names])
            if target != table.otherwise:
                branches.append(Branch(both(is_row, is_cell), target))
    return [*branches, Branch(None, table.otherwise)]
