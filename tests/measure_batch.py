"""Measures a batch of many rows against the standard library, which reads and writes the same file.

    .venv/bin/python -m tests.measure_batch [ROWS]

Each is a process of its own, and the time is all that its one processor took, from the start of
Python to its end. They run in turns, so that a slow moment of the machine slows both. The bars are
1.6 times that time, and 120 MB at the most. A tenth as many rows that are all bad, in each of the
ways in which a row of a table is refused, are held against as many good ones; the bar is 5 times
their time.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.batches import people_as_csv
from tests.measure_check import peak_megabytes

ROWS = 1_000_000
PART = 10
TURNS = 3
CHECKLISTS = ("whole_body", "circulation", "injury", "swelling_fever", "background")


class Taken(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    for line in lines(rows):
        print(line, flush=True)


def lines(rows: int) -> Iterator[str]:
    """What there is to tell, as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        table, objects = Path(folder) / "people.csv", Path(folder) / "people.jsonl"
        write(table, objects, rows)
        yield f"{rows:,} rows           seconds  a row    ratio (bar 1.6)  peak (bar 120 MB)"
        for path in (table, objects):
            pairs = [(taken("pass_through", path), taken("batch", path)) for _ in range(TURNS)]
            theirs, ours = (min(each) for each in zip(*pairs, strict=True))
            name = path.suffix.lstrip(".")
            yield f"{name:5} read, written   {theirs.seconds:6.1f}  {_each(theirs, rows)}"
            yield (
                f"{name:5} batch           {ours.seconds:6.1f}  {_each(ours, rows)}"
                f"  {ours.seconds / theirs.seconds:13.2f}  {ours.megabytes:14.0f} MB"
            )
        few = rows // PART
        yield ""
        yield f"{few:,} rows, all bad  seconds  a row  of a good one (bar 5)"
        write(table, objects, few)
        bad = Path(folder) / "bad.csv"
        for kind, spoil in BAD.items():
            write_bad(table, bad, spoil)
            good, found = taken("batch", table), taken("batch", bad)
            yield (
                f"{kind:20}  {found.seconds:6.1f}  {_each(found, few)}"
                f"  {found.seconds / good.seconds:13.2f}  {found.megabytes:14.0f} MB"
            )


def changed(first: str) -> Callable[[int, list[str]], list[str]]:
    """A row with something else for its first answer, which may have its number in it."""
    return lambda at, cells: [cells[0], first.format(at), *cells[2:]]


BAD: dict[str, Callable[[int, list[str]], list[str]]] = {
    "one unknown option": changed("nope"),
    "many unknown options": changed("nope {}"),
    "an answer missing": changed(""),
    "a cell missing": lambda at, cells: cells[:5] + cells[6:],
    "a cell too many": lambda at, cells: [*cells[:5], "", *cells[5:]],
    "a stray quote": lambda at, cells: [cells[0], f'"{cells[1]}', *cells[2:]],
    "no UTF-8": lambda at, cells: [*cells[:2], f"{cells[2]}\udcff", *cells[3:]],
    "an id too long": lambda at, cells: [f"{cells[0]:0>120}", *cells[1:]],
    "an id twice": lambda at, cells: ["1", *cells[1:]],
}
"""What is wrong with every row: made of its number and its cells."""


def write_bad(table: Path, bad: Path, spoil: Callable[[int, list[str]], list[str]]) -> None:
    """The same table with something wrong in each row."""
    with table.open() as source, bad.open("w", errors="surrogateescape") as target:
        target.write(next(source))
        for at, line in enumerate(source):
            target.write(",".join(spoil(at, line.rstrip("\n").split(","))) + "\n")


def write(table: Path, objects: Path, rows: int) -> None:
    """The same people in a table and as JSON Lines, 100,000 of them and again from the start."""
    people = people_as_csv(min(rows, 100_000)).splitlines()
    header = people.pop(0).split(",")
    with table.open("w") as csv_file, objects.open("w") as json_file:
        csv_file.write(",".join(header) + "\n")
        for at in range(rows):
            line = f"{at},{people[at % len(people)].partition(',')[2]}"
            csv_file.write(line + "\n")
            answers = dict(zip(header, line.split(","), strict=True))
            ticks = {name: [answers[name]] for name in CHECKLISTS}
            json_file.write(json.dumps({**answers, **ticks}) + "\n")


def taken(what: str, path: Path) -> Taken:
    """What a process took for a file."""
    script = f"import sys; from tests.measure_batch import {what}; {what}(*sys.argv[1:])"
    command = [
        sys.executable,
        "-c",
        script,
        str(path),
        str(path.with_suffix(f".{what}{path.suffix}")),
    ]
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return Taken(*json.loads(told.stdout))


def pass_through(source: str, target: str) -> None:
    """Read a file with the standard library, and write it unchanged."""
    with open(source, newline="") as read, open(target, "w", newline="") as written:
        if source.endswith(".csv"):
            csv.writer(written).writerows(csv.reader(read))
        else:
            for line in read:
                written.write(json.dumps(json.loads(line)) + "\n")
    _tell()


def batch(source: str, target: str) -> None:
    """Run a batch over a file."""
    from kneenumb.__main__ import main

    sys.argv = ["kneenumb", "batch", source, "--output", target]
    try:
        main()
    except SystemExit as end:
        assert end.code in (None, 0, 4)  # Rows may be bad.
    _tell()


def _tell() -> None:
    print(json.dumps([time.process_time(), peak_megabytes()]))


def _each(taken: Taken, rows: int) -> str:
    return f"{1e6 * taken.seconds / rows:5.1f} µs"


if __name__ == "__main__":
    main()
