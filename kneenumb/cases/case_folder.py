"""Reads folders of case files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kneenumb.cases.blocks import Block, Position
from kneenumb.load.bundled import SUFFIXES
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.strict_yaml.document import content


def case_files(folder: Path) -> list[Path]:
    """The case files of a folder by name. Hidden files and folders inside it are left alone.

    Raises:
        AnswerError: if there are none, or the folder cannot be read.
    """
    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES
            and not path.name.startswith(".")
            and not path.is_dir()
        )
    except OSError as error:
        cause = f"The folder cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder)))) from None
    if not found:
        cause = f"There are no case files in the folder ({', '.join(SUFFIXES)})."
        raise AnswerError(Fault(cause, "Check the name.", Place(str(folder))))
    return found


def file_blocks(files: Iterable[Path], start: Position) -> Iterator[Block]:
    """The content of files, a block each.

    Args:
        start: Where to start: the offset counts files.
    """
    for at, path in enumerate(files):
        if at < start.offset:
            continue
        here, end = Position(at), Position(at + 1)
        try:
            yield Block(content(path), here, end, origin=str(path))
        except OSError as error:
            cause = f"The answers cannot be read: {error.strerror or 'no reason given'}."
            place = Place(str(path), 1, 1)
            fault = Fault(cause, "Check the file.", place, RowFault.SYNTAX)
            yield Block(b"", here, end, origin=str(path), fault=fault)
