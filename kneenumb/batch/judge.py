"""The judge: from a row to its verdict, a million times.

A row with anything new in it is read with care, and its cells are learned. The next row of which
every cell is known is only looked up.
"""

from collections.abc import Sequence

from kneenumb.batch.learned import LONG_CELL, Bits, End, Learned, Stop
from kneenumb.batch.verdict import EvaluatedRow, Verdict
from kneenumb.cases.column_binding import Cells
from kneenumb.cases.record import NOTHING_EXPECTED, Expectation, Record, is_sound_id
from kneenumb.cases.row import Reader, Row
from kneenumb.model.case import EXPECTATIONS, Answers, Given
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.prove.machine import Machine
from kneenumb.prove.range import range_of
from kneenumb.walk.answer import accept, missing
from kneenumb.walk.result import Raised, alarms, raised_by, settled
from kneenumb.walk.walk import replay

MOST_KEPT = 20_000
"""Different verdicts that are kept, and different expectations."""


class Judge:
    """Judges the rows of one reader by one tree."""

    def __init__(
        self,
        tree: Tree,
        reader: Reader,
        machine: Machine | None,
        *,
        ranges: bool = False,
        with_answers: bool = False,
    ) -> None:
        """Start without having seen a row.

        Args:
            machine: The machine of the tree. Without it nothing is learned or has a range.
            ranges: Whether a row with missing answers has a range, and is not refused.
            with_answers: Whether the answers of each row are wanted.
        """
        self._tree = tree
        self._reader = reader
        self._machine = machine
        self._ranges = ranges
        self._with_answers = with_answers
        placing = reader.placing
        self._learned = Learned(machine, placing) if machine else None
        self._verdicts: dict[tuple[End, Bits], Verdict] = {}
        self._id = placing.words.get("id")
        self._named_tree = placing.words.get("tree")
        self._trees = (placing.empty, tree.id)
        self._expected = [placing.words[name] for name in EXPECTATIONS if name in placing.words]
        self._expectations: dict[tuple[object, ...], Expectation] = {}

    def judged(self, row: Row) -> EvaluatedRow:
        """A row, and what becomes of it."""
        cells, line, _ = row
        if self._learned and cells.__class__ is list:
            try:
                return self._looked_up(self._learned, cells, line)  # type: ignore[arg-type]
            except (KeyError, TypeError, AttributeError):
                pass  # There is a new cell in it, or one that is no text.
        return self._looked_at(row)

    def _looked_up(self, learned: Learned, cells: Cells, line: int) -> EvaluatedRow:
        """A row of which every cell is known.

        Raises:
            KeyError, TypeError, AttributeError: if one is not.
        """
        id = ""
        if self._id is not None and (cell := cells[self._id]) != self._reader.placing.empty:
            id = cell.strip()
            if not id or not is_sound_id(cell):
                raise KeyError(cell)
        if self._named_tree is not None and cells[self._named_tree] not in self._trees:
            raise KeyError(cells[self._named_tree])
        expected = NOTHING_EXPECTED
        if self._expected:
            expected = self._expectations[tuple([cells[at] for at in self._expected])]
        found = learned.find(cells)
        verdict = self._verdicts.get(found)
        if verdict is None:
            stop, raised = learned.stop(found[0]), learned.raised(found[1])
            verdict = self._verdict(stop, raised, learned.answers(cells))
            if verdict.range is None and len(self._verdicts) < MOST_KEPT:
                self._verdicts[found] = verdict
        answers: Answers = {}
        asked: Sequence[str] = ()
        if self._with_answers:
            answers, asked = learned.answers(cells), learned.asked(cells)
        place = Place(self._reader.origin, line, 1) if verdict.faults else None
        return EvaluatedRow(id or str(line), place, verdict, expected, answers, asked)

    def _looked_at(self, row: Row) -> EvaluatedRow:
        """A row in which there may be anything."""
        record = self._reader.record(row)
        answers, faults = _accepted(self._tree, record)
        raised = raised_by(self._tree, answers)
        if faults:
            verdict = _refused(raised, faults)
            return EvaluatedRow(record.id, record.place, verdict, record.expected, answers, ())
        cells = row[0]
        unticked = [each.question for each in record.unticked]
        if self._learned and isinstance(cells, list):
            self._learned.learn(cells, answers, unticked)
            key = tuple([cells[at] for at in self._expected])
            if len(self._expectations) < MOST_KEPT and len(str(key)) <= LONG_CELL * (1 + len(key)):
                self._expectations[key] = record.expected
        walk = replay(self._tree, answers)
        verdict = self._verdict(Stop(walk.at, walk.at in unticked), raised, answers)
        asked = tuple(walk.answers)
        return EvaluatedRow(record.id, record.place, verdict, record.expected, answers, asked)

    def _verdict(self, stop: Stop, raised: tuple[Raised, ...], answers: Answers) -> Verdict:
        """What becomes of answers that end at an outcome, or at a question without an answer."""
        tree, end = self._tree, stop.name
        if end in tree.outcomes:
            outcome, urgency = settled(tree, end, raised)
            return Verdict(raised, outcome, urgency, tree.outcomes[outcome].urgency)
        if stop.is_unticked:
            return _refused(raised, (*alarms(tree, raised), *_faults(tree, Given(end, ()))))
        if self._machine and self._ranges:
            return Verdict(raised, range=range_of(self._machine, answers))
        return _refused(raised, (*alarms(tree, raised), missing(tree, end, among_many=True)))


def _accepted(tree: Tree, record: Record) -> tuple[Answers, tuple[Fault, ...]]:
    """The answers of a record that can be used, and everything that is wrong with it."""
    try:
        return accept(tree, record.given), record.faults
    except AnswerError as error:
        sound = [each for each in record.given if not _faults(tree, each)]
        return accept(tree, sound), (*record.faults, *error.faults)


def _faults(tree: Tree, given: Given) -> tuple[Fault, ...]:
    """What is wrong with one answer."""
    try:
        accept(tree, [given])
    except AnswerError as error:
        return error.faults
    return ()


def _refused(raised: tuple[Raised, ...], faults: tuple[Fault, ...]) -> Verdict:
    """The verdict on a row without a result. Its red flags are told all the same."""
    kind = next((fault.kind for fault in faults if fault.kind), "")
    return Verdict(raised, faults=faults, kind=kind)
