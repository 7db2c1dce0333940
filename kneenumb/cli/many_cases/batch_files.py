"""Opens what a batch reads, wherever it is, and what its rows are written to."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kneenumb.cases.case_source import CaseSource, find_file, open_files, open_stream
from kneenumb.cases.input_format import InputFormat, format_of
from kneenumb.cli.inputs import STDIN
from kneenumb.cli.many_cases.batch_options import BatchError, BatchOptions
from kneenumb.cli.terminal.streams import write_bytes
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
        yield files
        return
    with opened_stream(options.input, options.input_format) as (stream, origin, format):
        _refuse_unheeded(options, format)
        yield open_stream(stream, origin, format, tree, map, options.delimiter)


def _refuse_unheeded(options: BatchOptions, format: InputFormat | None) -> None:
    tables = (InputFormat.CSV, InputFormat.TSV)
    if (options.map or options.ignored) and format not in (*tables, InputFormat.JSONL):
        cause = "Columns are renamed or ignored only in tables and JSON Lines."
        raise BatchError(Fault(cause, "Leave out --map and --ignore."))
    if options.delimiter != "," and format is not InputFormat.CSV:
        raise BatchError(Fault("Only CSV files have a delimiter.", "Leave out --delimiter."))


@contextlib.contextmanager
def opened_stream(
    name: str, format: InputFormat | None
) -> Iterator[tuple[BinaryIO, str, InputFormat]]:
    """Open a file, or the standard input.

    Returns:
        Its bytes, what it is called in messages, and its format.

    Raises:
        AnswerError: if there is none, or nobody knows its format.
    """
    if name == STDIN:
        if format is None:
            cause = "What comes from the standard input can be anything."
            remedy = f"Say how it is written: --input-format {'|'.join(InputFormat)}."
            raise AnswerError(Fault(cause, remedy))
        if sys.stdin is None:
            raise AnswerError(Fault("The standard input is closed.", "Name a file."))
        yield sys.stdin.buffer, "<stdin>", format
        return
    path = find_file(name)
    found = format or format_of(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        cause = f"The cases cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(name))) from None
    with stream:
        yield stream, name, found


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
