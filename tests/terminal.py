"""A person at a terminal: a real pseudo-terminal, and the screen that they see."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

import pexpect
import pyte

from tests.process import PATIENCE

COMMAND = (sys.executable, "-m", "kneenumb")
ROW_KEYS = "123456789abcdef"
"""The keys of the lines of a question, in order."""


class Cell(NamedTuple):
    """A character on the screen, and how it looks."""

    text: str
    colour: str
    """A name, or six hex digits."""
    bold: bool
    italic: bool
    underlined: bool


class _Screen(pyte.HistoryScreen):
    """A screen that answers when a program asks where the cursor is, as terminals do."""

    def __init__(self, columns: int, rows: int, child: pexpect.spawn) -> None:
        super().__init__(columns, rows, history=5000, ratio=0.5)
        self._child = child

    def write_process_input(self, data: str) -> None:
        self._child.send(data)


class Terminal:
    """Runs ``kneenumb`` in a terminal of a given size.

    Use it as a context manager: whatever happens, the program is gone at the end.

    Args:
        argv: The arguments of ``kneenumb``.
        result: A file to send the standard output to, as ``> result`` does.
        env: What to set in the environment; ``None`` as a value takes a variable away.
    """

    def __init__(
        self,
        *argv: str,
        columns: int = 80,
        rows: int = 24,
        result: Path | None = None,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        surroundings: dict[str, str | None] = {
            **os.environ,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": None,
            "LINES": None,
            "PYTHONIOENCODING": None,
            **(env or {}),
        }
        line = [*command, *argv]
        if result is not None:
            line = ["/bin/sh", "-c", 'out=$1; shift; exec "$@" > "$out"', "sh", str(result), *line]
        self._child = pexpect.spawn(
            line[0],
            line[1:],
            dimensions=(rows, columns),
            env={name: value for name, value in surroundings.items() if value is not None},
            cwd=cwd,
            timeout=PATIENCE,
            # Who starts the tests in the background lets them ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        # Pexpect waits before each write for the sake of programs that ask for passwords, and
        # after the end for those that take their time.
        self._child.delaybeforesend = None
        self._child.ptyproc.delayafterclose = 0
        self._screen = _Screen(columns, rows, self._child)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        """Every byte that the program wrote to the terminal."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    @property
    def handle(self) -> int:
        """The descriptor of the terminal."""
        return int(self._child.child_fd)

    @property
    def columns(self) -> int:
        """How wide the window is."""
        return int(self._screen.columns)

    @property
    def lines(self) -> list[str]:
        """The lines on the screen, without the blanks at their ends."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def shown(self) -> str:
        """The screen, line by line."""
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[Cell]]:
        """Every character on the screen, line by line."""
        return [
            [
                Cell(each.data, each.fg, each.bold, each.italics, each.underscore)
                for each in (self._screen.buffer[row][at] for at in range(self.columns))
            ]
            for row in range(self._screen.lines)
        ]

    @property
    def text(self) -> str:
        """The words on the screen, as if it were one long line."""
        return _words(self.lines)

    @property
    def said(self) -> str:
        """The words that have scrolled away, and those on the screen."""
        away = [
            "".join(line[at].data for at in range(self._screen.columns))
            for line in self._screen.history.top
        ]
        return _words([*away, *self.lines])

    def send(self, keys: str | bytes) -> None:
        """Press keys."""
        self._child.send(keys)

    def see(self, *texts: str) -> None:
        """Wait until every one of ``texts`` is on the screen."""
        self.wait_until(lambda: _holds(self.text, texts), str(texts))

    def hear(self, *texts: str) -> None:
        """Wait until every one of ``texts`` has been said, even if it has scrolled away."""
        self.wait_until(lambda: _holds(self.said, texts), str(texts))

    def wait_until(self, happened: Callable[[], bool], what: str) -> None:
        """Read on until something has happened."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            ended = self._ended()
            if self._read():
                continue
            if ended or time.monotonic() > deadline:
                why = "ended before" if ended else "never saw"
                raise AssertionError(self._picture(f"{why} {what}"))

    def press(self, keys: str, *texts: str) -> None:
        """Press keys and wait until every one of ``texts`` is on the screen."""
        self.send(keys)
        self.see(*texts)

    def settle(self, seconds: float = 0.3) -> None:
        """Read until nothing has come for a while: to show that nothing happens."""
        while self._read(seconds):
            pass

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size, as a person does with the mouse."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the program to end, and give its exit code."""
        deadline = time.monotonic() + PATIENCE
        while True:
            # In this order, or its last words could be missed.
            ended = self._ended()
            if not self._read() and ended:
                break
            if time.monotonic() > deadline:
                raise AssertionError(self._picture("did not end"))
        self._child.close()
        assert self._child.signalstatus is None, self._picture("ended by a signal")
        return int(self._child.exitstatus)

    def decline(self) -> int:
        """Do without the reasons that are offered below a result; as :meth:`end`."""
        self.see("reasons")
        self.send("q\r")
        return self.end()

    def signal(self, name: str) -> None:
        """Send the program a signal, such as ``TERM``."""
        self._child.kill(getattr(signal, f"SIG{name}"))

    def hang_up(self) -> int | None:
        """Close the window, and give the exit code; ``None`` if a signal ended the program."""
        self._child.ptyproc.fileobj.close()
        deadline = time.monotonic() + PATIENCE
        while not self._ended():
            assert time.monotonic() < deadline, "does not end with its window"
            time.sleep(0.01)
        return self._child.exitstatus

    def _read(self, seconds: float = 0.05) -> bool:
        """Take in what the program wrote. Whether there was anything."""
        try:
            written = self._child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += written
        self._stream.feed(written)
        return True

    def _ended(self) -> bool:
        return not self._child.isalive()

    def _picture(self, what: str) -> str:
        frame = "\n".join(f"|{line}" for line in self.lines)
        return f"{what}; on the screen:\n{frame}"


def _holds(whole: str, parts: tuple[str, ...]) -> bool:
    return all(part in whole for part in parts)


def _words(lines: list[str]) -> str:
    """What the lines say, without frames, as one line."""
    return " ".join(re.sub("[━┃┏┓┗┛]", " ", " ".join(lines)).split())


def acts_on_a_terminal(text: str) -> list[str]:
    """The characters that do more than appear: controls, and changes of the direction of text."""
    return re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
