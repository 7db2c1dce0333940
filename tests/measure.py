"""Measures everything that has a bar, each against something named in the same run.

    .venv/bin/python -m tests.measure [ROWS]

It takes about two minutes for the million rows that a batch is measured with. Each part is also a
command of its own: ``tests.measure_startup``, ``measure_batch``, ``measure_evaluation`` and
``measure_check``.
"""

import os
import platform
import sys
from pathlib import Path

from kneenumb.load.tree_file import read_tree
from tests import measure_batch, measure_check, measure_evaluation, measure_startup

STARTS = 30
CHAIN = "gate_after_gate"


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else measure_batch.ROWS
    print(machine())
    for lines in (
        measure_startup.lines(STARTS),
        measure_batch.lines(rows),
        measure_evaluation.lines(),
        measure_check.lines(CHAIN, read_tree(), [(number, 3) for number in (10, 20, 40, 80)]),
    ):
        print()
        for line in lines:
            print(line, flush=True)


def machine() -> str:
    """What it is measured on."""
    return (
        f"{os.cpu_count()} × {_processor()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


if __name__ == "__main__":
    main()
