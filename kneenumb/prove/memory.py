"""What a walk has to keep in mind of its answers, and nothing more.

An answer matters later only through the gates still ahead. So what is kept is
not the answers but, of each gate ahead, the lines that can still decide, each
with the conditions that are still open: a line that cannot match any more is
dropped, and so is all that stands below a line that is sure to match. Two walks
at the same question with the same memory have the same future.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kneenumb.model.edges import deepest_first, targets
from kneenumb.model.gate import Gate, Table
from kneenumb.model.tree import Tree
from kneenumb.prove.answer_class import AnswerCondition, RoutingLine, lines_of
from kneenumb.prove.limits import Budget, Limits

OpenLines = tuple[tuple[int, tuple[tuple[str, int], ...]], ...]
"""Lines of a gate by number, each with its open conditions: a question and the number of one of
the conditions on it. The last line has none left, so it decides if no other does."""

Memory = tuple[tuple[str, int], ...]
"""For every gate ahead the number of its open lines, in the order of :class:`StateReducer`."""


class Passed(NamedTuple):
    """A gate or table that was gone through, and the line of it that decided."""

    gate: str
    line: int


class StateReducer:
    """Keeps memories: tells them answers, and forgets what cannot matter any more."""

    def __init__(self, tree: Tree, limits: Limits) -> None:
        self.tree = tree
        deepest = deepest_first(tree)
        self.order = [name for name in reversed(deepest) if name in tree.questions]
        """Every question, after all that can be asked before it."""
        self.lines: dict[str, tuple[RoutingLine, ...]] = {
            name: lines_of(node)
            for name in reversed(deepest)
            if isinstance(node := tree.nodes[name], Gate | Table)
        }
        self.conditions: dict[str, list[AnswerCondition]] = {name: [] for name in tree.questions}
        """What gates and tables look for in the answer to each question."""
        self._room = Budget("lines of gates left open", limits)
        self._opens: list[OpenLines] = []
        self._numbers: dict[OpenLines, int] = {}
        self._told: dict[tuple[int, str, int], int] = {}
        self._closed: dict[tuple[int, str], int] = {}
        self._kept: dict[tuple[str, Memory], Memory] = {}
        self._onward = {name: targets(tree, name) for name in tree.questions}
        self._askable = self._askable_from(deepest)
        self.first: Memory = tuple(
            (name, self._number(self._open(lines))) for name, lines in self.lines.items()
        )

    def observe(self, memory: Memory, question: str, sees: int) -> Memory:
        """The memory after an answer that meets the conditions ``sees`` on ``question``."""
        return tuple((gate, self._observe(number, question, sees)) for gate, number in memory)

    def follow(self, node: str, memory: Memory) -> tuple[str, tuple[Passed, ...]]:
        """Go on through gates and tables to a question or an outcome."""
        passed: list[Passed] = []
        decided: dict[str, int] = {}
        while node in self.lines:
            decided = decided or dict(memory)
            # All conditions left are on questions that were not asked, and so not met.
            line = self._opens[decided[node]][-1][0]
            passed.append(Passed(node, line))
            node = self.lines[node][line].target
        return node, tuple(passed)

    def prune(self, question: str, memory: Memory) -> Memory:
        """What of a memory can still matter at ``question``."""
        closed = tuple((gate, self._close(number, question)) for gate, number in memory)
        key = (question, closed)
        if key not in self._kept:
            ahead = self._ahead(question, dict(closed))
            self._kept[key] = tuple(each for each in closed if each[0] in ahead)
        return self._kept[key]

    def askable(self, question: str, at: str) -> bool:
        """Whether ``question`` may still be asked by whoever stands at the question ``at``."""
        return bool(self._askable[at] & self._bits[question])

    def _ahead(self, question: str, memory: dict[str, int]) -> set[str]:
        """The nodes that can still be come to."""
        seen: set[str] = set()
        todo = list(self._onward[question])
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            if node in self.lines:
                lines = self.lines[node]
                todo += (lines[at].target for at, _ in self._opens[memory[node]])
            else:
                todo += self._onward.get(node, ())
        return seen

    def _askable_from(self, deepest: list[str]) -> dict[str, int]:
        """The questions that can be asked from each question on, itself too, a bit for each."""
        self._bits = {name: 1 << at for at, name in enumerate(self.tree.questions)}
        found: dict[str, int] = {}
        for name in deepest:
            found[name] = self._bits.get(name, 0)
            for target in targets(self.tree, name):
                found[name] |= found[target]
        return found

    def _open(self, lines: Iterable[RoutingLine]) -> OpenLines:
        return tuple(
            (at, tuple(self._condition(need) for need in line.needs))
            for at, line in enumerate(lines)
        )

    def _condition(self, need: AnswerCondition) -> tuple[str, int]:
        known = self.conditions[need.question]
        if need not in known:
            known.append(need)
        return need.question, known.index(need)

    def _number(self, opened: OpenLines) -> int:
        if opened not in self._numbers:
            self._room.take(len(opened))
            self._numbers[opened] = len(self._opens)
            self._opens.append(opened)
        return self._numbers[opened]

    def _observe(self, number: int, question: str, sees: int) -> int:
        key = (number, question, sees)
        if key not in self._told:
            kept: list[tuple[int, tuple[tuple[str, int], ...]]] = []
            for line, needs in self._opens[number]:
                if all(name != question or sees >> bit & 1 for name, bit in needs):
                    left = tuple(need for need in needs if need[0] != question)
                    kept.append((line, left))
                    if not left:
                        break
            self._told[key] = self._number(tuple(kept))
        return self._told[key]

    def _close(self, number: int, question: str) -> int:
        """Drop the lines with a condition on what is not asked any more."""
        key = (number, question)
        if key not in self._closed:
            askable = self._askable[question]
            kept = tuple(
                line
                for line in self._opens[number]
                if all(askable & self._bits[name] for name, _ in line[1])
            )
            self._closed[key] = self._number(kept)
        return self._closed[key]
