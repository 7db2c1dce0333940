"""What somebody wants of many cases, and whether that can be done together."""

import os
from pathlib import Path
from typing import NamedTuple

from kneenumb.batch.row_columns import MORE
from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.map_file import load_map
from kneenumb.cli.many_cases.batch_input import STDIN
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.storage.files import check_apart, check_writable, is_device


class BatchError(Faulty):
    """What was asked for cannot be done together."""


class Batch(NamedTuple):
    """What somebody wants of many cases. See the options of the command."""

    input: str
    tree: str
    unchecked: bool
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


def check_together(batch: Batch) -> None:
    """Refuse what cannot be done together, before anything is read.

    Raises:
        Faulty: if something cannot.
    """
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
    folder = Path(batch.input)
    read = case_files(folder) if os.path.isdir(folder) else [folder]
    check_apart(batch.output, batch.tree, *read, *([batch.map] if batch.map else []))
    check_writable(batch.output)


def map_of(batch: Batch, tree: Tree) -> ColumnMap:
    """What the columns of the input mean, and which of them say nothing.

    Raises:
        MapError: if the map cannot be used.
    """
    map = load_map(batch.map, tree) if batch.map else ColumnMap(columns={})
    return map.model_copy(update={"ignore": (*map.ignore, *batch.ignored)})
