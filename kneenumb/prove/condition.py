"""Conditions on one answer: all that a gate, a table or a claim can see of it."""

from typing import NamedTuple

from kneenumb.model.gate import Gate, Table


class AnswerCondition(NamedTuple):
    """The answer to ``question`` is, or for a checklist contains, one of ``options``."""

    question: str
    options: frozenset[str]
    alone: bool = False
    """The one option chosen must be it. A table reads an answer so."""

    def is_met_by(self, answer: tuple[str, ...]) -> bool:
        """Whether an answer to the question meets it."""
        return not self.options.isdisjoint(answer) and not (self.alone and len(answer) > 1)


class RoutingLine(NamedTuple):
    """A line of a gate, or a cell of a table: where whoever meets ``needs`` goes on."""

    needs: tuple[AnswerCondition, ...]
    target: str


def lines_of(gate: Gate | Table) -> tuple[RoutingLine, ...]:
    """A gate or table as lines, the first of which that is met decides. The last needs nothing.

    The lines of a gate keep their numbers. Those of a table are its cells, row by row.
    """
    if isinstance(gate, Gate):
        return tuple(RoutingLine(_needs(row.when or {}), row.target) for row in gate.lines)
    cells = (
        RoutingLine((_alone(gate.down, down), _alone(gate.across, across)), target)
        for (down, across), target in gate.cells.items()
    )
    return (*cells, RoutingLine((), gate.otherwise))


def _needs(when: dict[str, tuple[str, ...]]) -> tuple[AnswerCondition, ...]:
    return tuple(
        AnswerCondition(question, frozenset(options)) for question, options in when.items()
    )


def _alone(question: str, option: str) -> AnswerCondition:
    return AnswerCondition(question, frozenset({option}), alone=True)
