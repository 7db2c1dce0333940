"""Runs a batch in DuckDB."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from kneenumb.batch.page import Summary
from kneenumb.cases.columns import Column
from kneenumb.cases.input_format import TEACHING_CASES, InputFormat
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.inputs import STDIN
from kneenumb.cli.many_cases.batch_options import BatchError, BatchOptions, check_together, map_of
from kneenumb.cli.many_cases.batch_run import (
    check_not_empty,
    look_over,
    tell_and_end,
    what_is_left,
)
from kneenumb.cli.preferences import in_place
from kneenumb.cli.terminal.streams import say
from kneenumb.model.fault import Fault
from kneenumb.sql.extra import check_installed
from kneenumb.sql.table_file import table_files
from kneenumb.storage.files import filled_file, is_device


def run_in_duckdb(options: BatchOptions) -> None:
    """Do all of it, as ``run_batch`` does.

    Raises:
        Faulty: if it cannot be done, or not in DuckDB as without it.
        typer.Exit: if a row was refused, or is not as expected.
    """
    check_installed("duckdb")
    _check_possible(options)
    source = table_files(options.input, options.input_format, options.delimiter)
    check_together(options, source.files)
    from kneenumb.sql.duckdb import DuckRun, run

    tree = checked_tree(options.tree, unchecked=options.unchecked)
    tree = in_place(tree, options.region)
    format = options.format if options.has_rows else "parquet"
    map = map_of(options, tree)
    wanted = DuckRun(
        tree, source, map, options.columns, options.scored, options.repeated_ids, format
    )

    def look(columns: Sequence[Column]) -> None:
        look_over(options, tree, options.input, columns)

    began = time.monotonic()
    try:
        if options.has_rows and options.output is not None:
            with filled_file(options.output) as file:
                tally = run(wanted, file, look)
                check_not_empty(options, tally)
        else:
            with tempfile.TemporaryDirectory(prefix="kneenumb-") as folder:
                tally = run(wanted, Path(folder, "rows"), look)
                check_not_empty(options, tally)
    except KeyboardInterrupt:
        say(f"Stopped. {what_is_left(options)}")
        raise
    took = time.monotonic() - began
    tell_and_end(options, Summary(tree, options.input, tally, options.scored), took)


def _check_possible(options: BatchOptions) -> None:
    """Refuse what DuckDB could only do otherwise.

    Raises:
        BatchError: if there is anything.
    """
    cause = ""
    if options.ranges:
        cause = "DuckDB cannot tell what is still possible with --missing range."
    elif options.encoding or options.heading_lines:
        cause = "DuckDB reads UTF-8 with one heading, without --encoding and --heading-lines."
    elif options.form:
        cause = "DuckDB does not read exports of forms with --from."
    elif options.fail_fast:
        cause = "DuckDB does not stop at the first row that cannot be used."
    elif options.input in (STDIN, TEACHING_CASES):
        cause = f"DuckDB reads tables in files, and not '{options.input}'."
    elif options.input_format in (InputFormat.YAML, InputFormat.JSON):
        cause = f"DuckDB reads CSV, TSV, JSON Lines and Parquet, and not {options.input_format}."
    elif options.has_rows and (options.output is None or is_device(options.output)):
        raise BatchError(Fault("DuckDB writes rows into a file.", "Name it with --output."))
    elif options.format == "jsonl" and {"floors", "answers", "unused"} & {*options.columns}:
        cause = "In JSON Lines, DuckDB does not write the columns floors, answers and unused."
    if cause:
        raise BatchError(Fault(cause, "Leave out --engine for that."))
