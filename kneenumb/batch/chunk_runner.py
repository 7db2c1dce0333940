"""The chunk runner: from a chunk of a file to a text of rows, with everything counted."""

from collections import Counter
from collections.abc import Container

from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.batch.rows import RowWriter, error_text
from kneenumb.batch.seen_ids import SeenIds
from kneenumb.batch.tally import MOST_NAMED, Tally
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
        self._seen = None if repeated_ids else SeenIds()

    def process(self, chunk: Chunk) -> str:
        """The rows of a chunk as they are to be written, each of them counted."""
        before = self.tally.copy()
        ids: list[str] = []
        text = self._rows(chunk, ids, ())
        if self._seen and (again := self._seen.repeated(ids)):
            # This is rare, and where it is not looked for, no row has to be kept.
            self.tally, self.failed = before, ""
            ids = []
            text = self._rows(chunk, ids, {*again})
        self.tally.look_at_ids(ids)
        return text

    def _rows(self, chunk: Chunk, ids: list[str], repeated: Container[int]) -> str:
        """The rows of a chunk.

        Args:
            ids: Gets the id of each.
            repeated: Those with an id that a row before has, by their number in the chunk.
        """
        tally = self.tally
        texts: list[str] = []
        alike: list[Verdict] = []
        evaluate, write = self._evaluator.evaluate, self._writer.row
        for row in self._reader.rows(chunk):
            each = evaluate(row)
            if repeated and len(ids) in repeated:
                each = self._repeated(row, each)
            ids.append(each.id)
            verdict = each.verdict
            texts.append(write(each))
            how = None
            if self._scored and each.expected is not NOTHING_EXPECTED:
                how = agreement(verdict, each.expected)
                tally.count(verdict, each.expected, 1)
                tally.name_disagreement(each)
            else:
                alike.append(verdict)
            if verdict.faults:
                tally.name_refused(each, error_text)
                if self._fail_fast and how != Agreement.AGREES:
                    self.failed = error_text(each)
                    break
            elif len(tally.emergencies) < MOST_NAMED and verdict.is_emergency:
                tally.name_emergency(each)
        for verdict, number in Counter(alike).items():
            tally.count(verdict, NOTHING_EXPECTED, number)
        return "".join(texts)

    def _repeated(self, row: Row, each: EvaluatedRow) -> EvaluatedRow:
        """A row whose id is that of a row before it. It has no result."""
        place = each.place or Place(self._reader.origin, row.line, 1)
        return each._replace(place=place, verdict=self._evaluator.repeated(each.verdict, each.id))
