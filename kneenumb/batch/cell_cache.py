"""What the cells of a table answer, raise and lead to, as far as they were seen before."""

from collections.abc import Iterable, Iterator
from operator import getitem
from typing import NamedTuple

from kneenumb.cases.column_binding import Cell, CellError, Cells, ColumnBinding, picker
from kneenumb.cases.columns import Column
from kneenumb.model.case import Answers, Given
from kneenumb.model.fault import Fault
from kneenumb.prove.machine import Machine
from kneenumb.walk.answer import accept, faults_of, readable
from kneenumb.walk.result import Raised

MOST_CELLS = 100_000
"""Different cells that are kept. What comes after is looked at closely each time."""
LONG_CELL = 100
"""Characters for which a cell counts as one more. Blanks around an answer can be many."""

UNKNOWN = -1
"""Where a cell leads that was not seen yet."""

Bits = int
"""The options of a row that raise a red flag: a bit for each."""

EndNumber = int
"""Where a row ends, as a number below that of ``UNKNOWN``."""


class RowEnd(NamedTuple):
    """Where a row ends."""

    name: str
    """An outcome, or a question without an answer."""
    is_unticked: bool = False
    """Whether that question was answered by ticking nothing."""


class _Numbers(dict[Cell, int]):
    """What cells raise, or where they lead."""

    def __init__(self, unknown: int) -> None:
        self._unknown = unknown

    def __missing__(self, cell: Cell) -> int:
        """What stands for a cell that was not seen yet."""
        return self._unknown


class CellReading(NamedTuple):
    """What one cell says by itself."""

    column: Column
    """Where its faults stand."""
    faults: tuple[Fault, ...]
    """Without their place."""
    is_of_cell: bool
    """Whether the cell means nothing by the map. Else it is the answer that is wrong."""
    options: tuple[str, ...]
    """What it answers, or what can be read of it."""
    bits: Bits
    """What that raises."""


class CellCache:
    """What the cells of a table answer, raise and lead to.

    Nothing in here knows anything by itself. What is looked up was found before by the reader of
    the table; what was not, is unknown.
    """

    def __init__(self, machine: Machine, binding: ColumnBinding) -> None:
        """Know nothing but where the cells are."""
        self._machine = machine
        self._binding = binding
        self._readings: dict[str, dict[Cell, CellReading]] = {name: {} for name in binding.fields}
        tree = machine.tree
        self._flagged = [
            Raised(each.flag, tree.red_flags[each.flag], name, option)
            for name, question in tree.questions.items()
            for option, each in question.options.items()
            if each.flag
        ]
        self._bit = {(each.question, each.option): 1 << at for at, each in enumerate(self._flagged)}
        self._cells = [(name, binding.at[name]) for name in binding.fields]
        # Of each question that has a cell: what the cell raises, and what it answers.
        none = -1 << len(self._flagged)  # Below nought, whatever all other cells raise.
        self._raises = {name: _Numbers(none) for name, _ in self._cells}
        self._answers: dict[str, dict[Cell, tuple[str, ...] | None]]
        self._answers = {name: {} for name, _ in self._cells}
        self._raised_by = [*self._raises.values()]
        self._pick = picker([at for _, at in self._cells])
        # From each state of the machine: which cell is looked at, and where it leads.
        self._at = [binding.at[state.question] for state in machine.states]
        self._onward = [_Numbers(UNKNOWN) for _ in machine.states]
        self._led_to = [*zip(self._at, self._onward, strict=True)]
        self._ends: list[RowEnd] = []
        self._raised: dict[Bits, tuple[Raised, ...]] = {}
        self._left = MOST_CELLS

    def find_faulty(self, cells: Cells) -> tuple[list[CellReading], Bits] | None:
        """What is wrong with the cells of a row, and what they raise all the same.

        Returns:
            ``None`` if only a closer look can tell.
        """
        wrong: list[CellReading] = []
        raised = 0
        for name, at in self._cells:
            cell = cells[at]
            bits = self._raises[name].get(cell)
            if bits is None:
                reading = self._readings[name].get(cell) or self._read(name, cell)
                if reading is None:
                    return None
                bits = reading.bits
                if reading.faults:
                    wrong.append(reading)
            raised |= bits
        return wrong, raised

    def readable_answers(self, cells: Cells) -> Answers:
        """What the cells of a row answer that has a fault, as far as it can be read."""
        found: dict[str, tuple[str, ...]] = {}
        for name, at in self._cells:
            cell = cells[at]
            if cell in self._answers[name]:
                options = self._answers[name][cell] or ()
            else:
                reading = self._read(name, cell)
                options = reading.options if reading else ()
            if options:
                found[name] = options
        return found

    def _read(self, name: str, cell: Cell) -> CellReading | None:
        """Read one cell by itself."""
        texts = cell if isinstance(cell, tuple) else ("" if cell is None else cell,)
        if not all(isinstance(each, str) and each.isprintable() for each in texts):
            return None
        tree, field = self._machine.tree, self._binding.fields[name]
        column, options = field.columns[0], None
        faults: tuple[Fault, ...] = ()
        is_of_cell = False
        try:
            if self._binding.empty is not None:
                options = field.read(cell)
            elif cell is not None:
                options = texts
        except CellError as error:
            faults, column, is_of_cell, options = (error.fault,), error.column, True, error.read
        given = Given(name, options or ())
        if options is not None and not is_of_cell and (options or not field.is_by_line):
            faults = faults_of(tree, given, self._binding.suggestions)
        kept = options or ()
        if faults:
            kept = readable(tree, given)
        elif options:
            kept = accept(tree, [given])[name]
        bits = sum(self._bit.get((name, option), 0) for option in kept)
        reading = CellReading(column, faults, is_of_cell, kept, bits)
        if self._left > 0:
            self._left -= 1 + len(str(cell)) // LONG_CELL
            self._readings[name][cell] = reading
        return reading

    def find(self, rows: Iterable[Cells]) -> Iterator[tuple[EndNumber, Bits] | None]:
        """Where each row ends, and what it raises; ``None`` if there is a new cell in it, or none
        at all. What is kept of a row is known of those behind it."""
        raised_by, pick, led_to = self._raised_by, self._pick, self._led_to
        for cells in rows:
            # Of two questions no bit is the same.
            raised = sum(map(getitem, raised_by, pick(cells))) if cells else UNKNOWN
            state = self._machine.start if raised >= 0 else UNKNOWN
            while state >= 0:
                at, onward = led_to[state]
                state = onward[cells[at]]
            yield None if state == UNKNOWN else (state, raised)

    def end(self, number: EndNumber) -> RowEnd:
        """Where a row ends."""
        return self._ends[UNKNOWN - 1 - number]

    def raised(self, bits: Bits) -> tuple[Raised, ...]:
        """The red flags of a row, in the order of the tree."""
        found = self._raised.get(bits)
        if found is None:
            flagged, left = [], bits
            while left:
                lowest = left & -left
                flagged.append(self._flagged[lowest.bit_length() - 1])
                left -= lowest
            found = tuple(flagged)
            if len(self._raised) < MOST_CELLS:
                self._raised[bits] = found
        return found

    def answers(self, cells: Cells) -> Answers:
        """What the cells of a row answer, in the order of the tree. None of them may be new."""
        found = ((name, self._answers[name][cells[at]]) for name, at in self._cells)
        return {name: options for name, options in found if options is not None}

    def asked(self, cells: Cells) -> list[str]:
        """The questions that a row is asked and answers, in order. None of its cells may be new."""
        found: list[str] = []
        state = self._machine.start
        while state >= 0:
            found.append(self._machine.states[state].question)
            state = self._onward[state][cells[self._at[state]]]
        ends_without_an_answer = self.end(state).name == found[-1]
        return found[:-1] if ends_without_an_answer else found

    def keep(self, cells: Cells, answers: Answers, unticked: Iterable[str]) -> None:
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
        machine, state = self._machine, self._machine.start
        while state >= 0:
            question = machine.states[state].question
            if question in answers:
                chosen = machine.class_of(question, *answers[question])
                target = machine.transitions[state][chosen].target
                onward = target if isinstance(target, int) else self._number(RowEnd(target))
            else:
                onward = self._number(RowEnd(question, question in unticked))
            self._onward[state][cells[self._at[state]]] = onward
            state = onward

    def _number(self, end: RowEnd) -> EndNumber:
        if end not in self._ends:
            self._ends.append(end)
        return UNKNOWN - 1 - self._ends.index(end)
