"""Mutations: a tree with one small fault, such as an author makes by accident.

A mutation does not hold the changed tree, only what to change in the data of the file. So
thousands of them weigh little, and each changed tree is read again like any other file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from kneenumb.model.fault import NodePath


@dataclass(frozen=True, slots=True)
class Put:
    """Write a value in the place of what stands there, or of nothing."""

    path: NodePath
    value: str | tuple[str, ...]

    def within(self, node: Any) -> None:
        """Change what holds the last step of the path."""
        node[self.path[-1]] = self.value


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove a key, or an entry of a list."""

    path: NodePath

    def within(self, node: Any) -> None:
        """Change what holds the last step of the path."""
        del node[self.path[-1]]


@dataclass(frozen=True, slots=True)
class Swap:
    """Let two entries of a list, or two keys of a mapping, change places."""

    path: NodePath
    """Of the first of them."""
    other: str | int
    """The last step of the path of the second."""

    def within(self, node: Any) -> None:
        """Change what holds the last step of the path."""
        one, other = self.path[-1], self.other
        if not isinstance(node, dict):
            node[one], node[other] = node[other], node[one]
            return
        turned = {one: other, other: one}
        content = dict(node)
        order = [turned.get(key, key) for key in content]
        node.clear()
        node.update((key, content[key]) for key in order)


Edit = Put | Drop | Swap


class Mutation(NamedTuple):
    """One small fault."""

    operator: str
    """The id of the operator that made it."""
    path: NodePath
    """The piece of the tree that is changed."""
    says: str
    """What is changed, in a sentence."""
    edits: tuple[Edit, ...]

    @property
    def of_key(self) -> bool:
        """Whether the key at ``path`` is meant, not its value."""
        return not isinstance(self.edits[0], Put)


def mutated(data: Any, mutation: Mutation) -> Any:
    """The data of a tree with one fault. What is given stays as it is."""
    for edit in mutation.edits:
        data = _changed(data, edit.path, edit.within)
    return data


def _changed(node: Any, path: NodePath, within: Callable[[Any], None]) -> Any:
    """A copy in which only what holds the path is new: YAML aliases share the rest."""
    copy: Any = dict(node) if isinstance(node, dict) else list(node)
    if len(path) == 1:
        within(copy)
    else:
        copy[path[0]] = _changed(node[path[0]], path[1:], within)
    return copy
