"""Decision diagrams: what will come of a walk, as a function of the answers still to be given.

A node branches on a question, for each class of answers into another node, down to a terminal.
Nodes that are equal are the same number, and a question that changes nothing is left out, so
that two nodes can be compared however many answers there are. (Ordered decision diagrams:
Bryant 1986, here with a branch for each class of answers.)
"""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from kneenumb.prove.answer_class import RANKS, AnswerClass, Rank
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine

Choices = dict[str, AnswerClass]
"""The answers that make a difference between nodes."""

_Chosen = tuple["_Chosen", int, int] | None
"""A question and a class of answers by number, after those chosen before."""


_ByFloor = tuple[int, ...]
"""A node for each floor that somebody may come with, mildest first."""

Terminal = Hashable
"""What is told of an end. Ends that are equal are the same node."""


Relation = Callable[..., bool]
"""Something that can be so between the ends below two nodes or more."""


class _Branch(NamedTuple):
    """A node that depends on an answer."""

    at: int
    """The position of the question in the order of the machine."""
    onward: tuple[int, ...]
    """The node after each class of answers."""
    unasked: int | None = None
    """Who is not asked goes on to this node, unless the answer is in the file all the same."""


class DecisionDiagram:
    """The nodes of all walks through a tree."""

    def __init__(
        self, machine: Machine, *, terminal: Callable[[Rank, str], Terminal], whole_file: bool
    ) -> None:
        """Work out the node of every state.

        Args:
            terminal: What is told of an end, from its final urgency and its outcome.
            whole_file: Whether two people who are compared bring the same file
                of answers, with all that either of them is asked. The red flags
                in it count for both.
        """
        self._machine = machine
        self._terminal = terminal
        self._whole_file = whole_file
        self._position = {name: at for at, name in enumerate(machine.order)}
        self._known: list[_Branch | Terminal] = []
        self._numbers: dict[_Branch | Terminal, int] = {}
        self._never: dict[Relation, set[tuple[int, ...]]] = {}
        self._after: dict[tuple[int, Rank], list[int]] = {}
        self._ahead: dict[tuple[int | str, int], _ByFloor] = {}
        for question in reversed(machine.order):
            for state in machine.at[question]:
                self._ahead[state, self._position[question]] = tuple(
                    self._branch(question, self.after(state, floor)) for floor in RANKS
                )

    def after(self, state: int, floor: Rank) -> list[int]:
        """The node after each class of answers at a state, for who comes there with a floor."""
        if (state, floor) not in self._after:
            self._after[state, floor] = self._work_out(state, floor)
        return self._after[state, floor]

    def _work_out(self, state: int, floor: Rank) -> list[int]:
        position = self._position[self._machine.states[state].question] + 1
        return [
            self._from(to, position)[max(floor, answer.floor)]
            for answer, (to, _) in self._machine.choices(state)
        ]

    def find(self, relation: Relation, *nodes: int) -> Choices | None:
        """Answers for which a relation holds between the ends below some nodes.

        Args:
            relation: What to look for. Never so if all the ends are the same.

        Returns:
            ``None`` if there are no such answers. To a question that is not
            among the choices any answer will do, the same for all nodes.
        """
        never = self._never.setdefault(relation, set())
        seen = {nodes}
        todo: list[tuple[tuple[int, ...], _Chosen]] = [(nodes, None)]
        while todo:
            together, chosen = todo.pop()
            if together in never or len(set(together)) == 1:
                continue
            known = [self._known[node] for node in together]
            branches = [node for node in known if isinstance(node, _Branch)]
            if not branches:
                if relation(*known):
                    return self._choices(chosen)
                continue
            first = min(branch.at for branch in branches)
            # A question that none of these people is asked is not in their file.
            is_asked = any(each.at == first and each.unasked is None for each in branches)
            ways = range(len(self._machine.classes[self._machine.order[first]]))
            for way in reversed(ways) if is_asked else (None,):
                onward = tuple(self._onward(node, first, way) for node in together)
                if onward not in seen:
                    seen.add(onward)
                    todo.append((onward, chosen if way is None else (chosen, first, way)))
            if len(seen) > self._machine.limits.things:
                raise TooLarge("ways on to compare")
        never |= seen
        return None

    def _onward(self, node: int, at: int, way: int | None) -> int:
        """The node after a class of answers to the question ``at``, or without one."""
        branch = self._known[node]
        if not isinstance(branch, _Branch) or branch.at != at:
            return node
        if way is None:
            return node if branch.unasked is None else branch.unasked
        return branch.onward[way]

    def _choices(self, chosen: _Chosen) -> Choices:
        choices: Choices = {}
        while chosen:
            chosen, first, at = chosen
            question = self._machine.order[first]
            choices[question] = self._machine.classes[question][at]
        return choices

    def _from(self, to: int | str, position: int) -> _ByFloor:
        """The node of who goes on to a state or an outcome, from a question in between on."""
        order = self._machine.order
        if isinstance(to, int):
            there = self._position[self._machine.states[to].question]
        else:
            there = len(order)
            if (to, there) not in self._ahead:
                ends = (self._machine.end(to, floor) for floor in RANKS)
                self._ahead[to, there] = tuple(
                    self._number(self._terminal(rank, outcome)) for outcome, rank in ends
                )
        if not self._whole_file:
            return self._ahead[to, there]
        while (to, position) not in self._ahead:
            there -= 1
            if (to, there) not in self._ahead:
                self._ahead[to, there] = self._passing(order[there], self._ahead[to, there + 1])
        return self._ahead[to, position]

    def _passing(self, question: str, beyond: _ByFloor) -> _ByFloor:
        """The node of who is not asked a question, but has answered it in the file."""
        answers = self._machine.classes[question]
        return tuple(
            self._branch(
                question,
                [beyond[max(floor, answer.floor)] for answer in answers],
                unasked=beyond[floor],
            )
            for floor in RANKS
        )

    def _branch(self, question: str, onward: list[int], unasked: int | None = None) -> int:
        # A question that changes nothing is left out. But where each of its
        # answers raises something, who is not asked lacks what all others have.
        answers = self._machine.classes[question]
        told = unasked is None and self._whole_file and all(answer.floor for answer in answers)
        if len({*onward, onward[0] if unasked is None else unasked}) == 1 and not told:
            return onward[0]
        return self._number(_Branch(self._position[question], tuple(onward), unasked))

    def _number(self, node: _Branch | Terminal) -> int:
        if node not in self._numbers:
            self._numbers[node] = len(self._known)
            self._known.append(node)
        return self._numbers[node]
