"""Runs ``kneenumb`` under a guard that refuses the network and tells what it wrote.

    .venv/bin/python -m tests.watched triage v5 --format json --output me.json

Every file that was opened for writing, and whatever else was changed on the disk, is told at the
end, a line each. A way to the network is refused and told. What a library that is no Python does
by itself is not seen (DuckDB, an extra, writes files like that).
"""

import os
import socket
import sys
from typing import Any

TOLD = "watched: "
"""How each line begins that tells what was done."""
NOTHING = "wrote nothing, and asked for no network"
REFUSED = "refused"

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.mkfifo", "sqlite3.connect"),
}
"""Events that change what is on the disk, besides opening a file. The path comes first."""
_STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "pty.spawn"}
"""Events that start another program, which no guard would watch."""
_ENTRANCES = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")
"""How the names of events begin that lead to a network."""


class Watch:
    """What happened so far, each thing once."""

    def __init__(self) -> None:
        self.seen: dict[str, None] = {}

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Take in an event, as ``sys.addaudithook`` passes it on.

        Raises:
            PermissionError: if it leads to the network, or to a program that nobody watches.
        """
        if event == "open":
            path, _, flags = args
            if isinstance(path, str | bytes | os.PathLike) and flags & _WRITES:
                self._tell(f"open {os.path.abspath(os.fsdecode(path))}")
        elif event in _CHANGES:
            paths = [each for each in args[:2] if isinstance(each, str | bytes | os.PathLike)]
            told = (os.path.abspath(os.fsdecode(path)) for path in paths)
            self._tell(f"{event.partition('.')[2]} {' '.join(told)}")
        elif event in _STARTS or (event.startswith(_ENTRANCES) and not _is_pair(event, args)):
            self._tell(f"{REFUSED} {event} {args[1:]!r}")
            raise PermissionError(f"{event} is refused here")

    def _tell(self, what: str) -> None:
        self.seen.setdefault(what)


def _is_pair(event: str, args: tuple[Any, ...]) -> bool:
    """Whether it makes one end of a pair, with which a menu wakes itself: it leads nowhere else."""
    return event == "socket.__new__" and args[1] == getattr(socket, "AF_UNIX", None)


def main() -> None:
    """Run the command, and tell what it did on standard error, however it ended."""
    sys.dont_write_bytecode = True  # Python itself would write it, wherever it can.
    watch = Watch()
    sys.addaudithook(watch)
    from kneenumb.__main__ import main as kneenumb

    sys.argv[0] = "kneenumb"
    try:
        kneenumb()
    finally:
        for line in [*watch.seen] or [NOTHING]:
            print(f"{TOLD}{line}", file=sys.__stderr__, flush=True)


def lines(told: str) -> list[str]:
    """What a watched command did, from what it wrote on standard error."""
    return [line.partition(TOLD)[2] for line in told.splitlines() if TOLD in line]


if __name__ == "__main__":
    main()
