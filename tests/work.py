"""How much work a task is, counted in lines of Python that it runs: the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

Task = Callable[[], object]


def lines_run(task: Task) -> int:
    """How many lines a task runs, those of the libraries it calls among them."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        task()
    finally:
        sys.settrace(before)
    return count


def assert_grows_in_step(task_of: Callable[[int], Task], size: int) -> None:
    """Twice the size is twice the work, and not four times.

    Args:
        task_of: Prepares the task of a size. What it does itself is not counted.
    """
    once, twice = (lines_run(task_of(each)) for each in (size, 2 * size))
    assert once > size / 2, f"{size} of them took {once} lines: nothing was counted"
    assert twice < 2.5 * once, f"{size} of them took {once:,} lines, twice as many {twice:,}"
