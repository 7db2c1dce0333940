"""One run through a tree, and its way through gates and tables: the only engine there is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.edges import deepest_first, leads_to, targets
from kneenumb.model.frozen import holds
from kneenumb.model.gate import Gate, GateRow, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.walk.answer import validated


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


class Step(NamedTuple):
    """A question that was asked, and its answer in the order of the tree."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody stands in a tree, and how they came there."""

    tree: Tree
    steps: tuple[Step, ...]
    passages: tuple[Passage, ...]
    """The gates and tables gone through, in order."""
    at: str
    """The id of the question to ask now, or of the outcome reached."""

    @classmethod
    def begin(cls, tree: Tree) -> "Walk":
        """A walk that stands at the first question."""
        return cls(tree, (), (), tree.start)

    @property
    def question(self) -> Question | None:
        """The question to ask now; ``None`` once an outcome is reached."""
        return self.tree.questions.get(self.at)

    @property
    def is_complete(self) -> bool:
        """Whether an outcome is reached."""
        return self.at in self.tree.outcomes

    @property
    def answers(self) -> Answers:
        """Every question asked and its answer, in the order asked."""
        return {step.question: step.options for step in self.steps}

    def answer(self, *options: str) -> "Walk":
        """Answer the question at hand.

        Args:
            options: Option ids: one, or for a checklist one or more.

        Raises:
            AnswerError: if this is no answer to the question at hand.
            ValueError: if no question is open, as an outcome is reached.
        """
        if self.is_complete:
            raise ValueError(f"the walk has ended at {self.at!r}")
        picked = validated(self.tree, self.at, options)
        onward = leads_to(self.tree, self.at, picked)
        at, passed = follow(self.tree, onward, {**self.answers, self.at: picked})
        steps = (*self.steps, Step(self.at, picked))
        return Walk(self.tree, steps, self.passages + passed, at)

    def back(self) -> "Walk":
        """Take back the last answer. At the first question, the walk itself."""
        return replay(self.tree, dict(list(self.answers.items())[:-1]))

    def change(self, question: str, *options: str) -> "Walk":
        """Give another answer to a question already asked.

        The answers after it are kept as far as their questions are still
        asked; the walk stops at the first question that is new.
        """
        return replay(self.tree, {**self.answers, question: options})


def replay(tree: Tree, answers: Mapping[str, tuple[str, ...]]) -> Walk:
    """Walk as far as ``answers`` lead, in the order the tree asks.

    Args:
        answers: Question id to option ids, in any order. What the tree does
            not ask is left aside.

    Raises:
        AnswerError: if an answer that is asked for cannot be used.
    """
    walk = Walk.begin(tree)
    while not walk.is_complete and walk.at in answers:
        walk = walk.answer(*answers[walk.at])
    return walk


def most_questions(tree: Tree) -> dict[str, int]:
    """For every node, how many questions there can be from it on.

    The question itself counts. No walk asks more, though most ask fewer.
    """
    most: dict[str, int] = {}
    for name in deepest_first(tree):
        beyond = max((most[each] for each in targets(tree, name)), default=0)
        most[name] = beyond + (name in tree.questions)
    return most
