"""Finds many cases: in a file of any kind, in a folder, or those that come with the package."""

import os.path
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kneenumb.cases.blocks import Block, Position, blocks
from kneenumb.cases.case_folder import case_files, file_blocks
from kneenumb.cases.input_format import TEACHING_CASES, InputFormat
from kneenumb.cases.json_lines import JsonLines
from kneenumb.cases.row import Reader
from kneenumb.cases.table import Table
from kneenumb.cases.table_layout import Layout, open_table
from kneenumb.cases.yaml_blocks import yaml_blocks
from kneenumb.cases.yaml_cases import YamlCases
from kneenumb.load import bundled
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree


class Source(NamedTuple):
    """Many cases, as far as another process has to know of them to read a block."""

    origin: str
    """What the file or folder is called in messages."""
    format: InputFormat
    map: ColumnMap
    layout: Layout | None = None
    """How the rows of a table are written."""

    def reader(self, tree: Tree) -> Reader:
        """What reads its blocks.

        Raises:
            AnswerError: if a column of a table means nothing to the tree.
        """
        if self.layout:
            return Table(tree, self.layout, self.map)
        if self.format is InputFormat.JSONL:
            return JsonLines(tree, self.origin, self.map)
        return YamlCases(tree, self.origin, is_json=self.format is InputFormat.JSON)


class Opened(NamedTuple):
    """Many cases, ready to be read."""

    source: Source
    blocks: Iterator[Block]
    size: int | None
    """How far the offsets of the blocks will go, if that is known."""


def open_files(name: str, start: Position) -> Opened | None:
    """Cases that are in files of their own; ``None`` if the name is of something else.

    Raises:
        AnswerError: if a folder holds no cases.
    """
    path = Path(name)
    files: Sequence[Path]
    if os.path.isdir(name):  # Unlike that of a path, it takes any name.
        files = case_files(path)
    elif name == TEACHING_CASES and not path.exists():
        files = list(bundled.cases().values())
    else:
        return None
    source = Source(name, InputFormat.YAML, ColumnMap())
    return Opened(source, file_blocks(files, start), len(files))


def find_file(name: str) -> Path:
    """The file of that name.

    Raises:
        AnswerError: if there is none.
    """
    path = Path(name)
    if not os.path.exists(name):
        near = did_you_mean(name, [TEACHING_CASES])
        remedy = near if near.startswith("Did you mean") else "Check the name."
        raise AnswerError(Fault("There is no such file or folder.", remedy, Place(name)))
    return path


def open_stream(
    stream: BinaryIO,
    origin: str,
    format: InputFormat,
    map: ColumnMap,
    delimiter: str,
    start: Position,
) -> Opened:
    """Cases in a stream.

    Args:
        stream: Stands at its beginning.
        delimiter: What stands between the cells of a CSV table.
        start: Where to start. It can be the end of any block read before.

    Raises:
        AnswerError: if they cannot be read at all.
    """
    size = None
    if stream.seekable():
        size = stream.seek(0, 2)
        stream.seek(0)
    if format in (InputFormat.CSV, InputFormat.TSV):
        delimiter = "\t" if format is InputFormat.TSV else delimiter
        layout, rows = open_table(stream, origin, delimiter)
        if start != Position():
            stream.seek(0)
            rows = layout.spans.whole_rows(blocks(stream, origin, start))
        return Opened(Source(origin, format, map, layout), rows, size)
    read = blocks(stream, origin, start)
    source = Source(origin, format, map)
    return Opened(source, read if format is InputFormat.JSONL else yaml_blocks(read, origin), size)
