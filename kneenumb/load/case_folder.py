"""Finds the case files of a folder."""

from pathlib import Path

from kneenumb.load.bundled import SUFFIXES
from kneenumb.model.fault import AnswerError, Fault, Place

MOST_FILES = 2_000
"""A folder with more of them is hardly the one that was meant."""


def case_files(folder: Path) -> dict[str, Path]:
    """Every YAML and JSON file right in a folder by its name, in alphabetical order.

    Hidden files are left aside, and so is what is no file at all.

    Raises:
        AnswerError: if there are none, or far too many.
    """
    try:
        found = {
            path.name: path
            for path in sorted(folder.iterdir())
            if path.suffix.lower() in SUFFIXES
            and not path.name.startswith(".")
            and (path.is_file() or not path.exists())
        }
    except OSError as error:
        cause = f"The folder of cases cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder)))) from None
    if not found:
        cause = "There is no case in this folder."
        remedy = f"Put case files into it, each ending in {', '.join(SUFFIXES)}."
        raise AnswerError(Fault(cause, remedy, Place(str(folder))))
    if len(found) > MOST_FILES:
        cause = f"There are {len(found):,} files in this folder; at most {MOST_FILES:,} are read."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder))))
    return found
