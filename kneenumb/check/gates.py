"""Rules about the lines of gates and tables."""

from collections.abc import Iterator

from kneenumb.check.exam import Exam
from kneenumb.check.finding import Flaw
from kneenumb.check.rule import rule
from kneenumb.model.answers import Answers
from kneenumb.model.frozen import FrozenDict
from kneenumb.model.gate import Table
from kneenumb.prove.arrival import Arrivals
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.person import trodden
from kneenumb.walk.walk import replay


@rule("dead-line")
def dead_line(exam: Exam) -> Iterator[Flaw]:
    """A line of a gate or table that decides for nobody.

    The first line of a gate that matches decides. A line below one that always matches first,
    or with conditions that nobody meets who comes to the gate, reads like a rule of the tree
    and is none.

    Move the line up, mend its conditions, or delete it. The last line, "else", may stay without
    anybody: it is the net below all others.

    Wrong, as the first line takes everybody whom the second one means::

        - {when: {weakness: [new, slow]}, next: o_check_today}
        - {when: {weakness: [slow]}, next: o_slow}

    Right::

        - {when: {weakness: [slow]}, next: o_slow}
        - {when: {weakness: [new]}, next: o_check_today}
    """
    reached = {passed.gate for passed in exam.passed}
    for name, gate in exam.tree.gates.items():
        if name not in reached:
            continue
        for at in range(len(gate.lines) - 1):
            if Passed(name, at) not in exam.passed:
                yield _dead(exam, name, at)
    for name, table in exam.tree.tables.items():
        if name in reached:
            yield from _unused_rows(exam, name, table)


def _unused_rows(exam: Exam, name: str, table: Table) -> Iterator[Flaw]:
    used = {down for at, (down, _) in enumerate(table.cells) if Passed(name, at) in exam.passed}
    for at, row in enumerate(table.rows):
        for position, option in enumerate(row.options):
            if option not in used:
                yield Flaw(
                    ("tables", name, "rows", at, "options", position),
                    f"No cell of '{name}' for '{option}' is ever used.",
                    "Mend what leads to the table, or delete it here.",
                )


def _dead(exam: Exam, gate: str, line: int) -> Flaw:
    path = ("gates", gate, "lines", line)
    witness = _who_meets(exam, gate, line)
    if witness is None:
        return Flaw(
            path,
            f"Nobody who comes to '{gate}' ever meets the conditions of this line.",
            "Mend its conditions, or delete it.",
        )
    passages = replay(exam.tree, witness).passages
    first = next(each.line for each in passages if each.gate == gate)
    return Flaw(
        path,
        f"This line never decides: whoever meets it meets a line above it first, such as "
        f"line {(first or 0) + 1} of '{gate}'.",
        "Move it up, mend its conditions, or delete it.",
        witness,
    )


def _who_meets(exam: Exam, gate: str, line: int) -> Answers | None:
    """Somebody who comes to a gate and meets a line of it, whatever the lines above."""
    lines = exam.tree.gates[gate].lines
    moved = exam.tree.gates[gate].model_copy(
        update={"lines": (lines[line], *lines[:line], *lines[line + 1 :])}
    )
    other = exam.tree.model_copy(update={"gates": FrozenDict({**exam.tree.gates, gate: moved})})
    # It would still hold the nodes of the tree that it is a copy of.
    other.__dict__.pop("nodes", None)
    machine = Machine(other)
    arrived = Arrivals(machine)
    for question in machine.order:
        for spot in machine.at[question]:
            for kind, step in zip(machine.kinds[question], machine.steps[spot], strict=True):
                if Passed(gate, 0) in step.through:
                    return exam.person(trodden(arrived.mildest(spot).trail) | {question: kind})
    return None
