"""Runs a batch from its input to its rows, and tells what became of them."""

import time
from concurrent.futures import BrokenExecutor
from contextlib import closing
from importlib.metadata import version

import typer

from kneenumb.batch.page import Summary
from kneenumb.batch.run import run
from kneenumb.batch.score import score
from kneenumb.batch.tally import Tally
from kneenumb.cases.blocks import Position
from kneenumb.cases.columns import not_asked
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.source import Opened
from kneenumb.cases.table import Table
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.many_cases.batch_input import identity, opened
from kneenumb.cli.many_cases.batch_job import Work
from kneenumb.cli.many_cases.batch_options import Batch, BatchError, check_together, map_of
from kneenumb.cli.many_cases.batch_output import Destination, IntoDevice, IntoFile, StandardOutput
from kneenumb.cli.many_cases.batch_report import bar, tell, tell_beside
from kneenumb.cli.terminal.streams import say
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.page.words import counted
from kneenumb.storage.files import is_device
from kneenumb.storage.partial_file import PartialFile

_MOST_WARNINGS = 10
"""Sentences on what a table cannot tell."""


def run_batch(batch: Batch) -> None:
    """Do all of it.

    Raises:
        Faulty: if it cannot be done.
        typer.Exit: if a row was refused, or is not as expected.
    """
    check_together(batch)
    tree = checked_tree(batch.tree, unchecked=batch.unchecked)
    map = map_of(batch, tree)
    destination = _destination(batch, tree, map)
    earlier = destination.resume() if batch.resume else None
    start, tally = earlier or (Position(), Tally())
    with opened(batch.input, batch.input_format, map, batch.delimiter, start) as found:
        work = _work(batch, tree, found)
        if earlier:
            say(f"Going on after {counted(tally.rows, 'row')}.")
        else:
            destination.begin(work.rows().head)
        began, before = time.monotonic(), tally.rows
        failed = _write(batch, work, found, destination, tally)
        took = time.monotonic() - began
    if failed:
        say(f"kneenumb: {failed}")
        if earlier:  # What an earlier run has done is not for this one to throw away.
            say(destination.stop())
        else:
            destination.discard()
        say("Stopped at the first row that cannot be used.")
        raise typer.Exit(Exit.ANSWERS)
    destination.finish()
    tell(Summary(tree, batch.input, tally, batch.scored), batch)
    rows = tally.rows - before
    speed = f"{rows / max(took, 1e-9):,.0f} a second"
    tell_beside(f"{counted(rows, 'row')} in {took:.1f} seconds, {speed}.")
    _end(tally, batch)


def _destination(batch: Batch, tree: Tree, map: ColumnMap) -> Destination:
    if not batch.has_rows:
        return Destination()
    if batch.output is None:
        return StandardOutput()
    if is_device(batch.output):
        return IntoDevice(batch.output)
    same = {
        "version of kneenumb": version("kneenumb"),
        "tree": tree.sha256,
        "word on whether the tree is checked": tree.is_proved,
        "input": identity(batch.input),
        "map": map.model_dump(mode="json"),
        "way of writing rows": [batch.format, *batch.columns, batch.ranges, batch.scored],
        "way of reading rows": [batch.input_format, batch.delimiter],
    }
    return IntoFile(PartialFile(batch.output, same))


def _work(batch: Batch, tree: Tree, found: Opened) -> Work:
    """What there is to do, after a look at what the input can tell."""
    source = found.source
    is_table = source.layout is not None
    if not is_table and source.format is not InputFormat.JSONL and (batch.map or batch.ignored):
        cause = "Columns are renamed or ignored only in tables and JSON Lines."
        raise BatchError(Fault(cause, "Leave out --map and --ignore."))
    work = Work(
        tree=tree,
        source=source,
        format=batch.format if batch.has_rows else "jsonl",
        more=batch.columns,
        ranges=batch.ranges,
        scored=batch.scored,
        fail_fast=batch.fail_fast,
    )
    reader = source.reader(tree)
    if isinstance(reader, Table):
        silent = [*not_asked(tree, reader.columns)]
        more = len(silent) - _MOST_WARNINGS
        for each in silent[:_MOST_WARNINGS]:
            say(f"{source.origin}: {each}")
        if more > 0:
            say(f"{source.origin}: And {more} more.")
        if batch.scored and reader.placing.words.keys().isdisjoint(EXPECTATIONS):
            raise _nothing_expected(source.origin)
    return work


def _write(batch: Batch, work: Work, found: Opened, destination: Destination, tally: Tally) -> str:
    """Write every row and count it in ``tally``.

    Returns:
        Why a row stopped it, if one did.
    """
    rows = run(found.blocks, work.clerk, jobs=batch.jobs)
    with closing(rows), bar(batch, found.size) as moved:
        try:
            for done in rows:
                tally.add(done.tally)
                destination.add(done.text, done.end, tally)
                moved(done.end.offset, tally.rows)
                if done.failed:
                    return done.failed
        except KeyboardInterrupt:
            kept = destination.stop()
            say(f"Stopped. {kept}")
            raise
        except BrokenExecutor:
            cause = "One of the processes that judge the rows was ended."
            remedy = f"Try again with --jobs 1. {destination.stop()}"
            raise BatchError(Fault(cause, remedy)) from None
    return ""


def _end(tally: Tally, batch: Batch) -> None:
    """End with the code that says what became of the rows."""
    if batch.scored and not score(tally.fates).expected:
        raise _nothing_expected(batch.input)
    if tally.bad:
        raise typer.Exit(Exit.ANSWERS)
    if batch.scored and tally.unexpected:
        raise typer.Exit(Exit.FINDINGS)


def _nothing_expected(origin: str) -> AnswerError:
    cause = "No row says what is expected of it, so there is nothing to score."
    remedy = "Add a column expected_urgency or expected_outcome, or leave out --score."
    return AnswerError(Fault(cause, remedy, Place(origin)))
