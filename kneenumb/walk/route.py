"""Through gates and tables to the next question or outcome."""

from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.frozen import holds
from kneenumb.model.gate import Gate, GateRow, Table
from kneenumb.model.tree import Tree


class Passage(NamedTuple):
    """A gate or table that a walk went through, and how."""

    gate: str
    line: int | None
    """The line of the gate that matched, from 0; ``None`` for a table."""
    target: str


def follow(tree: Tree, node: str, answers: Answers) -> tuple[str, tuple[Passage, ...]]:
    """Go on from ``node`` until a question or an outcome.

    Returns:
        The question or outcome, and what was gone through on the way, in order.
    """
    passages: list[Passage] = []
    while True:
        match tree.nodes[node]:
            case Gate(lines=lines):
                line = _first_match(lines, answers)
                passages.append(Passage(node, line, lines[line].target))
            case Table() as table:
                passages.append(Passage(node, None, _cell(table, answers)))
            case _:
                return node, tuple(passages)
        node = passages[-1].target


def _first_match(lines: tuple[GateRow, ...], answers: Answers) -> int:
    for at, line in enumerate(lines):
        if line.when is None or holds(line.when, answers):
            return at
    raise AssertionError("a gate ends with 'else'")


def _cell(table: Table, answers: Answers) -> str:
    down, across = answers.get(table.down, ()), answers.get(table.across, ())
    if len(down) == len(across) == 1:
        return table.cells.get((down[0], across[0]), table.otherwise)
    return table.otherwise
