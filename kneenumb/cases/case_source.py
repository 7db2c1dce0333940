"""Finds many cases: in a file of any kind, in a folder, or those that come with the package."""

import os.path
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kneenumb.cases.case_documents import CaseDocuments, yaml_chunks
from kneenumb.cases.case_folder import case_files, file_chunks
from kneenumb.cases.chunks import Chunk, chunks, whole
from kneenumb.cases.form_columns import map_of_form
from kneenumb.cases.input_format import TEACHING_CASES, InputFormat
from kneenumb.cases.json_lines import JsonLines
from kneenumb.cases.record import RowReader
from kneenumb.cases.table import TableRows, open_table
from kneenumb.load import bundled
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.form_kind import FormKind
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import MOST_BYTES


class CaseSource(NamedTuple):
    """Many cases, ready to be read."""

    reader: RowReader
    chunks: Iterator[Chunk]
    """What it reads, in order."""
    size: int | None
    """How far the ends of the chunks will go, if that is known."""


def open_files(name: str, tree: Tree) -> CaseSource | None:
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
    return CaseSource(CaseDocuments(tree, name), file_chunks(files), len(files))


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
    tree: Tree,
    map: ColumnMap,
    delimiter: str,
    heading_lines: int | None = None,
    form: FormKind | None = None,
) -> CaseSource:
    """Cases in a stream.

    Args:
        stream: Stands at its beginning.
        map: What columns or keys mean that are not names of the tree.
        delimiter: What stands between the cells of a CSV table.
        heading_lines: Rows at the top of a table that are no cases.
        form: What a table is an export of, if it is one of a form of the tree.

    Raises:
        AnswerError: if they cannot be read at all, or a column means nothing to the tree.
    """
    size = None
    if stream.seekable():
        size = stream.seek(0, 2)
        stream.seek(0)
    read = chunks(stream, origin)
    match format:
        case InputFormat.CSV | InputFormat.TSV:
            layout, rows = open_table(read, origin, delimiter, heading_lines or map.heading_lines)
            if form is not None:
                map = map_of_form(tree, form, layout.headers, map)
            return CaseSource(TableRows(tree, layout, map), rows, size)
        case InputFormat.JSONL:
            return CaseSource(JsonLines(tree, origin, map), read, size)
        case InputFormat.JSON:
            cases = whole(stream, origin, MOST_BYTES)
            return CaseSource(CaseDocuments(tree, origin, is_json=True), cases, size)
        case InputFormat.YAML:
            return CaseSource(CaseDocuments(tree, origin), yaml_chunks(read, origin), size)
