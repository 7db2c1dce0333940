"""How much work a task is, counted in lines of Python that it runs: the same on every machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

Task = Callable[[], object]


def lines_run(task: Task) -> int:
    """How many lines a task runs, those of the libraries that it calls among them."""
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


def assert_grows_slowly(task_of: Callable[[int], Task], size: int, most: float = 2.5) -> None:
    """Twice the size is about twice the work, and not four times or more.

    Args:
        task_of: Makes the task of a size. What it does itself is not counted.
        most: How many times the work twice the size may be.
    """
    once, twice = (lines_run(task_of(each)) for each in (size, 2 * size))
    assert once, "nothing was counted"
    assert twice < most * once, f"{size} of them took {once:,} lines, twice as many {twice:,}"
