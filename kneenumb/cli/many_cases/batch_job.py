"""The work of a batch: all that a process has to know to judge and write rows."""

from typing import NamedTuple

from kneenumb.batch.clerk import Clerk
from kneenumb.batch.judge import Judge
from kneenumb.batch.row_columns import NEED_ANSWERS, columns
from kneenumb.batch.rows import Rows, csv_rows, json_rows
from kneenumb.cases.source import Source
from kneenumb.cli.checked_tree import too_large
from kneenumb.model.fault import TreeError
from kneenumb.model.tree import Tree
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine


class Work(NamedTuple):
    """What to do with every row. It can be sent to another process."""

    tree: Tree
    source: Source
    format: str
    """How rows are written: ``jsonl``, ``csv`` or ``tsv``."""
    more: tuple[str, ...]
    """Names of further columns."""
    ranges: bool
    scored: bool
    fail_fast: bool

    def rows(self) -> Rows:
        """What writes the rows."""
        shown = columns(self.tree, self.more, ranges=self.ranges, scored=self.scored)
        if self.format == "jsonl":
            return json_rows(self.tree, shown)
        return csv_rows(self.tree, shown, "\t" if self.format == "tsv" else ",")

    def clerk(self) -> Clerk:
        """Somebody who does it.

        Raises:
            AnswerError: if the columns of a table mean nothing to the tree.
            TreeError: if ranges are wanted of a tree that is too large for them.
        """
        reader = self.source.reader(self.tree)
        judge = Judge(
            self.tree,
            reader,
            self._machine(),
            ranges=self.ranges,
            with_answers=not NEED_ANSWERS.isdisjoint(self.more),
        )
        return Clerk(reader, judge, self.rows(), scored=self.scored, fail_fast=self.fail_fast)

    def _machine(self) -> Machine | None:
        try:
            return Machine(self.tree)
        except TooLarge as error:
            if self.ranges:
                raise TreeError(too_large(error.what)) from None
            return None
