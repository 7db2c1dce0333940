"""The clerk: from a block of a file to a text of rows and their counts."""

from collections import Counter
from typing import NamedTuple, Protocol

from kneenumb.batch.judge import Judge
from kneenumb.batch.tally import MOST_NAMED, Tally
from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict, agreement
from kneenumb.cases.blocks import Block, Position
from kneenumb.cases.record import NOTHING_EXPECTED
from kneenumb.cases.row import Reader


class Writer(Protocol):
    """Writes rows in one format."""

    def row(self, judged: EvaluatedRow) -> str:
        """A row, with a line break at the end."""

    def error(self, judged: EvaluatedRow) -> str:
        """Why a row has no result, with its place."""


class Done(NamedTuple):
    """A block that is done."""

    text: str
    """Its rows, as they are to be written."""
    tally: Tally
    end: Position
    """Where in the file it ends."""
    failed: str = ""
    """Why the last of these rows has no result, if the work is to stop there."""


class Clerk:
    """Works through blocks of one file."""

    def __init__(
        self,
        reader: Reader,
        judge: Judge,
        writer: Writer,
        *,
        scored: bool = False,
        fail_fast: bool = False,
    ) -> None:
        """Get ready.

        Args:
            scored: Whether rows are held against what they expect. If not, a row that has to be
                refused is as bad as any other that is.
            fail_fast: Whether to stop after the first bad row.
        """
        self._reader = reader
        self._judge = judge
        self._writer = writer
        self._scored = scored
        self._fail_fast = fail_fast

    def done(self, block: Block) -> Done:
        """The rows of a block, each of them written and counted."""
        tally = Tally()
        texts: list[str] = []
        counts: Counter[Verdict] = Counter()
        judged, write = self._judge.judged, self._writer.row
        failed = ""
        for row in self._reader.rows(block):
            each = judged(row)
            verdict = each.verdict
            texts.append(write(each))
            how = None
            if self._scored and each.expected is not NOTHING_EXPECTED:
                how = agreement(verdict, each.expected)
                tally.count(verdict, each.expected, 1)
                tally.name_disagreement(each)
            else:
                counts[verdict] += 1
            if verdict.faults:
                error = self._writer.error(each)
                tally.name_refused(each, error)
                if self._fail_fast and how != Agreement.AGREES:
                    failed = error
                    break
            elif len(tally.emergencies) < MOST_NAMED and verdict.is_emergency:
                tally.name_emergency(each)
        for verdict, number in counts.items():
            tally.count(verdict, NOTHING_EXPECTED, number)
        return Done("".join(texts), tally, block.end, failed)
