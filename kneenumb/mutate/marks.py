"""Faults in the options of questions: in what marks them, and in their order."""

from collections.abc import Iterator
from itertools import pairwise

from kneenumb.check.finding import Path
from kneenumb.model.tree import Tree
from kneenumb.mutate.mutation import Drop, Mutation, Put, Swap


def clean_moved(tree: Tree) -> Iterator[Mutation]:
    """The mark of every clean answer moved to each other option."""
    for name, question in tree.questions.items():
        clean = question.clean
        for key, option in question.options.items() if clean else ():
            if not option.stands_alone:
                home: Path = ("questions", name, "options")
                path = (*home, str(clean), "clean")
                says = f"The clean answer to '{name}' is '{key}', not '{clean}'."
                edits = (Drop(path), Put((*home, key, "clean"), "true"))
                yield Mutation("clean-moved", path, says, edits)


def unsure_unmarked(tree: Tree) -> Iterator[Mutation]:
    """Every "not sure" not marked as one."""
    for name, question in tree.questions.items():
        for key, option in question.options.items():
            if option.unsure:
                path: Path = ("questions", name, "options", key, "unsure")
                says = f"The option '{key}' of '{name}' is not marked as unsure."
                yield Mutation("unsure-unmarked", path, says, (Drop(path),))


def ticks_swapped(tree: Tree) -> Iterator[Mutation]:
    """Every line of a checklist swapped with the next.

    Of several emergencies the first in printed order names the outcome. Where only one option
    is chosen the order decides nothing.
    """
    for name, question in tree.questions.items():
        options = question.options if question.is_checklist else {}
        lines = [key for key, option in options.items() if not option.stands_alone]
        for one, other in pairwise(lines):
            path: Path = ("questions", name, "options", one)
            says = f"'{one}' and '{other}' of '{name}' have changed places."
            yield Mutation("ticks-swapped", path, says, (Swap(path, other),))
