"""Runs a batch from its input to its rows, and tells what became of them."""

import sys
import time
from concurrent.futures import BrokenExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import typer

from kneenumb.batch.run import run
from kneenumb.batch.score import score
from kneenumb.batch.tally import Tally
from kneenumb.cli.batch_input import STDIN, identity, opened
from kneenumb.cli.batch_output import Destination, IntoDevice, IntoFile, StandardOutput
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.files import check_apart, check_writable, is_device
from kneenumb.cli.options import Format
from kneenumb.cli.output import put_page, put_text
from kneenumb.cli.partial_file import PartialFile
from kneenumb.cli.streams import printer, rich_console, say, wants_plain, while_read, width
from kneenumb.cli.usable import usable_tree
from kneenumb.cli.work import Work
from kneenumb.load.blocks import Position
from kneenumb.load.columns import not_asked
from kneenumb.load.input_format import InputFormat
from kneenumb.load.map_file import load_map
from kneenumb.load.source import Opened
from kneenumb.load.table import Table
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.render.batch_json import batch_json
from kneenumb.render.batch_page import Summary, batch_page, brief_page
from kneenumb.render.progress import Tell, progress
from kneenumb.render.row_columns import MORE
from kneenumb.render.words import counted

_MOST_WARNINGS = 10
"""Sentences on what a table cannot tell."""


class BatchError(Faulty):
    """What was asked for cannot be done together."""


class Batch(NamedTuple):
    """What somebody wants of many cases. See the options of the command."""

    input: str
    tree: str
    checked: bool
    input_format: InputFormat | None
    delimiter: str
    map: Path | None
    ignored: tuple[str, ...]
    ranges: bool
    scored: bool
    columns: tuple[str, ...]
    format: str
    output: Path | None
    fail_fast: bool
    resume: bool
    jobs: int

    @property
    def has_rows(self) -> bool:
        """Whether rows are written, and not only what became of them."""
        return self.format in ("jsonl", "csv", "tsv")


def run_batch(batch: Batch) -> None:
    """Do all of it.

    Raises:
        Faulty: if it cannot be done.
        typer.Exit: if a row was refused, or is not as expected.
    """
    _check_together(batch)
    tree = usable_tree(batch.tree, unchecked=not batch.checked)
    map = _map(batch, tree)
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
        destination.discard()
        say(f"kneenumb: {failed}")
        say("Stopped at the first row that cannot be used.")
        raise typer.Exit(Exit.ANSWERS)
    destination.finish()
    _tell(Summary(tree, batch.input, tally, batch.scored, batch.checked), batch)
    rows = tally.rows - before
    say(f"{counted(rows, 'row')} in {took:.1f} seconds, {rows / max(took, 1e-9):,.0f} a second.")
    _end(tally, batch)


def _check_together(batch: Batch) -> None:
    """Refuse what cannot be done together, before anything is read."""
    known = [each.name for each in MORE]
    for name in batch.columns:
        if name not in known:
            fault = Fault(f"There is no column '{name}'.", did_you_mean(name, known))
            raise BatchError(fault)
    if batch.resume and not (batch.has_rows and batch.output and not is_device(batch.output)):
        raise BatchError(Fault("Only rows in a file can be gone on with.", "Use --output FILE."))
    if batch.resume and batch.input == STDIN:
        cause = "What comes from the standard input cannot be gone on with."
        raise BatchError(Fault(cause, "Name a file, or leave out --resume."))
    check_apart(batch.output, batch.input, batch.tree, *([batch.map] if batch.map else []))
    check_writable(batch.output)


def _map(batch: Batch, tree: Tree) -> ColumnMap:
    map = load_map(batch.map, tree) if batch.map else ColumnMap(columns={})
    return map.model_copy(update={"ignore": (*map.ignore, *batch.ignored)})


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
        "word on whether the tree is checked": batch.checked,
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
        checked=batch.checked,
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
    with closing(rows), _progress(batch, found.size) as tell:
        try:
            for done in rows:
                tally.add(done.tally)
                destination.add(done.text, done.end, tally)
                tell(done.end.offset, tally.rows)
                if done.failed:
                    return done.failed
        except KeyboardInterrupt:
            kept = destination.stop()
            say(f"Stopped. {kept}")
            raise
        except BrokenExecutor:
            cause = "One of the processes that judge the rows was ended."
            raise BatchError(Fault(cause, "Try again with --jobs 1.")) from None
    return ""


def _progress(batch: Batch, size: int | None) -> AbstractContextManager[Tell]:
    """A bar, where somebody can see it and nothing else is written."""
    free = batch.output or not batch.has_rows or not sys.stdout.isatty()
    if not free or wants_plain() or not sys.stderr.isatty():
        return nullcontext(lambda *_: None)
    return progress(rich_console(sys.stderr), size)


def _tell(summary: Summary, batch: Batch) -> None:
    """Say what became of the rows: beside them, or instead of them."""
    if batch.has_rows:
        plain = wants_plain() or not sys.stderr.isatty()
        printer(sys.stderr, plain=plain)(brief_page(summary, None if plain else width(sys.stderr)))
        return
    with while_read():
        if batch.format == Format.JSON:
            put_text(batch_json(summary), batch.output)
            return
        format = Format(batch.format)
        columns = None if format is Format.PLAIN else 80
        if format is Format.RICH and batch.output is None:
            columns = width(sys.stdout)
        put_page(batch_page(summary, columns), format, f"Cases of {batch.input}", batch.output)


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
