"""Measures the start-up of a scripted case against an empty Typer app.

    .venv/bin/python -m tests.measure_startup [PAIRS]

Both run in the same environment, one after the other, pair by pair, so that a
slow moment of the machine slows both. The bar is a ratio of at most 1.3.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

EMPTY_APP = """
import typer

app = typer.Typer()


@app.command()
def main() -> None:
    pass


app()
"""


def main() -> None:
    for line in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 30):
        print(line)


def lines(pairs: int) -> Iterator[str]:
    """What there is to tell."""
    with tempfile.TemporaryDirectory() as folder:
        empty_app = Path(folder) / "empty.py"
        empty_app.write_text(EMPTY_APP)
        empty = [sys.executable, str(empty_app)]
        case = [sys.executable, "-m", "kneenumb", "triage", "--answers", "v10", "--format", "json"]
        seconds(case)  # The first start remembers the tree; every later one recalls it.
        measured = [(seconds(empty), seconds(case)) for _ in range(pairs)]
    theirs, ours = (1000 * statistics.median(each) for each in zip(*measured, strict=True))
    ratio = statistics.median(case / empty for empty, case in measured)
    yield f"start, {pairs} pairs          ms    ratio of a pair (median; bar 1.3)"
    yield f"empty Typer app {version('typer'):8} {theirs:4.0f}"
    yield f"scripted case            {ours:4.0f}  {ratio:7.2f}"


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
