"""A line that tells how far a long work is, with the time that is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from kneenumb.page.phrases import counted

Tell = Callable[[int, int], None]
"""Told how far it is, in the unit of the total, and how many things are done."""


@contextmanager
def progress(console: Console, total: int | None, noun: str) -> Iterator[Tell]:
    """Show a bar while the work goes on, and nothing of it afterwards.

    Args:
        total: How far it goes; ``None`` if that is not known.
        noun: What is counted, such as ``row``.
    """
    bar = Progress(
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %") if total else TextColumn(""),
        TextColumn("{task.description}"),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task(counted(0, noun), total=total)

        def tell(so_far: int, done: int) -> None:
            bar.update(task, completed=so_far, description=counted(done, noun))

        yield tell
