"""Reads folders of case files."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kneenumb.cases.chunks import Chunk
from kneenumb.load.bundled import SUFFIXES
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.strict_yaml.document import content


def case_files(folder: Path) -> list[Path]:
    """The case files of a folder and of the folders in it, by name. Hidden ones are left alone.

    Raises:
        AnswerError: if there are none, or the folder cannot be read.
    """
    found = [path for path in _files(folder) if path.suffix.lower() in SUFFIXES]
    if not found:
        cause = f"There are no case files in the folder ({', '.join(SUFFIXES)})."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder))))
    return found


def other_files(folder: Path) -> list[str]:
    """The files of a folder that are no case files, by name."""
    others = (path for path in _files(folder) if path.suffix.lower() not in SUFFIXES)
    return [str(path.relative_to(folder)) for path in others]


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    try:
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        cause = f"The folder cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder)))) from None
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            found += _files(path)
        else:
            found.append(path)
    return found


def file_chunks(files: Sequence[Path]) -> Iterator[Chunk]:
    """The content of files, a chunk each. Each file has a name of its own."""
    stems = Counter(path.stem for path in files)
    for number, path in enumerate(files, 1):
        name = path.stem if stems[path.stem] == 1 else path.name
        try:
            yield Chunk(content(path), 1, number, origin=str(path), name=name)
        except OSError as error:
            cause = f"The answers cannot be read: {error.strerror or 'no reason given'}."
            place = Place(str(path), 1, 1)
            fault = Fault(cause, "Check the file.", place, RowFault.SYNTAX)
            yield Chunk(b"", 1, number, origin=str(path), name=name, fault=fault)
