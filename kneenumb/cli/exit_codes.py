"""Exit codes: what a script can trust."""

from enum import IntEnum

from kneenumb.model.urgency import Urgency


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    TREE = 3
    ANSWERS = 4
    ROUTINE = 10
    SOON = 11
    SAME_DAY = 12
    EMERGENCY = 13
    INTERRUPTED = 130


def of_interruption(signal: int = 0) -> int:
    """The exit code where a signal stopped the command, or, without its number, a person."""
    return 128 + signal if signal else Exit.INTERRUPTED


def of_urgency(urgency: Urgency) -> Exit:
    """The exit code of a result, with ``--exit-urgency``."""
    return Exit[urgency.name]
