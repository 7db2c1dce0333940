"""Runs a batch from its input to its rows, and tells what became of them."""

import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import typer

from kneenumb.batch.chunk_runner import ChunkRunner
from kneenumb.batch.map_template import draft, map_yaml
from kneenumb.batch.output import BATCH
from kneenumb.batch.page import Summary, brief_page
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.batch.rows import COLUMNS, RowWriter, columns, csv_rows, json_rows
from kneenumb.batch.score import score
from kneenumb.batch.tally import Tally
from kneenumb.cases.case_source import CaseSource
from kneenumb.cases.column_profile import column_profiles
from kneenumb.cases.columns import Column, not_asked
from kneenumb.cases.record import RowReader
from kneenumb.cases.table import TableRows
from kneenumb.cli.checked_tree import checked_tree, too_large
from kneenumb.cli.emit import Destination, emit, put_text
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.inputs import reads_tree
from kneenumb.cli.many_cases.batch_files import (
    WrittenAs,
    opened_cases,
    opened_rows,
    opened_stream,
    say_notes,
)
from kneenumb.cli.many_cases.batch_options import (
    BatchError,
    BatchOptions,
    check_together,
    map_of,
    reads_cases,
)
from kneenumb.cli.preferences import in_place
from kneenumb.cli.terminal.streams import (
    printer,
    progress_bar,
    say,
    wants_plain,
    width,
)
from kneenumb.format.progress import Tell
from kneenumb.load.tree_file import load_tree
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.fault import AnswerError, Fault, Place, TreeError
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block
from kneenumb.page.phrases import counted
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.storage.files import is_device
from kneenumb.storage.guard import FileGuard, never_ours

_MOST_WARNINGS = 10
"""Sentences on what a table cannot tell."""


def run_batch(options: BatchOptions) -> None:
    """Do all of it.

    Raises:
        Faulty: if it cannot be done.
        typer.Exit: if a row was refused, or is not as expected.
    """
    check_together(options)
    if options.format == "parquet":
        raise BatchError(Fault("Only DuckDB writes Parquet.", "Add --engine duckdb."))
    tree = checked_tree(options.tree, unchecked=options.unchecked)
    tree = in_place(tree, options.region)
    map = map_of(options, tree)
    with opened_cases(options, tree, map) as source:
        if isinstance(source.reader, TableRows):
            for note in source.reader.notes:
                say(f"{source.reader.origin}: {note}")
            look_over(options, tree, source.reader.origin, source.reader.columns)
        runner = _runner(options, tree, source.reader)
        began = time.monotonic()
        _write(options, source, runner)
        took = time.monotonic() - began
        if isinstance(source.reader, TableRows) and source.reader.skipped:
            skipped = counted(source.reader.skipped, "row has", "rows have")
            say(f"{source.reader.origin}: {skipped} nothing in any cell: passed over.")
    tell_and_end(options, Summary(tree, options.input, runner.tally, options.scored), took)


def tell_and_end(options: BatchOptions, summary: Summary, took: float) -> None:
    """Say what became of the rows, and end with the code that says it too.

    Args:
        took: Seconds.

    Raises:
        typer.Exit: if a row was refused, or is not as expected.
    """
    tally = summary.tally
    _tell(options, summary)
    speed = f"{tally.rows / max(took, 1e-9):,.0f} a second"
    _tell_beside(f"{counted(tally.rows, 'row')} in {took:.1f} seconds, {speed}.")
    _end(options, tally)


def write_template(
    name: str,
    tree: str,
    given: WrittenAs,
    heading_lines: int | None,
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Compare a file with a tree, and write a first map of its columns, to be filled in.

    Raises:
        Faulty: if one of the two cannot be read.
    """
    guard = FileGuard(force=force)
    reads_tree(guard, tree)
    reads_cases(guard, name)
    # What was filled in by hand is not written anew.
    guard.write(output, "--output", never_ours)
    used = load_tree(tree)
    with opened_stream(name, given) as found:
        say_notes(found)
        profiles = column_profiles(
            found.stream, found.origin, found.format, found.delimiter, heading_lines
        )
    put_text(map_yaml(used, found.origin, draft(used, profiles), heading_lines), output)
    if output is not None:
        say(f"Fill in what is empty in {output}, then: kneenumb batch {name} --map {output}")


def look_over(options: BatchOptions, tree: Tree, origin: str, columns: Sequence[Column]) -> None:
    """Say what a table cannot tell.

    Raises:
        AnswerError: if it shall be scored, and has no column of what is expected.
    """
    silent = [*not_asked(tree, columns)]
    more = len(silent) - _MOST_WARNINGS
    for each in silent[:_MOST_WARNINGS]:
        say(f"{origin}: {each}")
    if more > 0:
        say(f"{origin}: And {more} more.")
    if options.scored and not any(each.target.name in EXPECTATIONS for each in columns):
        raise _nothing_expected(origin)


def _runner(options: BatchOptions, tree: Tree, reader: RowReader) -> ChunkRunner:
    machine: Machine | None = None
    try:
        machine = Machine(tree)
    except TooLarge as error:
        if options.ranges:
            raise TreeError(too_large(error.what)) from None
    with_answers = any(COLUMNS[name].needs_answers for name in options.columns)
    evaluator = RowEvaluator(
        tree, reader, machine, ranges=options.ranges, with_answers=with_answers
    )
    writer = _writer(options, tree)
    return ChunkRunner(
        reader,
        evaluator,
        writer,
        scored=options.scored,
        fail_fast=options.fail_fast,
        repeated_ids=options.repeated_ids,
    )


def _writer(options: BatchOptions, tree: Tree) -> RowWriter:
    shown = columns(tree, options.columns, ranges=options.ranges, scored=options.scored)
    if options.format in ("csv", "tsv"):
        return csv_rows(tree, shown, "\t" if options.format == "tsv" else ",")
    return json_rows(tree, shown)


def _write(options: BatchOptions, source: CaseSource, runner: ChunkRunner) -> None:
    """Write every row.

    Raises:
        typer.Exit: if a row stopped it.
    """
    with opened_rows(options) as write, _bar(options, source.size) as moved:
        try:
            head = runner.head
            for chunk in source.chunks:
                write(head + runner.process(chunk))
                head = ""
                moved(chunk.end, runner.tally.rows)
                if runner.failed:
                    say(f"kneenumb: {runner.failed}")
                    say("Stopped at the first row that cannot be used.")
                    raise typer.Exit(Exit.ANSWERS)
            check_not_empty(options, runner.tally)
        except KeyboardInterrupt:
            say(f"Stopped. {what_is_left(options)}")
            raise


def check_not_empty(options: BatchOptions, tally: Tally) -> None:
    """Make sure that there was a case.

    Raises:
        AnswerError: if there was none.
    """
    if not tally.rows:
        cause = "There is not a single case in the input."
        raise AnswerError(Fault(cause, "Check that it is the right file.", Place(options.input)))


def what_is_left(options: BatchOptions) -> str:
    """What became of the rows of a run that was interrupted."""
    if not options.has_rows:
        return "There are no results."
    if options.output is None or is_device(options.output):
        return "These are not all rows."
    return f"Nothing was written to {options.output}."


def _bar(options: BatchOptions, size: int | None) -> AbstractContextManager[Tell]:
    """A bar, where somebody can see it and nothing else is written."""
    free = options.output or not options.has_rows or not sys.stdout.isatty()
    return progress_bar(size, "row") if free else nullcontext(lambda *_: None)


def _tell(options: BatchOptions, summary: Summary) -> None:
    """Say what became of the rows: beside them, or instead of them."""
    if options.has_rows:
        plain = _is_plain()
        printer(sys.stderr, plain=plain)(brief_page(summary, None if plain else width(sys.stderr)))
        return
    emit(BATCH, summary, Destination(options.format, options.output))


def _tell_beside(text: str) -> None:
    """Say something on the standard error, its lines broken between words."""
    printer(sys.stderr, plain=_is_plain())((Block.of(None, text),))


def _is_plain() -> bool:
    return not sys.stderr.isatty() or wants_plain()


def _end(options: BatchOptions, tally: Tally) -> None:
    """End with the code that says what became of the rows."""
    if options.scored and not score(tally.fates).expected:
        raise _nothing_expected(options.input)
    if tally.bad:
        raise typer.Exit(Exit.ANSWERS)
    if options.scored and tally.unexpected:
        raise typer.Exit(Exit.FINDINGS)


def _nothing_expected(origin: str) -> AnswerError:
    cause = "No row says what is expected of it, so there is nothing to score."
    remedy = "Add a column expected_urgency or expected_outcome, or leave out --score."
    return AnswerError(Fault(cause, remedy, Place(origin)))
