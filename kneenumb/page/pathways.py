"""Nerve pathways on pages: what one is called, and what a clinician finds when it is ill."""

from collections.abc import Iterable, Iterator

from kneenumb.model.reference import Condition
from kneenumb.model.tree import Tree
from kneenumb.page.phrases import sentence

FOUND = {"weakness": "Weakness", "reflexes": "Reflexes", "examination": "Tests"}
"""What of a condition a clinician finds, by what it is called on a page."""


def pathway_name(tree: Tree, name: str) -> str:
    """A root or a nerve in a sentence, with the id by which it can be looked at."""
    return f"{called(tree, name)} ({name})"


def called(tree: Tree, name: str) -> str:
    """The same without the id."""
    return f"{tree.roots[name].name} root" if name in tree.roots else tree.nerves[name].name


def findings(condition: Condition) -> tuple[tuple[str, str], ...]:
    """What a clinician finds of a condition, by what it is called."""
    told = ((words, getattr(condition, field)) for field, words in FOUND.items())
    return tuple((words, text) for words, text in told if text)


def finding_rows(tree: Tree, conditions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Conditions of which the tree tells what a clinician finds. Those with the same are one."""
    together: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name in conditions:
        if found := findings(tree.conditions[name]):
            together.setdefault(found, []).append(tree.conditions[name].name)
    for found, names in together.items():
        yield " · ".join(names), " ".join(f"{words}: {sentence(text)}" for words, text in found)
