"""What somebody wants of many cases, and whether that can be done together."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kneenumb.batch.output import BATCH
from kneenumb.batch.rows import FURTHER, is_rows
from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import TEACHING_CASES, InputFormat
from kneenumb.cases.map_file import load_map
from kneenumb.cli.emit import is_output
from kneenumb.cli.inputs import STDIN, reads_files, reads_stdin, reads_tree
from kneenumb.load import bundled
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.form_kind import FormKind
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.storage.guard import FileGuard

ROW_FORMATS = ("jsonl", "csv", "tsv", "parquet")
"""Formats with a row for each case. All others tell what became of the rows."""


class BatchError(Faulty):
    """What was asked for cannot be done together."""


class BatchOptions(NamedTuple):
    """What somebody wants of many cases. See the options of the command."""

    input: str
    tree: str
    region: str | None
    unchecked: bool
    input_format: InputFormat | None
    encoding: str | None
    delimiter: str | None
    heading_lines: int | None
    form: FormKind | None
    map: Path | None
    ignored: tuple[str, ...]
    ranges: bool
    scored: bool
    columns: tuple[str, ...]
    format: str
    output: Path | None
    repeated_ids: bool
    fail_fast: bool
    force: bool

    @property
    def has_rows(self) -> bool:
        """Whether rows are written, and not only what became of them."""
        return self.format in ROW_FORMATS


def check_together(options: BatchOptions, files: Sequence[str] | None = None) -> None:
    """Refuse what cannot be done together, before anything is read.

    Args:
        files: What is read as the input, if not what its name says.

    Raises:
        Faulty: if something cannot.
    """
    for name in options.columns:
        if name not in FURTHER:
            raise BatchError(Fault(f"There is no column '{name}'.", did_you_mean(name, FURTHER)))
    if options.columns and not options.has_rows:
        cause = f"Only rows have columns, and the format '{options.format}' has none."
        remedy = "Use --format with jsonl, csv or tsv, or leave out --columns."
        raise BatchError(Fault(cause, remedy))
    guard = FileGuard(force=options.force)
    reads_tree(guard, options.tree)
    reads_files(guard, options.map)
    if files is None:
        reads_cases(guard, options.input)
    else:
        reads_files(guard, *map(Path, files))
    is_ours = is_rows(options.format) if options.has_rows else is_output(BATCH)
    guard.write(options.output, "--output", is_ours)


def reads_cases(guard: FileGuard, name: str) -> None:
    """Many cases are read: a file, a folder, ``-``, or the teaching cases.

    Raises:
        FileError: if one of them would be overwritten.
    """
    if name == STDIN:
        reads_stdin(guard)
    elif os.path.isdir(name):
        reads_files(guard, *case_files(Path(name)))
    elif name == TEACHING_CASES:
        reads_files(guard, *bundled.cases().values())
    else:
        guard.read(name)


def check_alone(others: Mapping[str, object]) -> None:
    """Refuse what a first map takes no notice of.

    Args:
        others: Options by name, and what was given for them; nothing, where they were left out.

    Raises:
        BatchError: if there is any.
    """
    given = [name for name, value in others.items() if value]
    if given:
        cause = f"--map-template only writes a map, and takes no notice of {', '.join(given)}."
        raise BatchError(Fault(cause, f"Leave out --map-template, or {' and '.join(given)}."))


def map_of(options: BatchOptions, tree: Tree) -> ColumnMap:
    """What the columns of the input mean, and which of them say nothing.

    Raises:
        MapError: if the map cannot be used.
    """
    map = load_map(options.map, tree) if options.map else ColumnMap(columns={})
    return map.model_copy(update={"ignore": (*map.ignore, *options.ignored)})
