"""Where the rows of a batch go: nowhere, onto the standard output, or into a file."""

from pathlib import Path

from kneenumb.batch.tally import Tally
from kneenumb.cases.blocks import Position
from kneenumb.cli.terminal.streams import write_bytes
from kneenumb.storage.partial_file import PartialFile


class Destination:
    """Takes rows. This one drops them: somebody wants to know only what became of them."""

    def begin(self, head: str) -> None:
        """Take what stands before all rows."""

    def add(self, rows: str, end: Position, tally: Tally) -> None:
        """Take whole rows.

        Args:
            end: Where in the input they end.
            tally: What became of all rows so far.
        """

    def stop(self) -> str:
        """Somebody stops it, and may want to go on later.

        Returns:
            What became of the rows so far, and how to go on.
        """
        return "There are no results."

    def resume(self) -> tuple[Position, Tally] | None:
        """Go on after an earlier run.

        Returns:
            Where in the input that one stopped, and what became of its rows; ``None`` if there
            was none.

        Raises:
            FileError: if it was another run, or cannot be gone on with.
        """
        return None

    def finish(self) -> None:
        """These were all rows."""

    def discard(self) -> None:
        """The rows there are shall not stay."""


class StandardOutput(Destination):
    """Writes rows as they come."""

    def begin(self, head: str) -> None:
        write_bytes(head)

    def add(self, rows: str, end: Position, tally: Tally) -> None:
        write_bytes(rows)

    def stop(self) -> str:
        return "These are not all rows."


class IntoDevice(Destination):
    """Writes rows as they come into what is no file: a pipe, or nothing at all."""

    def __init__(self, path: Path) -> None:
        self._device = path.open("w", encoding="utf-8", newline="")

    def begin(self, head: str) -> None:
        self._device.write(head)

    def add(self, rows: str, end: Position, tally: Tally) -> None:
        self._device.write(rows)
        self._device.flush()

    def finish(self) -> None:
        self._device.close()

    def stop(self) -> str:
        return "These are not all rows."


class IntoFile(Destination):
    """Collects rows in a file that appears once they are complete."""

    def __init__(self, file: PartialFile) -> None:
        self._file = file

    def begin(self, head: str) -> None:
        self._file.begin(head)
        self._note(Position(), Tally())

    def add(self, rows: str, end: Position, tally: Tally) -> None:
        self._file.add(rows)
        if self._file.is_due:
            self._note(end, tally)

    def stop(self) -> str:
        self._file.stop()
        return (
            f"The rows so far are in {self._file.partial}. To go on, repeat the command with "
            "--resume."
        )

    def resume(self) -> tuple[Position, Tally] | None:
        state = self._file.resume()
        if state is None:
            return None
        try:
            return Position(*state["end"]), Tally.of(state["tally"])
        except (ValueError, KeyError, TypeError):
            raise self._file.cannot_resume("what it noted cannot be read") from None

    def finish(self) -> None:
        self._file.finish()

    def discard(self) -> None:
        self._file.discard()

    def _note(self, end: Position, tally: Tally) -> None:
        self._file.note({"end": list(end), "tally": tally.state()})
