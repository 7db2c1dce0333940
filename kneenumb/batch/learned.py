"""What was learned of the cells of a table: what each answers, and where it leads.

Nothing in here knows anything by itself. What is looked up was found before by the reader of the
table; what was not, is not there.
"""

from collections.abc import Iterable
from typing import NamedTuple

from kneenumb.cases.cells import Cell
from kneenumb.cases.column_binding import Cells, Placing
from kneenumb.model.case import Answers
from kneenumb.prove.machine import Machine
from kneenumb.walk.result import Raised

MOST_KEPT = 100_000
"""Different cells that are kept. What comes after is not learned."""
LONG_CELL = 100
"""Characters for which a cell counts as one more. Blanks around an answer can be many."""

Bits = int
"""The options of a row that raise a red flag: a bit for each."""

End = int
"""Where a row ends, as a number below zero."""


class Stop(NamedTuple):
    """Where a row ends."""

    name: str
    """An outcome, or a question without an answer."""
    is_unticked: bool = False
    """Whether that question was answered by ticking nothing."""


class Learned:
    """Looks up the end of a walk, and the red flags on the way, by the cells of a row."""

    def __init__(self, machine: Machine, placing: Placing) -> None:
        """Know nothing but where the cells are."""
        self._machine = machine
        tree = machine.tree
        self._flagged = [
            Raised(each.flag, tree.red_flags[each.flag], name, option)
            for name, question in tree.questions.items()
            for option, each in question.options.items()
            if each.flag
        ]
        self._bit = {(each.question, each.option): 1 << at for at, each in enumerate(self._flagged)}
        self._cells = [(name, placing.at[name]) for name in placing.fields]
        # Of each question that has a cell: what the cell raises, and what it answers.
        self._raises: dict[str, dict[Cell, Bits]] = {name: {} for name, _ in self._cells}
        self._answers: dict[str, dict[Cell, tuple[str, ...] | None]]
        self._answers = {name: {} for name, _ in self._cells}
        self._raising = [(at, self._raises[name]) for name, at in self._cells]
        # From each spot of the machine: which cell is looked at, and where it leads.
        self._at = [placing.at[spot.question] for spot in machine.states]
        self._onward: list[dict[Cell, int | End]] = [{} for _ in machine.states]
        self._ends: list[Stop] = []
        self._left = MOST_KEPT

    def find(self, cells: Cells) -> tuple[End, Bits]:
        """Where a row ends, and what it raises.

        Raises:
            KeyError, TypeError: if there is a new cell in it.
        """
        raised = 0
        for at, raises in self._raising:
            raised |= raises[cells[at]]
        spot, look_at, onward = self._machine.start, self._at, self._onward
        while spot >= 0:
            spot = onward[spot][cells[look_at[spot]]]
        return spot, raised

    def stop(self, end: End) -> Stop:
        """Where a row ends."""
        return self._ends[~end]

    def raised(self, bits: Bits) -> tuple[Raised, ...]:
        """The red flags of a row, in the order of the tree."""
        return tuple(each for at, each in enumerate(self._flagged) if bits >> at & 1)

    def answers(self, cells: Cells) -> Answers:
        """What the cells of a row answer, in the order of the tree. None of them may be new."""
        found = ((name, self._answers[name][cells[at]]) for name, at in self._cells)
        return {name: options for name, options in found if options is not None}

    def asked(self, cells: Cells) -> list[str]:
        """The questions that a row is asked and answers, in order. None of its cells may be new."""
        found: list[str] = []
        spot = self._machine.start
        while spot >= 0:
            found.append(self._machine.states[spot].question)
            spot = self._onward[spot][cells[self._at[spot]]]
        ends_without_an_answer = self.stop(spot).name == found[-1]
        return found[:-1] if ends_without_an_answer else found

    def learn(self, cells: Cells, answers: Answers, unticked: Iterable[str]) -> None:
        """Keep what is known of a row without a fault in it.

        Args:
            answers: What its cells answer.
            unticked: The questions of which every line is answered, and none is ticked.
        """
        if self._left <= 0:
            return
        for name, at in self._cells:
            options = answers.get(name)
            bits = sum(self._bit.get((name, option), 0) for option in options or ())
            if cells[at] not in self._raises[name]:
                self._left -= 1 + len(str(cells[at])) // LONG_CELL
            self._raises[name][cells[at]] = bits
            self._answers[name][cells[at]] = options
        machine, spot = self._machine, self._machine.start
        while spot >= 0:
            question = machine.states[spot].question
            if question in answers:
                to = machine.transitions[spot][
                    machine.class_of(question, *answers[question])
                ].target
                onward = to if isinstance(to, int) else self._number(Stop(to))
            else:
                onward = self._number(Stop(question, question in unticked))
            self._onward[spot][cells[self._at[spot]]] = onward
            spot = onward

    def _number(self, end: Stop) -> End:
        if end not in self._ends:
            self._ends.append(end)
        return ~self._ends.index(end)
