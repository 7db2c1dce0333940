"""Opens what a batch reads, wherever it is, and what its rows are written to."""

import contextlib
import os.path
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from kneenumb.cases.case_folder import other_files
from kneenumb.cases.case_source import CaseSource, find_file, open_files, open_stream
from kneenumb.cases.delimiter import DELIMITERS, delimiter_of
from kneenumb.cases.input_format import InputFormat, format_of, is_zipped
from kneenumb.cases.spreadsheet_file import is_sheet, open_sheet
from kneenumb.cases.text_input import text_input
from kneenumb.cli.inputs import STDIN
from kneenumb.cli.many_cases.batch_options import BatchError, BatchOptions
from kneenumb.cli.terminal.streams import say, write_bytes
from kneenumb.load.bundled import SUFFIXES
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.storage.files import growing_file


@contextlib.contextmanager
def opened_cases(options: BatchOptions, tree: Tree, map: ColumnMap) -> Iterator[CaseSource]:
    """Open the cases that are named: a file, a folder, ``-``, or the teaching cases.

    Raises:
        AnswerError: if there are none, or they cannot be read.
        BatchError: if an option means nothing to them.
    """
    if (files := open_files(options.input, tree)) is not None:
        if options.input_format:
            cause = "How each file of a folder is written is told by its name."
            raise BatchError(Fault(cause, "Leave out --input-format."))
        _refuse_unheeded(options, None)
        if os.path.isdir(options.input) and (others := other_files(Path(options.input))):
            more = f" and {len(others) - 5:,} more" if len(others) > 5 else ""
            named = f"{', '.join(others[:5])}{more}"
            say(f"{options.input}: Only case files are read ({', '.join(SUFFIXES)}), not: {named}")
        yield files
        return
    given = WrittenAs(options.input_format, options.encoding, options.delimiter)
    with opened_stream(options.input, given) as found:
        _refuse_unheeded(options, found.format)
        say_notes(found)
        yield open_stream(
            found.stream,
            found.origin,
            found.format,
            tree,
            map,
            found.delimiter,
            options.heading_lines,
            options.form,
        )._replace(size=found.size)


def say_notes(found: "Opened") -> None:
    """Say how a file is read, where it is not as usual."""
    for note in found.notes:
        say(f"{found.origin}: {note}")


def _refuse_unheeded(options: BatchOptions, format: InputFormat | None) -> None:
    tables = (InputFormat.CSV, InputFormat.TSV)
    if (options.map or options.ignored) and format not in (*tables, InputFormat.JSONL):
        cause = "Columns are renamed or ignored only in tables and JSON Lines."
        raise BatchError(Fault(cause, "Leave out --map and --ignore."))
    if options.form and format not in tables:
        raise BatchError(Fault("Exports of forms are read as tables.", "Leave out --from."))
    if options.delimiter is not None and format is not InputFormat.CSV:
        raise BatchError(Fault("Only CSV files have a delimiter.", "Leave out --delimiter."))


class WrittenAs(NamedTuple):
    """What somebody says of how a file is written. What is missing is found out."""

    format: InputFormat | None
    encoding: str | None
    delimiter: str | None


class Opened(NamedTuple):
    """A file, ready to be read."""

    stream: BinaryIO
    """In UTF-8."""
    origin: str
    """What it is called in messages."""
    format: InputFormat
    delimiter: str
    notes: tuple[str, ...]
    """What has to be said of how it is read."""
    size: int | None = None
    """How many bytes are read in all, if that is known."""


@contextlib.contextmanager
def opened_stream(name: str, given: WrittenAs) -> Iterator[Opened]:
    """Open a file, or the standard input.

    Raises:
        AnswerError: if there is none, or nobody knows how it is written.
    """
    if name == STDIN:
        if given.format is None:
            cause = "What comes from the standard input can be anything."
            remedy = f"Say how it is written: --input-format {'|'.join(InputFormat)}."
            raise AnswerError(Fault(cause, remedy))
        if sys.stdin is None:
            raise AnswerError(Fault("The standard input is closed.", "Name a file."))
        yield _opened(sys.stdin.buffer, "<stdin>", given.format, given, zipped=False)
        return
    path = find_file(name)
    if given.format is None and is_sheet(path):
        sheet, notes = open_sheet(path)
        yield Opened(cast(BinaryIO, sheet), name, InputFormat.CSV, ",", notes)
        return
    found = given.format or format_of(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        cause = f"The cases cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(name))) from None
    with stream:
        yield _opened(stream, name, found, given, zipped=is_zipped(path))


def _opened(
    stream: BinaryIO, origin: str, format: InputFormat, given: WrittenAs, *, zipped: bool
) -> Opened:
    is_table = format in (InputFormat.CSV, InputFormat.TSV)
    read = text_input(stream, origin, encoding=given.encoding, is_table=is_table, is_zipped=zipped)
    delimiter, notes = given.delimiter or ",", read.notes
    if format is InputFormat.TSV:
        delimiter = "\t"
    elif format is InputFormat.CSV and given.delimiter is None:
        delimiter = delimiter_of(read.sample, origin)
        if delimiter != ",":
            notes = (*notes, f"The columns are separated by {DELIMITERS[delimiter]}.")
    return Opened(read.stream, origin, format, delimiter, notes, read.size)


@contextlib.contextmanager
def opened_rows(options: BatchOptions) -> Iterator[Callable[[str], None]]:
    """Open what the rows are written to: nothing, the standard output, or a file.

    Returns:
        What writes rows. A file appears at the end, and only if there is no exception.

    Raises:
        FileError: if it cannot be written.
    """
    if not options.has_rows:
        yield lambda rows: None
    elif options.output is None:
        yield write_bytes
    else:
        with growing_file(options.output) as write:
            yield write
