"""The row evaluator: from a row to its verdict, a million times.

A row with anything new in it is looked at closely, and its cells are kept. The next row of which
every cell is known is only looked up.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kneenumb.batch.verdict import EvaluatedRow, Verdict
from kneenumb.cases.column_binding import Cell, CellError, Cells, ColumnBinding
from kneenumb.cases.columns import Column
from kneenumb.cases.record import (
    NOTHING_EXPECTED,
    Expectation,
    Record,
    Row,
    RowReader,
    is_sound_id,
    unnamed,
)
from kneenumb.model.case import EXPECTATIONS, Answers, Given
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.prove.answer_range import range_of
from kneenumb.prove.machine import Machine
from kneenumb.walk.answer import accept, by_gravity, faults_of, missing, readable
from kneenumb.walk.result import Raised, alarms, raised_by, settled
from kneenumb.walk.walk import replay

MOST_VERDICTS = 20_000
"""Different verdicts that are kept, and different expectations."""
MOST_CELLS = 100_000
"""Different cells that are kept. What comes after is looked at closely each time."""
LONG_CELL = 100
"""Characters for which a cell counts as one more. Blanks around an answer can be many."""

UNKNOWN = -1
"""What stands for a cell that was not seen yet: it raises every bit, and leads nowhere."""

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


class RowEvaluator:
    """Evaluates the rows of one reader by one tree."""

    def __init__(
        self,
        tree: Tree,
        reader: RowReader,
        machine: Machine | None,
        *,
        ranges: bool = False,
        with_answers: bool = False,
    ) -> None:
        """Start without having seen a row.

        Args:
            machine: The machine of the tree. Without it no cell is kept, and no row has a range.
            ranges: Whether a row with missing answers has a range, and is not refused.
            with_answers: Whether the answers of each row are wanted.
        """
        self._tree = tree
        self._reader = reader
        self._origin = reader.origin
        self._machine = machine
        self._ranges = ranges
        self._with_answers = with_answers
        binding = reader.binding
        self._cache = CellCache(machine, binding) if machine else None
        self._suggestions = binding.suggestions
        self._verdicts: dict[tuple[EndNumber, Bits], Verdict] = {}
        self._empty = binding.empty
        self._id = binding.words.get("id")
        self._named_tree = binding.words.get("tree")
        self._trees = (binding.empty, tree.id)
        self._expected = [binding.words[name] for name in EXPECTATIONS if name in binding.words]
        self._expectations: dict[tuple[Cell, ...], Expectation] = {}

    def evaluate(self, row: Row) -> EvaluatedRow:
        """A row, and what becomes of it."""
        cells = row.cells
        known = self._looked_up(self._cache, row) if self._cache and cells else None
        return self._looked_at(row) if known is None else known

    def repeated(self, verdict: Verdict, id: str) -> Verdict:
        """The verdict on a row of which the id is that of a row before it."""
        cause = f"The id '{id}' is that of a row before it, and no two people share one."
        remedy = "Give each an id of its own, or say with --repeated-ids that rows are visits."
        fault = Fault(cause, remedy, kind=RowFault.REPEATED_ID)
        said = () if verdict.faults else alarms(self._tree, verdict.raised)
        return _refused(verdict.raised, (*verdict.faults, *said, fault))

    def _looked_up(self, cache: "CellCache", row: Row) -> EvaluatedRow | None:
        """A row of which every cell is known; ``None`` if it takes a closer look."""
        cells, line, _, _ = row
        id = ""
        if self._id is not None and (cell := cells[self._id]) != self._empty:
            id = cell.strip() if cell.__class__ is str else ""
            if not id or not is_sound_id(cell):
                return None
        if self._named_tree is not None and cells[self._named_tree] not in self._trees:
            return None
        expected: Expectation | None = NOTHING_EXPECTED
        if self._expected:
            expected = self._expectations.get(tuple([cells[at] for at in self._expected]))
        found = cache.find(cells)
        if expected is None:
            return None
        if found is None:
            return self._refused_at_once(cache, row, id, expected)
        verdict = self._verdicts.get(found)
        if verdict is None:
            end, raised = cache.end(found[0]), cache.raised(found[1])
            verdict = self._verdict(end, raised, cache.answers(cells))
            if verdict.range is None and len(self._verdicts) < MOST_VERDICTS:
                self._verdicts[found] = verdict
        answers: Answers = {}
        asked: Sequence[str] = ()
        if self._with_answers:
            answers, asked = cache.answers(cells), cache.asked(cells)
        place = Place(self._origin, line, 1) if verdict.faults else None
        found_row = (id or unnamed(line), place, verdict, expected, answers, asked)
        return tuple.__new__(EvaluatedRow, found_row)  # As it is made, but a million times.

    def _refused_at_once(
        self, cache: "CellCache", row: Row, id: str, expected: Expectation
    ) -> EvaluatedRow | None:
        """A row with nothing wrong but answers; ``None`` if there is no such answer in it."""
        found = cache.find_faulty(row.cells)
        if found is None:
            return None
        wrong, bits = found
        faults: list[Fault] = []
        for of_cells in (True, False):  # As a closer look has them.
            for each in wrong:
                if each.faults and each.is_of_cell is of_cells:
                    place = self._reader.place(row, each.column)
                    if place is None:
                        return None
                    faults += [
                        Fault(cause, to_do, place, kind) for cause, to_do, _, kind in each.faults
                    ]
        raised = cache.raised(bits)
        verdict = _refused(raised, (*alarms(self._tree, raised), *faults))
        answers: Answers = {}
        if self._with_answers:
            answers = cache.readable_answers(row.cells)
        place = Place(self._origin, row.line, 1)
        return EvaluatedRow(id or unnamed(row.line), place, verdict, expected, answers, ())

    def _looked_at(self, row: Row) -> EvaluatedRow:
        """A row in which there may be anything."""
        record = row.record()
        answers, faults = _accepted(self._tree, record, self._suggestions)
        raised = raised_by(self._tree, answers)
        if faults:
            verdict = _refused(raised, (*alarms(self._tree, raised), *faults))
            return EvaluatedRow(record.id, record.place, verdict, record.expected, answers, ())
        cells = row.cells
        unticked = [each.question for each in record.unticked]
        if self._cache and cells:
            self._cache.keep(cells, answers, unticked)
            key = tuple([cells[at] for at in self._expected])
            is_short = len(str(key)) <= LONG_CELL * (1 + len(key))
            if is_short and len(self._expectations) < MOST_VERDICTS:
                self._expectations[key] = record.expected
        walk = replay(self._tree, answers)
        verdict = self._verdict(RowEnd(walk.at, walk.at in unticked), raised, answers)
        asked = tuple(walk.answers)
        return EvaluatedRow(record.id, record.place, verdict, record.expected, answers, asked)

    def _verdict(self, end: RowEnd, raised: tuple[Raised, ...], answers: Answers) -> Verdict:
        """What becomes of answers that end at an outcome, or at a question without an answer."""
        tree, name = self._tree, end.name
        if name in tree.outcomes:
            outcome, urgency = settled(tree, name, raised)
            return Verdict(raised, outcome, urgency, tree.outcomes[outcome].urgency)
        if end.is_unticked:
            return _refused(
                raised,
                (*alarms(tree, raised), *faults_of(tree, Given(name, ()), self._suggestions)),
            )
        if self._machine and self._ranges:
            return Verdict(raised, range=range_of(self._machine, answers))
        return _refused(raised, (*alarms(tree, raised), missing(tree, name, among_many=True)))


def _accepted(
    tree: Tree, record: Record, suggestions: Suggestions
) -> tuple[Answers, tuple[Fault, ...]]:
    """The answers of a record that can be used, and everything that is wrong with it.

    Where anything is, also what can be read of the other answers is among them: there is no
    result to be wrong then, only red flags.
    """
    try:
        answers, faults = accept(tree, record.given, suggestions), record.faults
        if not record.read:
            return answers, faults
    except AnswerError as error:
        faults = (*record.faults, *error.faults)
    found: dict[str, set[str]] = {}
    for given in (*record.given, *record.read):
        is_faulty = faults_of(tree, given, suggestions)
        options = readable(tree, given) if is_faulty else given.options
        if options:
            found.setdefault(given.question, set()).update(options)
    answers = {}
    for name, question in tree.questions.items():
        if name in found:
            several = [option for option in question.options if option in found[name]]
            one = by_gravity(tree, question, several)[:1]
            answers[name] = tuple(several if question.is_checklist else one)
    return answers, faults


def _refused(raised: tuple[Raised, ...], faults: tuple[Fault, ...]) -> Verdict:
    """The verdict on a row without a result. Its red flags are told all the same."""
    kind = next((fault.kind for fault in faults if fault.kind), "")
    return Verdict(raised, faults=faults, kind=kind)


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
        self._raises: dict[str, dict[Cell, Bits]] = {name: {} for name, _ in self._cells}
        self._answers: dict[str, dict[Cell, tuple[str, ...] | None]]
        self._answers = {name: {} for name, _ in self._cells}
        self._raised_by = [(at, self._raises[name].get) for name, at in self._cells]
        # From each state of the machine: which cell is looked at, and where it leads.
        self._at = [binding.at[state.question] for state in machine.states]
        self._onward: list[dict[Cell, int | EndNumber]] = [{} for _ in machine.states]
        self._led_to = [(self._at[state], each.get) for state, each in enumerate(self._onward)]
        self._ends: list[RowEnd] = []
        self._raised: dict[Bits, tuple[Raised, ...]] = {}
        self._left = MOST_CELLS

    def find_faulty(self, cells: Cells) -> tuple[list[CellReading], Bits] | None:
        """What is wrong with the cells of a row, and what they raise all the same.

        Returns:
            ``None`` if nothing is, or only a closer look can tell.
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
        return (wrong, raised) if wrong else None

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

    def find(self, cells: Cells) -> tuple[EndNumber, Bits] | None:
        """Where a row ends, and what it raises; ``None`` if there is a new cell in it."""
        raised = 0
        for at, bits_of in self._raised_by:
            raised |= bits_of(cells[at], UNKNOWN)
        if raised < 0:
            return None
        state, led_to = self._machine.start, self._led_to
        while state >= 0:
            at, to = led_to[state]
            state = to(cells[at], UNKNOWN)
        return None if state == UNKNOWN else (state, raised)

    def end(self, number: EndNumber) -> RowEnd:
        """Where a row ends."""
        return self._ends[UNKNOWN - 1 - number]

    def raised(self, bits: Bits) -> tuple[Raised, ...]:
        """The red flags of a row, in the order of the tree."""
        found = self._raised.get(bits)
        if found is None:
            found = tuple(each for at, each in enumerate(self._flagged) if bits >> at & 1)
            if len(self._raised) < MOST_VERDICTS:
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
