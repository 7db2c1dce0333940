"""Runs the command line inside the test: as a user would, but without a second Python."""

import io
import sys
from typing import NamedTuple
from unittest.mock import patch

from kneenumb.__main__ import main


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


def run(*argv: str, stdin: bytes = b"") -> Done:
    """Run ``kneenumb`` with these arguments. None of its streams is a terminal.

    Returns:
        The exit code, the standard output and the standard error. A problem
        that the command does not foresee is not caught: it fails the test.
    """
    streams = {
        name: io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="\n")
        for name, content in (("stdin", stdin), ("stdout", b""), ("stderr", b""))
    }
    code: int | str | None = 0
    with patch.multiple(sys, argv=["kneenumb", *argv], **streams):
        try:
            main()
        except SystemExit as end:
            code = end.code
    for name in ("stdout", "stderr"):
        streams[name].flush()
    assert code is None or isinstance(code, int), code
    out, err = (streams[name].buffer.getvalue().decode() for name in ("stdout", "stderr"))
    return Done(code or 0, out, err)
