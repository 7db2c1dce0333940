"""The formats that many cases can be written in."""

from enum import StrEnum
from pathlib import Path

from kneenumb.model.fault import AnswerError, Fault, Place

TEACHING_CASES = "teaching-cases"
"""What the cases are called that come with the package."""


class InputFormat(StrEnum):
    """How many cases are written in one file."""

    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    YAML = "yaml"
    JSON = "json"


_SUFFIXES = {f".{each}": each for each in InputFormat} | {
    ".tab": InputFormat.TSV,
    ".ndjson": InputFormat.JSONL,
    ".yml": InputFormat.YAML,
    ".txt": InputFormat.CSV,
}


def without_zip(path: Path) -> Path:
    """The name of a file before it was zipped."""
    return path.with_suffix("") if is_zipped(path) else path


def is_zipped(path: Path) -> bool:
    """Whether a name says that the file is zipped."""
    return path.suffix.lower() == ".gz"


def format_of(path: Path) -> InputFormat:
    """The format of a file by its name.

    Raises:
        AnswerError: if its name does not tell.
    """
    found = _SUFFIXES.get(without_zip(path).suffix.lower())
    if found is None:
        cause = "The name of the file does not tell what is in it."
        remedy = f"Use --input-format with one of: {', '.join(InputFormat)}."
        raise AnswerError(Fault(cause, remedy, Place(str(path))))
    return found
