"""Rules about lines that were split from others in an earlier version of the tree."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import rule
from kneenumb.model.claim import Statement
from kneenumb.model.fault import NodePath
from kneenumb.model.question import Option, Question
from kneenumb.model.tree import Tree

_SAME = ("flag", "next", "clean", "unsure")
"""The keys of an option that say what it does."""


class _NamedLine(NamedTuple):
    """Somewhere options of a question are named together."""

    path: NodePath
    question: str
    options: tuple[str, ...]


@rule(
    "split-apart",
    page="""A line that was split from another does not do what that does.

    Answers that were given before the split name the old line. They have the same result as the
    answer that would be given now only if whoever ticks one is treated as whoever ticks the
    other.

    Give it the red flag and the 'next' of the line it was split from, and name it in every gate,
    table, sentence and claim that names that one. If it should do something else, it is no split:
    delete 'split_from'.

        new_change: {label: "New: pee is hard to start", flag: rf_bladder, …}
        new_leak: {label: "New: pee leaks", split_from: new_change, flag: rf_bladder, …}

        - {when: {bladder: [new_change, new_leak]}, next: o_check_today}  # both
    """,
)
def split_apart(context: CheckContext) -> Iterator[Flaw]:
    tree = context.tree
    named = [*_conditions(tree), *_claims(tree)]
    for name, question in tree.questions.items():
        for key, parent in _splits(question):
            yield from _does_otherwise(name, question, key, parent)
            yield from _parted_by_an_alarm(tree, name, key, parent)
            yield from _led_elsewhere(tree, name, key, parent)
            for path, asked, options in named:
                if asked == name and (key in options) != (parent in options):
                    there, missing = (key, parent) if key in options else (parent, key)
                    yield Flaw(
                        path,
                        f"This names '{there}', but not '{missing}', though '{key}' of '{name}' "
                        f"was split from '{parent}'.",
                        f"Name '{missing}' here too, or delete 'split_from' of '{key}'.",
                    )


def _splits(question: Question) -> Iterator[tuple[str, str]]:
    """Every line that was split from another, with that."""
    for key, option in question.options.items():
        if option.split_from:
            yield key, option.split_from


def _does_otherwise(name: str, question: Question, key: str, parent: str) -> Iterator[Flaw]:
    one, other = question.options[key], question.options[parent]
    for field in _SAME:
        if getattr(one, field) != getattr(other, field):
            path: NodePath = ("questions", name, "options", key)
            yield Flaw(
                (*path, field) if field in one.model_fields_set else path,
                f"The '{field}' of '{key}' in '{name}' is not that of '{parent}', from which it "
                f"was split.",
                f"Make it the same, or delete 'split_from' of '{key}'.",
                of_key=True,
            )


def _parted_by_an_alarm(tree: Tree, name: str, key: str, parent: str) -> Iterator[Flaw]:
    """Of several emergencies that are ticked, the first names the outcome."""
    question = tree.questions[name]
    ends = {each: _alarm(tree, option) for each, option in question.options.items()}
    if not (question.is_checklist and ends[key]):
        return
    order = list(ends)
    between = order[order.index(parent) + 1 : order.index(key)]
    other = next((each for each in between if ends[each] not in (None, ends[key])), None)
    if other is not None:
        yield Flaw(
            ("questions", name, "options", key),
            f"'{other}' stands between '{key}' and '{parent}', from which it was split: whoever "
            f"ticks '{other}' too gets another outcome with each.",
            f"Move '{key}' up, to stand right below '{parent}'.",
            of_key=True,
        )


def _alarm(tree: Tree, option: Option) -> str | None:
    """The outcome at which an option ends the questions."""
    return tree.red_flags[option.flag].outcome if option.flag else None


def _led_elsewhere(tree: Tree, question: str, key: str, parent: str) -> Iterator[Flaw]:
    """Tables in which a split line leads somewhere else."""
    for name, table in tree.tables.items():
        cells, home = table.cells, "rows" if question == table.down else "columns"
        if question == table.down:
            pairs = [((key, column), (parent, column)) for column in table.columns]
        elif question == table.across:
            downs = [option for row in table.rows for option in row.options]
            pairs = [((down, key), (down, parent)) for down in downs]
        else:
            continue
        ends = (tuple(cells.get(each, table.otherwise) for each in pair) for pair in pairs)
        if any(one != other for one, other in ends):
            yield Flaw(
                ("tables", name, home),
                f"'{key}' leads elsewhere than '{parent}' in '{name}', though it was split from "
                f"it.",
                f"Lead both to the same, or delete 'split_from' of '{key}'.",
                of_key=True,
            )


def _conditions(tree: Tree) -> Iterator[_NamedLine]:
    """What gates and sentences of outcomes look for."""
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            yield from _when(("gates", name, "lines", at, "when"), line.when or {})
    for name, outcome in tree.outcomes.items():
        for at, sentence in enumerate(outcome.why_if):
            yield from _when(("outcomes", name, "why_if", at, "when"), sentence.when)


def _claims(tree: Tree) -> Iterator[_NamedLine]:
    for name, claim in tree.claims.items():
        for at, implication in enumerate(claim.holds):
            path: NodePath = ("claims", name, "holds", at)
            yield from _statement((*path, "when"), implication.when)
            yield from _statement((*path, "then"), implication.then)


def _statement(path: NodePath, statement: Statement) -> Iterator[_NamedLine]:
    yield from _when(path, statement.answers)
    for at, inner in enumerate(statement.any):
        yield from _statement((*path, "any", at), inner)


def _when(path: NodePath, when: Mapping[str, Iterable[str]]) -> Iterator[_NamedLine]:
    for question, options in when.items():
        yield _NamedLine((*path, question), question, tuple(options))
