"""Measures one evaluation in a running Python, against reading the same answers from JSON.

.venv/bin/python -m tests.measure_evaluation
"""

import json
import timeit
from collections.abc import Callable, Iterator

from kneenumb import load_case, load_tree, triage
from kneenumb.batch.row_evaluator import RowEvaluator
from kneenumb.cases.chunks import Chunk
from kneenumb.cases.json_lines import JsonLines
from kneenumb.cases.record import RowBlock
from kneenumb.model.column_map import ColumnMap
from kneenumb.prove.machine import Machine

CASE = "v10"
"""A case that is asked everything up to the pattern."""

ROWS = 100


def main() -> None:
    for line in lines():
        print(line)


def lines() -> Iterator[str]:
    """What there is to tell."""
    tree, given = load_tree(), load_case(CASE).given
    answers = {each.question: each.options for each in given}
    text = json.dumps(answers)
    reader = JsonLines(tree, "rows", ColumnMap())
    evaluator = RowEvaluator(tree, reader, Machine(tree))
    (row,) = reader.rows(Chunk(text.encode(), 1, 0))
    rows = RowBlock([row.cells] * ROWS, lambda _: row)
    baseline = _microseconds(lambda: json.loads(text))
    yield f"case {CASE} in Python       µs   times reading its answers with json.loads"
    yield f"json.loads         {baseline:8.1f}"
    for name, took in {
        "triage": _microseconds(lambda: triage(tree, given)),
        "a known batch row": _microseconds(lambda: [*evaluator.evaluate(rows)]) / ROWS,
    }.items():
        yield f"{name:18} {took:8.1f}  {took / baseline:5.1f}"


def _microseconds(function: Callable[[], object]) -> float:
    number = 500
    return 1e6 * min(timeit.repeat(function, number=number, repeat=5)) / number


if __name__ == "__main__":
    main()
