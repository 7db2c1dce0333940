"""Runs ``kneenumb`` as a process of its own, for what only a real process shows."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PATIENCE = 120.0
"""Seconds until a command counts as hanging. No test says how fast it is: this only ends a wait
that would never end, on the slowest and busiest machine too."""


class Ended(NamedTuple):
    """How a script ended, and what it wrote."""

    code: int
    out: bytes
    err: str


def shell(
    script: str,
    *argv: str | Path,
    env: Mapping[str, str | None] | None = None,
    cwd: Path | None = None,
) -> Ended:
    """Run a shell script in which ``kneenumb`` is the command under test.

    Args:
        argv: What the script finds in ``$1``, ``$2`` and so on.
        env: What to set in the environment; ``None`` as a value takes a variable away.

    Raises:
        AssertionError: if it hangs, or if the command shows a traceback.
    """
    command = subprocess.list2cmdline([sys.executable])
    surroundings: dict[str, str | None] = {**os.environ, **(env or {})}
    process = subprocess.Popen(
        ["/bin/sh", "-c", f'kneenumb() {{ {command} -m kneenumb "$@"; }}\n{script}', "sh", *argv],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in surroundings.items() if value is not None},
        cwd=cwd,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise AssertionError(f"hangs: {script}") from None
    told = err.decode("utf-8", "backslashreplace")
    assert "Traceback" not in told, told
    return Ended(process.returncode, out, told)
