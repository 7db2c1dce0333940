"""The files of a table that DuckDB reads: one, several by a pattern, or a folder of them."""

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kneenumb.cases.delimiter import delimiter_of
from kneenumb.cases.text_input import SAMPLE_BYTES
from kneenumb.model.fault import AnswerError, Fault, Place

FORMATS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
FORMATS |= {".parquet": "parquet"}
"""What the end of a file's name says of how it is written."""


class TableFiles(NamedTuple):
    """Files that hold one table together."""

    origin: str
    """What they are called in messages."""
    files: tuple[str, ...]
    format: str
    """``csv``, ``tsv``, ``jsonl`` or ``parquet``."""
    delimiter: str = ","


def table_files(name: str, format: str | None, delimiter: str | None) -> TableFiles:
    """Find the files of a table.

    Args:
        name: A file, a pattern such as ``*.parquet``, or a folder.
        format: How they are written, if their names do not tell.
        delimiter: What stands between the cells of a CSV file.

    Raises:
        AnswerError: if there are none, or they are not all written alike.
    """
    path = Path(name)
    if path.is_dir():
        inner = sorted(each.name for each in path.iterdir() if each.is_dir())
        if visible := [each for each in inner if not each.startswith((".", "_"))]:
            cause = f"DuckDB does not look into the folder '{visible[0]}' in it."
            remedy = "Name the files by a pattern, such as 'folder/*.parquet'."
            raise AnswerError(Fault(cause, remedy, Place(name)))
        known = sorted(each for each in path.iterdir() if _is_known(each, format))
    elif path.exists():
        known = [path]
    else:
        known = sorted(each for each in map(Path, glob.glob(name)) if each.is_file())
    formats = {format or FORMATS.get(each.suffix.lower(), "") for each in known}
    if not known:
        cause = "There are no such files, of CSV, TSV, JSON Lines or Parquet."
        raise AnswerError(Fault(cause, "Check the name.", Place(name)))
    if len(formats) > 1:
        cause = f"The files are not all written alike: {', '.join(sorted(formats - {''}))}."
        raise AnswerError(Fault(cause, "Name those of one format.", Place(name)))
    (found,) = formats
    if found not in FORMATS.values():
        cause = "DuckDB reads CSV, TSV, JSON Lines and Parquet here."
        remedy = "Name such a file, or leave out --engine for all other formats."
        raise AnswerError(Fault(cause, remedy, Place(name)))
    used = "\t" if found == "tsv" else delimiter or ","
    if found == "csv" and delimiter is None:
        used = _delimiter(str(known[0]))
    return TableFiles(name, tuple(map(str, known)), found, used)


def _delimiter(file: str) -> str:
    try:
        with open(file, "rb") as stream:
            sample = stream.read(SAMPLE_BYTES)
    except OSError as error:
        cause = f"The cases cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(file))) from None
    if sample.startswith((b"sep=", b'"sep=')):
        cause = "DuckDB does not understand a first line such as 'sep=;'."
        raise AnswerError(Fault(cause, "Leave out --engine, or remove the line.", Place(file)))
    return delimiter_of(sample, file)


def _is_known(path: Path, format: str | None) -> bool:
    if path.name.startswith((".", "_")) or not path.is_file():
        return False
    return format is not None or path.suffix.lower() in FORMATS


def check_alike(origin: str, headers: Sequence[Sequence[str]]) -> None:
    """Make sure that all files of a table have the same columns, in the same order.

    Raises:
        AnswerError: if they do not.
    """
    if any(each != headers[0] for each in headers):
        cause = "The files do not all have the same columns in the same order."
        raise AnswerError(Fault(cause, "Name those that have.", Place(origin)))
