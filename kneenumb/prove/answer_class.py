"""Classes of answers: the answers that nothing in the tree can tell apart are one class.

A checklist of ten lines takes more than a thousand answers. What counts of them is only
which conditions they meet, which levels of urgency they raise and where they lead, so the
classes are built line by line and never by listing the answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kneenumb.model.edges import leads_to
from kneenumb.model.gate import Gate, Table
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.limits import LIMITS, Limits, TooLarge


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


Rank = int
"""An urgency as a number, 0 for routine to 3 for emergency: compared a million times in a proof."""

RANKS: tuple[Rank, ...] = tuple(level.rank for level in Urgency)


class Signature(NamedTuple):
    """What an answer looks like from outside."""

    sees: int
    """Which of the conditions looked for it meets: bit 0 is the first of them."""
    levels: int
    """The urgencies of the red flags it raises: bit 0 is routine."""
    leads_to: str
    """The node that comes next: a question, gate, table or outcome."""


class AnswerClass(NamedTuple):
    """All the answers to a question that look the same."""

    signature: Signature
    floor: Rank
    """The gravest urgency raised. Without a red flag the mildest, which bounds nothing."""
    example: tuple[str, ...]
    """The answer of this class with the fewest ticks."""
    answers: int
    """How many answers are of this class, every combination of ticks counted."""
    lines: int
    """How many of them are one line alone."""


def signature_of(
    tree: Tree, question: str, answer: tuple[str, ...], conditions: Sequence[AnswerCondition]
) -> Signature:
    """What an answer looks like, with an eye on ``conditions`` on its question.

    Args:
        answer: Option ids in the order of the tree.
    """
    raised = 0
    for name in answer:
        flag = tree.questions[question].options[name].flag
        raised |= 1 << tree.red_flags[flag].urgency.rank if flag else 0
    met = (at for at, condition in enumerate(conditions) if condition.is_met_by(answer))
    return Signature(sum(1 << at for at in met), raised, leads_to(tree, question, answer))


def answer_classes(
    tree: Tree,
    question: str,
    conditions: Sequence[AnswerCondition],
    *,
    only: Iterable[str] | None = None,
    together: Iterable[str] | None = None,
    limits: Limits = LIMITS,
) -> tuple[AnswerClass, ...]:
    """The classes of answers to a question, told apart by ``conditions``, the clean one first.

    Args:
        only: The options that may be chosen, if not all of them.
        together: The lines that may be ticked together, if not all that the question allows.

    Raises:
        TooLarge: if there are too many.
    """
    found: dict[Signature, AnswerClass] = {}

    def add(answer: tuple[str, ...], answers: int, lines: int) -> None:
        looks = signature_of(tree, question, answer, conditions)
        floor = max(looks.levels.bit_length() - 1, 0)
        known = found.get(looks, AnswerClass(looks, floor, answer, 0, 0))
        example = min(known.example, answer, key=len)
        found[looks] = AnswerClass(
            looks, floor, example, known.answers + answers, known.lines + lines
        )

    options = tree.questions[question].options
    # The clean answer first: where it does not matter, an example says that all is well.
    for option in sorted(
        options if only is None else only, key=lambda name: not options[name].clean
    ):
        add((option,), 1, 1)
    ticked = _lines(tree, question) if together is None else together
    for ticks, count in _ticks(tree, question, ticked, conditions, limits):
        if len(ticks) > 1:
            add(ticks, count, 0)
    return tuple(found.values())


class ExtraTick(NamedTuple):
    """One more tick in a checklist."""

    before: tuple[str, ...]
    line: str
    after: tuple[str, ...]


def extra_ticks(
    tree: Tree,
    question: str,
    conditions: Sequence[AnswerCondition],
    limits: Limits = LIMITS,
) -> Iterator[ExtraTick]:
    """Every way to tick one more line of a checklist, those that look the same only once."""
    lines = _lines(tree, question)
    for line in lines:
        seen: set[tuple[Signature, Signature]] = set()
        others = [each for each in lines if each != line]
        for before, _ in _ticks(tree, question, others, conditions, limits):
            after = tuple(each for each in lines if each in before or each == line)
            looks = (
                signature_of(tree, question, before, conditions),
                signature_of(tree, question, after, conditions),
            )
            if looks not in seen:
                seen.add(looks)
                yield ExtraTick(before, line, after)


def _lines(tree: Tree, question: str) -> list[str]:
    """The lines that can be ticked together: of a question for one answer, none."""
    asked = tree.questions[question]
    if not asked.is_checklist:
        return []
    return [name for name, option in asked.options.items() if not option.stands_alone]


def _ticks(
    tree: Tree,
    question: str,
    lines: Iterable[str],
    conditions: Sequence[AnswerCondition],
    limits: Limits,
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every answer made of ``lines``, as examples of those that look the same, and how many."""
    options = tree.questions[question].options
    # Whether it is one line or several is told apart, as a table looks for one
    # alone; and so is the line that ends the questions, as the first one does.
    together: dict[tuple[int, int, str, int], tuple[tuple[str, ...], int]] = {}
    for name in lines:
        flag = options[name].flag
        raised = 1 << tree.red_flags[flag].urgency.rank if flag else 0
        alarm = name if raised >> Urgency.EMERGENCY.rank else ""
        sees = sum(1 << at for at, each in enumerate(conditions) if name in each.options)
        before = [*together.items(), ((0, 0, "", 0), ((), 1))]
        for (seen, levels, first_alarm, ticks), (example, count) in before:
            key = (seen | sees, levels | raised, first_alarm or alarm, min(ticks + 1, 2))
            longer = (*example, name)
            known, number = together.get(key, (longer, 0))
            together[key] = (min(known, longer, key=len), number + count)
        if len(together) > limits.things:
            raise TooLarge(f"kinds of answers to '{question}'")
    yield from together.values()
