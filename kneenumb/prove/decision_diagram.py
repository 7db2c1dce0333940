"""Futures: what will come of a walk, as a function of the answers still to be given.

A future is a diagram: it branches on a question, for each kind of answer into another
future, down to an end. Futures that are equal are the same number, and a question that
changes nothing is left out, so that two futures can be compared however many answers there
are. (Ordered decision diagrams: Bryant 1986, here with a branch for each kind of answer.)
"""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from kneenumb.prove import budget as limit
from kneenumb.prove.answer_class import RANKS, AnswerClass, Rank
from kneenumb.prove.budget import TooLarge
from kneenumb.prove.machine import Machine

Choices = dict[str, AnswerClass]
"""The answers that make a difference between futures."""

_Chosen = tuple["_Chosen", int, int] | None
"""A question and a kind of answer by number, after those chosen before."""


_ByFloor = tuple[int, ...]
"""A future for each floor that somebody may come with, mildest first."""

Terminal = Hashable
"""What is told of an end. Ends that are equal are the same future."""


Relation = Callable[..., bool]
"""Something that can be so between the ends of two futures or more."""


class _Branch(NamedTuple):
    """Where a future depends on an answer."""

    at: int
    """The position of the question in the order of the machine."""
    onward: tuple[int, ...]
    """The future after each kind of answer."""
    unasked: int | None = None
    """Who is not asked has this future, unless the answer is in the file all the same."""


class DecisionDiagram:
    """The futures of all walks through a tree."""

    def __init__(
        self, machine: Machine, *, end: Callable[[Rank, str], Terminal], whole_file: bool
    ) -> None:
        """Work out the future from every spot.

        Args:
            end: What is told of an end, from its final urgency and its outcome.
            whole_file: Whether two people who are compared bring the same file
                of answers, with all that either of them is asked. The red flags
                in it count for both.
        """
        self._machine = machine
        self._end = end
        self._whole_file = whole_file
        self._position = {name: at for at, name in enumerate(machine.order)}
        self._known: list[_Branch | Terminal] = []
        self._numbers: dict[_Branch | Terminal, int] = {}
        self._never: dict[Relation, set[tuple[int, ...]]] = {}
        self._after: dict[tuple[int, Rank], list[int]] = {}
        self._ahead: dict[tuple[int | str, int], _ByFloor] = {}
        for question in reversed(machine.order):
            for spot in machine.at[question]:
                self._ahead[spot, self._position[question]] = tuple(
                    self._branch(question, self.after(spot, floor)) for floor in RANKS
                )

    def after(self, spot: int, floor: Rank) -> list[int]:
        """The future after each kind of answer at a spot, for who comes there with a floor."""
        if (spot, floor) not in self._after:
            self._after[spot, floor] = self._work_out(spot, floor)
        return self._after[spot, floor]

    def _work_out(self, spot: int, floor: Rank) -> list[int]:
        machine = self._machine
        question = machine.states[spot].question
        position = self._position[question] + 1
        return [
            self._from(step.target, position)[max(floor, kind.floor)]
            for kind, step in zip(machine.classes[question], machine.transitions[spot], strict=True)
        ]

    def find(self, relation: Relation, *futures: int) -> Choices | None:
        """Answers for which a relation holds between the ends of some futures.

        Args:
            relation: What to look for. Never so if all the ends are the same.

        Returns:
            ``None`` if there are no such answers. To a question that is not
            among the choices any answer will do, the same for all futures.
        """
        never = self._never.setdefault(relation, set())
        seen = {futures}
        todo: list[tuple[tuple[int, ...], _Chosen]] = [(futures, None)]
        while todo:
            together, chosen = todo.pop()
            if together in never or len(set(together)) == 1:
                continue
            nodes = [self._known[future] for future in together]
            branches = [node for node in nodes if isinstance(node, _Branch)]
            if not branches:
                if relation(*nodes):
                    return self._choices(chosen)
                continue
            first = min(branch.at for branch in branches)
            # A question that none of these people is asked is not in their file.
            is_asked = any(each.at == first and each.unasked is None for each in branches)
            ways = range(len(self._machine.classes[self._machine.order[first]]))
            for way in reversed(ways) if is_asked else (None,):
                onward = tuple(self._onward(future, first, way) for future in together)
                if onward not in seen:
                    seen.add(onward)
                    todo.append((onward, chosen if way is None else (chosen, first, way)))
            if len(seen) > limit.MOST:
                raise TooLarge("futures to compare")
        never |= seen
        return None

    def _onward(self, future: int, at: int, way: int | None) -> int:
        """A future after a kind of answer to the question ``at``, or without one."""
        node = self._known[future]
        if not isinstance(node, _Branch) or node.at != at:
            return future
        if way is None:
            return future if node.unasked is None else node.unasked
        return node.onward[way]

    def _choices(self, chosen: _Chosen) -> Choices:
        choices: Choices = {}
        while chosen:
            chosen, first, at = chosen
            question = self._machine.order[first]
            choices[question] = self._machine.classes[question][at]
        return choices

    def _from(self, to: int | str, position: int) -> _ByFloor:
        """The future of who goes on to a spot or an outcome, from a question in between on."""
        order = self._machine.order
        if isinstance(to, int):
            there = self._position[self._machine.states[to].question]
        else:
            there = len(order)
            if (to, there) not in self._ahead:
                base = self._machine.base[to]
                self._ahead[to, there] = tuple(
                    self._number(self._end(max(floor, base), to)) for floor in RANKS
                )
        if not self._whole_file:
            return self._ahead[to, there]
        while (to, position) not in self._ahead:
            there -= 1
            if (to, there) not in self._ahead:
                self._ahead[to, there] = self._passing(order[there], self._ahead[to, there + 1])
        return self._ahead[to, position]

    def _passing(self, question: str, beyond: _ByFloor) -> _ByFloor:
        """The future of who is not asked a question, but has answered it in the file."""
        kinds = self._machine.classes[question]
        return tuple(
            self._branch(
                question,
                [beyond[max(floor, kind.floor)] for kind in kinds],
                unasked=beyond[floor],
            )
            for floor in RANKS
        )

    def _branch(self, question: str, onward: list[int], unasked: int | None = None) -> int:
        # A question that changes nothing is left out. But where each of its
        # answers raises something, who is not asked lacks what all others have.
        kinds = self._machine.classes[question]
        told = unasked is None and self._whole_file and all(kind.floor for kind in kinds)
        if len({*onward, onward[0] if unasked is None else unasked}) == 1 and not told:
            return onward[0]
        return self._number(_Branch(self._position[question], tuple(onward), unasked))

    def _number(self, node: _Branch | Terminal) -> int:
        if node not in self._numbers:
            self._numbers[node] = len(self._known)
            self._known.append(node)
        return self._numbers[node]
