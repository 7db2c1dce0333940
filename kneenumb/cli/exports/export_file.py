"""What every export has in common: a guard for what is read, and the file it goes into."""

from pathlib import Path
from typing import NamedTuple

from kneenumb.cli.emit import format_of_name, put_text, sign
from kneenumb.cli.inputs import reads_brought
from kneenumb.cli.terminal.streams import while_read
from kneenumb.storage.files import growing_file
from kneenumb.storage.guard import FileGuard, IsOurs
from kneenumb.storage.signature import is_signed


def guard_of(tree: str | None, case: str | None = None, *, force: bool) -> FileGuard:
    """A guard who knows what is read: a tree, and a case if there is one."""
    guard = FileGuard(force=force)
    reads_brought(guard, case, tree)
    return guard


class Export(NamedTuple):
    """Something for other programs, and the file that it goes into."""

    name: str
    """By which the file is known as ours, where its format has room for a line."""
    format: str
    file: Path | None

    def put(self, text: str) -> None:
        """Write the text."""
        with while_read():
            put_text(sign(text, self.name, self.format, self.file), self.file)

    def put_bytes(self, data: bytes) -> None:
        """Write what is no text. It goes into a file."""
        assert self.file is not None
        with growing_file(self.file) as add:
            add(data)


def ready(
    name: str,
    format: str,
    suffixes: tuple[str, ...],
    file: Path | None,
    guard: FileGuard,
    *,
    option: str = "--output",
    is_ours: IsOurs | None = None,
) -> Export:
    """Get ready to write a text, before anything is read for it.

    Args:
        option: What names its file on the command line.
        suffixes: How the name of its file may end. Only what asks for another format is refused.
        is_ours: Tells a file that was written before, where it has no room for a line.

    Raises:
        FileError: if the file may not be written.
    """
    if file is not None:
        guard.check_free(file, option)
    as_text = () if format == "xlsx" else (".txt",)
    format_of_name(file, dict.fromkeys((*suffixes, *as_text), format))
    name = f"export {name}"
    guard.write(file, option, is_ours or is_signed(name))
    return Export(name, format, file)
