"""Measures the start-up of a scripted case against an empty Typer app.

    .venv/bin/python tests/measure_startup.py [PAIRS]

Both run in the same environment, one after the other, pair by pair, so that a
slow moment of the machine slows both. The bar is a ratio of at most 1.5.
"""

import platform
import statistics
import subprocess
import sys
import tempfile
import time
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
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with tempfile.TemporaryDirectory() as folder:
        empty_app = Path(folder) / "empty.py"
        empty_app.write_text(EMPTY_APP)
        empty = [sys.executable, str(empty_app)]
        case = [sys.executable, "-m", "kneenumb", "triage", "--answers", "v10", "--format", "json"]
        seconds(case)  # The first start remembers the tree; every later one recalls it.
        measured = [(seconds(empty), seconds(case)) for _ in range(pairs)]
    ratios = [ours / theirs for theirs, ours in measured]
    print(f"Python {platform.python_version()}, typer {version('typer')}, {pairs} pairs")
    print(f"empty Typer app   {1000 * statistics.median(a for a, _ in measured):6.0f} ms (median)")
    print(f"scripted case     {1000 * statistics.median(b for _, b in measured):6.0f} ms (median)")
    print(f"ratio of a pair   {statistics.median(ratios):6.2f} (median; the bar is 1.50)")


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
