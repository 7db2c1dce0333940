"""The stages that walk: from answers to the end of the walk, in the order that the tree asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlglot import exp

from kneenumb.model.case import AnswerFault
from kneenumb.model.edges import deepest_first, targets
from kneenumb.model.fault import Fault, TreeError
from kneenumb.model.gate import Gate, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import AT, UNTICKED, tick
from kneenumb.sql.expression import (
    Arm,
    Expression,
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
from kneenumb.sql.layout import AnswerLayout, Checklists
from kneenumb.sql.stage import Item, Stage, free

AFTER = " after "
"""Between the outcome and the last question before it."""
_MANY = 4
"""Options that are so many that it pays to look first whether the answer is the clean one."""
_DEEPEST = 12
"""Cases inside each other. What lies deeper is a stage of its own."""


class Exits(NamedTuple):
    """What the stages find that walk."""

    stages: tuple[Stage, ...]
    end: Expression
    """The outcome; or ``missing at question`` where an answer is missing. Where the questions
    asked are wanted, ``after question`` follows, unless none was answered."""
    asked: tuple[dict[str, tuple[str, ...]], ...]
    """Every last question there can be, and the questions asked with it, in order. Where a part
    of the tree is walked by itself, its questions stand apart: they come after those before."""


def ends(tree: Tree, table: AnswerLayout, kept: Sequence[str], *, with_asked: bool) -> Exits:
    """The stages that walk through a tree.

    What several answers lead to is walked first, by itself, so that it stands there only once.

    Args:
        with_asked: Whether the questions asked are wanted.
    """
    writer = _Writer(tree, table, {*tree.questions, *kept}, with_asked=with_asked)
    return writer.written()


class Stand(NamedTuple):
    """Where walks stand, with the same questions behind them as far as a gate will look back."""

    node: str
    asked: frozenset[str]
    """A gate sees no answer to a question that was not asked, even if the table holds one."""


class Split(NamedTuple):
    """Some answers, and where they lead."""

    condition: Expression | None
    """Missing: all that no branch before it fits."""
    target: Stand
    says: str = ""


_MOST_STATES = 20_000


class _Writer:
    def __init__(
        self, tree: Tree, table: AnswerLayout, taken: set[str], *, with_asked: bool
    ) -> None:
        self.tree = tree
        self.with_asked = with_asked
        self.table = table
        self.looked_back = _looked_back(tree)
        self.start = Stand(tree.start, frozenset())
        self.branches = self._all_branches()
        deep = {name: at for at, name in enumerate(deepest_first(tree))}
        order = sorted(self.branches, key=lambda state: deep[state.node])
        shared = self._shared(order)
        self.names: dict[Stand, str] = {}
        """The states that stand by themselves, the deepest first, and the column of each."""
        for state in order:
            if state in shared and state != self.start:
                name = free(f"from_{state.node}"[:60], {*taken, *self.names.values()})
                self.names[state] = name
        self.end = free("walk", {*taken, *self.names.values()})
        self.asked: dict[str, tuple[str, ...]] = {}
        self.places: Counter[str] = Counter()

    def _all_branches(self) -> dict[Stand, tuple[Split, ...]]:
        """Every state that some walk comes to, but outcomes, and its branches."""
        found: dict[Stand, tuple[Split, ...]] = {}
        ahead = [self.start]
        while ahead:
            state = ahead.pop()
            if state in found or state.node in self.tree.outcomes:
                continue
            found[state] = tuple(self._branches(state))
            ahead += [branch.target for branch in found[state]]
            if len(found) > _MOST_STATES:
                cause = f"{self.tree.id} is too large to be written as SQL."
                raise TreeError(Fault(cause, "Use kneenumb batch, which has no limit."))
        return found

    def _branches(self, state: Stand) -> Iterator[Split]:
        asked = state.asked | ({state.node} & self.tree.questions.keys())
        for condition, target, says in _lines(self.tree, state.node, asked):
            yield Split(condition, Stand(target, asked & self.looked_back[target]), says)

    def _shared(self, order: Sequence[Stand]) -> set[Stand]:
        """The states that stand by themselves: several answers lead to them, or they lie deep.

        Args:
            order: All states, the deepest first.
        """
        ways = Counter(branch.target for each in self.branches.values() for branch in each)
        shared = {state for state in order if ways[state] > 1}
        depth: dict[Stand, int] = {self.start: 0}
        for state in reversed(order):
            if state in shared:
                depth[state] = 0
            *aside, onward = (branch.target for branch in self.branches[state])
            for target in aside:
                depth[target] = depth[state] + 1
                if depth[target] > _DEEPEST:
                    shared.add(target)
            depth.setdefault(onward, depth[state])
        return shared

    def written(self) -> Exits:
        stages: list[Stage] = []
        asked: list[dict[str, tuple[str, ...]]] = []
        for state in [*self.names, self.start]:
            self.asked = {}
            value = self._walk(state)
            is_whole = state == self.start
            says = (
                f"The walk: where it ends{', and after which question' * self.with_asked}."
                if is_whole
                else f"The walk from '{state.node}' on, as several answers lead there."
            )
            label = "walked" if is_whole else f"walk_{len(stages) + 1}"
            stages.append(Stage(label, says, [Item(self.names.get(state, self.end), value)]))
            asked.append(self.asked)
        return Exits(tuple(stages), column(self.end), tuple(asked))

    def _walk(self, state: Stand, asked: tuple[str, ...] = (), last: str = "") -> Expression:
        """The end of all walks from a state on.

        Args:
            asked: The questions asked before, in this stage.
            last: What the last of them is called here.
        """
        lines: list[Arm] = []
        while True:
            name = state.node
            says = self._says(name)
            if name in self.tree.questions:
                lines += self._unanswered(name, last)
                asked = (*asked, name)
                last = self._place(name)
                self.asked[last] = asked
            *some, rest = self.branches[state]
            for branch in some:
                assert branch.condition is not None
                value = self._onward(branch.target, asked, last)
                lines.append(Arm(branch.condition, value, branch.says or says))
                says = ""
            if rest.target not in self.branches or rest.target in self.names:
                return case(lines, self._onward(rest.target, asked, last))
            state = rest.target

    def _place(self, question: str) -> str:
        """What a question is called where it is asked: by its name, and at a second place, with
        others behind it than at the first, by a number too."""
        self.places[question] += 1
        again = self.places[question]
        return f"{question}#{again}" if again > 1 else question

    def _onward(self, target: Stand, asked: tuple[str, ...], last: str) -> Expression:
        after = self._after(last)
        if target in self.names:
            there = column(self.names[target])
            return joined([there, text(after)]) if after else there
        if target.node in self.tree.outcomes:
            return text(target.node + after)
        return self._walk(target, asked, last)

    def _after(self, last: str) -> str:
        return f"{AFTER}{last}" if last and self.with_asked else ""

    def _unanswered(self, name: str, last: str) -> Iterator[Arm]:
        after = self._after(last)
        answer = column(name)
        says = f"{name}: {self.tree.questions[name].ask}"
        yield Arm(is_missing(answer), text(f"{AnswerFault.MISSING}{AT}{name}{after}"), says)
        if self.table[name].form is Checklists.COLUMNS:
            empty = text(f"{AnswerFault.EMPTY}{AT}{name}{after}")
            yield Arm(is_one_of(answer, [UNTICKED]), empty)

    def _says(self, name: str) -> str:
        node = self.tree.nodes[name]
        return f"{name}: {node.about}" if isinstance(node, Gate | Table) else ""


_Line = tuple[Expression | None, str, str]
"""A condition, where it leads, and what is said of it."""


def _lines(tree: Tree, name: str, asked: frozenset[str]) -> list[_Line]:
    """Where the answers lead from a node, those first that decide before others."""
    node = tree.nodes[name]
    if isinstance(node, Question):
        return _of_question(tree, name, node)
    if isinstance(node, Table):
        is_open = {node.down, node.across} <= asked
        return _of_table(tree, node) if is_open else [(None, node.otherwise, "")]
    assert isinstance(node, Gate)
    return [
        (
            both(*(chosen(tree, *need) for need in line.when.items())) if line.when else None,
            line.target,
            f"{line.combination}: {line.because}" if line.combination else "",
        )
        for line in node.lines
        if asked.issuperset(line.when or ())
    ]


def _looked_back(tree: Tree) -> dict[str, frozenset[str]]:
    """For every node, the questions that gates and tables from it on look back at."""
    found: dict[str, frozenset[str]] = {}
    for name in deepest_first(tree):
        match tree.nodes[name]:
            case Gate(lines=lines):
                here = {question for line in lines for question in line.when or ()}
            case Table(down=down, across=across):
                here = {down, across}
            case _:
                here = set()
        found[name] = frozenset(here).union(*(found[each] for each in targets(tree, name)))
    return found


def chosen(tree: Tree, question: str, options: Sequence[str]) -> Expression:
    """Whether the answer to a question is, or for a checklist holds, one of some options."""
    answer, asked = column(question), tree.questions[question]
    found = is_one_of(answer, options)
    if asked.is_checklist:
        found = either(*(holds(answer, tick(option)) for option in dict.fromkeys(options)))
    elif len(options) < _MANY:
        return found
    if asked.clean is None or asked.clean in options:
        return found
    # Most people have nothing to tell, and then nothing else has to be looked for.
    clean = tick(asked.clean) if asked.is_checklist else asked.clean
    return both(exp.NEQ(this=answer, expression=text(clean)), found)


def _of_question(tree: Tree, name: str, question: Question) -> list[_Line]:
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
        (chosen(tree, name, options) if at < len(ordered) - 1 else None, target, "")
        for at, (target, options) in enumerate(ordered)
    ]


def _of_table(tree: Tree, table: Table) -> list[_Line]:
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
    lines: list[_Line] = []
    for cells, options in rows.items():
        is_row = is_one_of(down, [alone(table.down, each) for each in options])
        for target, names in cells:
            is_cell = is_one_of(across, [alone(table.across, each) for each in names])
            if target != table.otherwise:
                lines.append((both(is_row, is_cell), target, ""))
    return [*lines, (None, table.otherwise, "")]
