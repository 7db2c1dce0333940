"""Faults in the red flags of a tree: one is not raised, is milder, or leads elsewhere."""

from collections.abc import Iterator

from kneenumb.check.finding import Path
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.mutate.mutation import Drop, Edit, Mutation, Put


def dropped(tree: Tree) -> Iterator[Mutation]:
    """Every red flag taken from each option that raises it."""
    for name, question in tree.questions.items():
        for key, option in question.options.items():
            if option.flag:
                path = ("questions", name, "options", key, "flag")
                says = f"The option '{key}' of '{name}' does not raise '{option.flag}'."
                yield Mutation("flag-dropped", path, says, (Drop(path),))


def lowered(tree: Tree) -> Iterator[Mutation]:
    """Every red flag one level milder.

    One that was an emergency no longer ends the questions.
    """
    levels = tuple(Urgency)
    for name, flag in tree.red_flags.items():
        if flag.urgency is levels[0]:
            continue
        milder = levels[flag.urgency.rank - 1]
        path: Path = ("red_flags", name, "urgency")
        edits: list[Edit] = [Put(path, milder.value)]
        if flag.outcome:
            edits.append(Drop(("red_flags", name, "outcome")))
        says = f"The red flag '{name}' is {milder.value}, not {flag.urgency.value}."
        yield Mutation("flag-lowered", path, says, tuple(edits))


def misled(tree: Tree) -> Iterator[Mutation]:
    """Every emergency flag led to another emergency."""
    emergencies = [
        name for name, each in tree.outcomes.items() if each.urgency is Urgency.EMERGENCY
    ]
    for name, flag in tree.red_flags.items():
        if flag.outcome and len(emergencies) > 1:
            other = emergencies[(emergencies.index(flag.outcome) + 1) % len(emergencies)]
            path = ("red_flags", name, "outcome")
            says = f"The red flag '{name}' leads to '{other}', not to '{flag.outcome}'."
            yield Mutation("flag-misled", path, says, (Put(path, other),))
