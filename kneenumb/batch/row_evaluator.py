"""The row evaluator: from a row to its verdict, a million times.

A row with anything new in it is looked at closely, and its cells are kept. The next row of which
every cell is known is only looked up.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat

from kneenumb.batch.cell_cache import LONG_CELL, Bits, CellCache, EndNumber, RowEnd
from kneenumb.batch.verdict import EvaluatedRow, Verdict
from kneenumb.cases.column_binding import Cell, Cells
from kneenumb.cases.record import (
    LONGEST_ID,
    NOTHING_EXPECTED,
    Expectation,
    Record,
    Row,
    RowBlock,
    RowReader,
    id_fault,
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
        self._raised = _RaisedByOne(tree)
        self._readings = _Readings(tree, binding.suggestions)
        self._verdicts: dict[tuple[EndNumber, Bits], Verdict] = {}
        self._empty = binding.empty
        self._named_tree = binding.words.get("tree")
        self._trees = (binding.empty, tree.id)
        self._expected = [binding.words[name] for name in EXPECTATIONS if name in binding.words]
        self._has_words = self._named_tree is not None or bool(self._expected)
        nothing: tuple[Cell, ...] = (binding.empty,) * len(self._expected)
        self._expectations = {nothing: NOTHING_EXPECTED}

    def evaluate(self, rows: RowBlock) -> Iterator[EvaluatedRow]:
        """Rows, and what becomes of each. A million of them pass here: what is known is looked up
        at once."""
        cache, verdicts = self._cache, self._verdicts
        column = self._reader.binding.id
        of_id, is_coded = (column.at, bool(column.missing)) if column else (None, False)
        has_words, with_answers = self._has_words, self._with_answers
        expected: Expectation | None = NOTHING_EXPECTED
        answers: Answers = {}
        asked: Sequence[str] = ()
        looked_up = cache.find(rows.cells) if cache else repeat(None)
        for at, (cells, found) in enumerate(zip(rows.cells, looked_up, strict=False)):
            if not cells or cache is None:
                yield self._looked_at(rows.row(at))
                continue
            id = cells[of_id] if of_id is not None else ""
            if is_coded or id.__class__ is not str or not id.isalnum() or len(id) > LONGEST_ID:
                id = self._id_of(id)
            if has_words:
                expected = self._expectation(cells)
            if expected is None:
                yield self._looked_at(rows.row(at))
                continue
            if id is None or found is None:
                row = rows.row(at)
                yield self._refused_at_once(cache, row, id, expected) or self._looked_at(row)
                continue
            verdict = verdicts.get(found) or self._found(cache, found, cells)
            if with_answers:
                answers, asked = cache.answers(cells), cache.asked(cells)
            place = Place(self._origin, rows.row(at).line, 1) if verdict.faults else None
            id = id or unnamed(rows.row(at).line)
            known = (id, place, verdict, expected, answers, asked)
            yield tuple.__new__(EvaluatedRow, known)  # As it is made, but a million times.

    def repeated(self, verdict: Verdict, id: str) -> Verdict:
        """The verdict on a row of which the id is that of a row before it."""
        cause = f"The id '{id}' is that of a row before it, and no two people share one."
        remedy = "Give each an id of its own, or say with --repeated-ids that rows are visits."
        fault = Fault(cause, remedy, kind=RowFault.REPEATED_ID)
        said = () if verdict.faults else alarms(self._tree, verdict.raised)
        return _refused(verdict.raised, (*verdict.faults, *said, fault))

    def _id_of(self, cell: Cell) -> str | None:
        """The id of a row, empty if it has none; ``None`` if it takes a closer look."""
        if cell == self._empty:
            return ""
        if not isinstance(cell, str) or not cell.strip():
            return None
        return self._reader.binding.id_of(cell) if is_sound_id(cell) else None

    def _expectation(self, cells: Cells) -> Expectation | None:
        """What a row expects; ``None`` if it takes a closer look."""
        if self._named_tree is not None and cells[self._named_tree] not in self._trees:
            return None
        return self._expectations.get(tuple([cells[at] for at in self._expected]))

    def _found(self, cache: CellCache, found: tuple[EndNumber, Bits], cells: Cells) -> Verdict:
        """The verdict on a row of which every cell is known, for the first time."""
        end, raised = cache.end(found[0]), cache.raised(found[1])
        answers = cache.answers(cells) if self._ranges else {}
        verdict = self._verdict(end, raised, answers)
        if verdict.range is None and len(self._verdicts) < MOST_VERDICTS:
            self._verdicts[found] = verdict
        return verdict

    def _refused_at_once(
        self, cache: CellCache, row: Row, id: str | None, expected: Expectation
    ) -> EvaluatedRow | None:
        """A row with nothing wrong but its id and answers; ``None`` if it takes a closer look."""
        found = cache.find_faulty(row.cells)
        if found is None:
            return None
        wrong, bits = found
        faults: list[Fault] = []
        begin = Place(self._origin, row.line, 1)
        of_id = self._wrong_id(row, begin) if id is None else None
        if id is None and of_id is None:
            return None
        for of_cells in (True, False):  # As a closer look has them.
            if of_id and not of_cells:
                faults.append(of_id)
            for each in wrong:
                if each.faults and each.is_of_cell is of_cells:
                    place = self._reader.place(row, each.column)
                    if place is None:
                        return None
                    faults += [
                        Fault(cause, to_do, place, kind) for cause, to_do, _, kind in each.faults
                    ]
        if not faults:
            return None
        raised = cache.raised(bits)
        verdict = _refused(raised, (*alarms(self._tree, raised), *faults))
        answers: Answers = {}
        if self._with_answers:
            answers = cache.readable_answers(row.cells)
        return EvaluatedRow(id or unnamed(row.line), begin, verdict, expected, answers, ())

    def _wrong_id(self, row: Row, begin: Place) -> Fault | None:
        """What is wrong with an id that is not sound; ``None`` if it takes a closer look."""
        column = self._reader.binding.id
        cell = row.cells[column.at] if column else None
        # A case in JSON has more to say of its texts.
        if self._empty is None or not isinstance(cell, str) or not cell.isprintable():
            return None
        id = cell.strip()
        return id_fault(id, begin) if id and not is_sound_id(id) else None

    def _looked_at(self, row: Row) -> EvaluatedRow:
        """A row in which there may be anything."""
        record = row.record()
        answers, faults = _accepted(self._tree, record, self._suggestions, self._readings)
        raised = tuple([each for given in answers.items() for each in self._raised[given]])
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
        """What becomes of answers that end at an outcome, or at a question without an answer.

        Args:
            answers: Needed for a range.
        """
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


class _RaisedByOne(dict[tuple[str, tuple[str, ...]], tuple[Raised, ...]]):
    """The red flags that one answer raises, as far as it was asked before."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def __missing__(self, given: tuple[str, tuple[str, ...]]) -> tuple[Raised, ...]:
        """Those of an answer to a question."""
        found = raised_by(self._tree, dict([given]))
        if len(self) < MOST_VERDICTS:
            self[given] = found
        return found


class _Readings(dict[Given, tuple[str, ...]]):
    """What can be read of answers without a place, as far as it was asked before."""

    def __init__(self, tree: Tree, suggestions: Suggestions) -> None:
        self._tree = tree
        self._suggestions = suggestions

    def __missing__(self, given: Given) -> tuple[str, ...]:
        """The options of an answer, or what can be read of them where it is wrong."""
        is_faulty = faults_of(self._tree, given, self._suggestions)
        found = readable(self._tree, given) if is_faulty else given.options
        is_short = given.place is None and len(str(given.options)) <= LONG_CELL
        if is_short and len(self) < MOST_VERDICTS:
            self[given] = found
        return found


def _accepted(
    tree: Tree, record: Record, suggestions: Suggestions, readings: _Readings
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
    found: dict[str, tuple[str, ...]] = {}
    for given in (*record.given, *record.read):
        name, options = given.question, readings[given]
        before = found.get(name, ())
        if options != before:
            found[name] = (*before, *options) if before else options
    answers = {name: found[name] for name in tree.questions if found.get(name)}
    for name, options in answers.items():
        if len(options) > 1:
            question = tree.questions[name]
            several = [option for option in question.options if option in options]
            answers[name] = tuple(
                several if question.is_checklist else by_gravity(tree, question, several)[:1]
            )
    return {name: options for name, options in answers.items() if options}, faults


def _refused(raised: tuple[Raised, ...], faults: tuple[Fault, ...]) -> Verdict:
    """The verdict on a row without a result. Its red flags are told all the same."""
    kind = next((fault.kind for fault in faults if fault.kind), "")
    return Verdict(raised, faults=faults, kind=kind)
