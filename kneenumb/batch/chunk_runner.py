"""The chunk runner: from a chunk of a file to a text of rows, with everything counted."""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from kneenumb.batch.row_evaluator import MOST_VERDICTS, RowEvaluator
from kneenumb.batch.rows import RowWriter, error_text
from kneenumb.batch.seen_ids import SeenIds
from kneenumb.batch.tally import MOST_NAMED, Fate, Tally, fate_of
from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict, agreement
from kneenumb.cases.chunks import Chunk
from kneenumb.cases.record import NOTHING_EXPECTED, Row, RowReader
from kneenumb.model.fault import Place


class ChunkRunner:
    """Works through the chunks of one file."""

    def __init__(
        self,
        reader: RowReader,
        evaluator: RowEvaluator,
        writer: RowWriter,
        *,
        scored: bool = False,
        fail_fast: bool = False,
        repeated_ids: bool = False,
    ) -> None:
        """Get ready.

        Args:
            scored: Whether rows are held against what they expect. If not, a row that has to be
                refused is as bad as any other that is.
            fail_fast: Whether to stop after the first bad row.
            repeated_ids: Whether rows may share an id, as those of several visits do.
        """
        self.tally = Tally()
        """What became of all rows so far."""
        self.failed = ""
        """Why the last of these rows has no result, if the work is to stop there."""
        self.head = writer.head
        """What stands before all rows."""
        self._reader = reader
        self._evaluator = evaluator
        self._writer = writer
        self._scored = scored
        self._fail_fast = fail_fast
        self._fates = _Fates()
        self._seen = None if repeated_ids else SeenIds()

    def process(self, chunk: Chunk) -> str:
        """The rows of a chunk as they are to be written, each of them counted."""
        rows = self._reader.rows(chunk)
        found = self._begun([*self._evaluator.evaluate(rows)])
        ids = [each.id for each in found]
        if self._seen and (again := self._seen.repeated(ids)):
            for at in again:
                found[at] = self._repeated(rows.row(at), found[at])
            found = self._begun(found)
            ids = ids[: len(found)]
        self._count(found)
        self.tally.look_at_ids(ids)
        return self._writer.text(found)

    def _begun(self, found: list[EvaluatedRow]) -> list[EvaluatedRow]:
        """Rows up to the first that stops the work, if there is one."""
        for at, each in enumerate(found if self._fail_fast else ()):
            how = agreement(each.verdict, each.expected) if self._scored else None
            if each.verdict.faults and how != Agreement.AGREES:
                self.failed = error_text(each)
                return found[: at + 1]
        return found

    def _count(self, found: list[EvaluatedRow]) -> None:
        """Count rows, and name the first of each sort."""
        tally = self.tally
        alike: Iterable[EvaluatedRow] = found
        if self._scored:
            alike = [each for each in found if each.expected is NOTHING_EXPECTED]
            for each in found:
                if each.expected is not NOTHING_EXPECTED:
                    tally.count(each.verdict, each.expected, 1)
                    tally.name_disagreement(each)
        fates = Counter(map(self._fates.__getitem__, map(attrgetter("verdict"), alike)))
        for fate, number in fates.items():
            tally.fates[fate] += number
        if len(tally.emergencies) < MOST_NAMED:
            for each in found:
                if each.verdict.is_emergency:
                    tally.name_emergency(each)
        if self._scored or any(fate.kind for fate in fates):
            for each in found:
                if each.verdict.faults:
                    tally.name_refused(each, error_text)

    def _repeated(self, row: Row, each: EvaluatedRow) -> EvaluatedRow:
        """A row whose id is that of a row before it. It has no result."""
        place = each.place or Place(self._reader.origin, row.line, 1)
        return each._replace(place=place, verdict=self._evaluator.repeated(each.verdict, each.id))


class _Fates(dict[Verdict, Fate]):
    """What is counted of rows of which nothing is expected."""

    def __missing__(self, verdict: Verdict) -> Fate:
        """That of a verdict. Few rows share one with a fault or a range in it."""
        fate = fate_of(verdict, NOTHING_EXPECTED)
        if verdict.outcome and len(self) < MOST_VERDICTS:
            self[verdict] = fate
        return fate
