"""When a walk comes to a question or an outcome, said as a condition on the answers."""

from collections.abc import Iterator, Mapping

from kneenumb.export.form_condition import (
    ALWAYS,
    NEVER,
    FormCondition,
    OptionTest,
    all_of,
    any_of,
    negated,
    size,
)
from kneenumb.model.edges import deepest_first, leads_to
from kneenumb.model.fault import Fault, TreeError
from kneenumb.model.gate import Gate, Table
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency

MOST_OPTIONS = 4_000
"""Options that one condition may name. Nobody could read more, and no form could hold them."""


def shown_when(tree: Tree) -> dict[str, FormCondition]:
    """For every node, the condition under which a walk comes there.

    It holds for whatever stands under questions that the walk does not ask, as where somebody went
    back and changed an answer: each condition has all that leads there in it.

    Raises:
        TreeError: if one would be too long.
    """
    reached: dict[str, FormCondition] = {}
    ways: dict[str, list[FormCondition]] = {tree.start: [ALWAYS]}
    always: dict[str, frozenset[str]] = {tree.start: frozenset()}
    sometimes: dict[str, frozenset[str]] = {tree.start: frozenset()}
    for name in reversed(deepest_first(tree)):
        here = reached[name] = any_of(ways.get(name, ()))
        if size(here) > MOST_OPTIONS:
            cause = (
                f"{tree.id} is too large for a form: too much decides whether '{name}' is shown."
            )
            raise TreeError(Fault(cause, "Use 'kneenumb export page' instead, which has no limit."))
        if here == NEVER:
            continue
        asked = _Asked(tree, reached, always[name], sometimes[name])
        own = frozenset({name} & tree.questions.keys())
        for target, condition in asked.onward(name):
            ways.setdefault(target, []).append(all_of([here, condition]))
            after = asked.always | own
            always[target] = always.get(target, after) & after
            sometimes[target] = sometimes.get(target, frozenset()) | asked.sometimes | own
    return reached


def emergencies(tree: Tree, question: Question) -> list[str]:
    """The options of a question that end a walk at once."""
    return [
        name
        for name, option in question.options.items()
        if option.flag and tree.red_flags[option.flag].urgency is Urgency.EMERGENCY
    ]


class _Asked:
    """What was asked before a node, and where it leads."""

    def __init__(
        self,
        tree: Tree,
        reached: Mapping[str, FormCondition],
        always: frozenset[str],
        sometimes: frozenset[str],
    ) -> None:
        self._tree = tree
        self._reached = reached
        self.always = always
        """Questions that every walk was asked that comes here."""
        self.sometimes = sometimes
        """Questions that some of them were asked."""

    def onward(self, name: str) -> Iterator[tuple[str, FormCondition]]:
        """Every node that comes right after this one, and when it does."""
        match self._tree.nodes[name]:
            case Question() as question:
                yield from self._of_question(name, question)
            case Gate() as gate:
                yield from self._of_gate(gate)
            case Table() as table:
                yield from self._of_table(table)

    def _of_question(self, name: str, question: Question) -> Iterator[tuple[str, FormCondition]]:
        tree = self._tree
        # Of several options, the first that is an emergency decides, or else the first.
        grave = emergencies(tree, question)
        order = [*grave, *(option for option in question.options if option not in grave)]
        targets = {option: leads_to(tree, name, (option,)) for option in order}
        for target in dict.fromkeys(targets.values()):
            if not question.is_checklist:
                yield (
                    target,
                    self._chosen(name, [each for each in order if targets[each] == target]),
                )
                continue
            runs: list[FormCondition] = []
            run: list[str] = []
            others: list[str] = []
            for option in [*order, None]:
                if option is not None and targets[option] == target:
                    run.append(option)
                    continue
                if run:
                    none_before = negated(self._chosen(name, others)) if others else ALWAYS
                    runs.append(all_of([self._chosen(name, run), none_before]))
                    run = []
                if option is not None:
                    others.append(option)
            yield target, any_of(runs)

    def _of_gate(self, gate: Gate) -> Iterator[tuple[str, FormCondition]]:
        left: FormCondition = ALWAYS
        for line in gate.lines:
            when = line.when or {}
            matches = all_of(self._answered(name, options) for name, options in when.items())
            yield line.target, all_of([left, matches])
            left = all_of([left, negated(matches)])

    def _of_table(self, table: Table) -> Iterator[tuple[str, FormCondition]]:
        left: list[FormCondition] = []
        for target in dict.fromkeys(table.cells.values()):
            pairs = [pair for pair, to in table.cells.items() if to == target]
            fits = any_of(
                all_of([self._only(table.down, down), self._only(table.across, across)])
                for down, across in pairs
            )
            if target != table.otherwise:
                left.append(negated(fits))
                yield target, fits
        yield table.otherwise, all_of(left)

    def _only(self, question: str, option: str) -> FormCondition:
        """An answer of this option alone."""
        others = [each for each in self._tree.questions[question].options if each != option]
        return all_of(
            [self._answered(question, (option,)), negated(self._chosen(question, others))]
        )

    def _answered(self, question: str, options: tuple[str, ...]) -> FormCondition:
        """An answer that was given on the way here."""
        if question not in self.sometimes:
            return NEVER
        chosen = self._chosen(question, options)
        return chosen if question in self.always else all_of([self._reached[question], chosen])

    def _chosen(self, question: str, options: "list[str] | tuple[str, ...]") -> FormCondition:
        is_single = not self._tree.questions[question].is_checklist
        return OptionTest(question, frozenset(options), True, is_single)
