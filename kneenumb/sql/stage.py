"""Stages: a query step by step, each adding columns to what the one before it found."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kneenumb.sql.expression import Expression


class Item(NamedTuple):
    """A column that a stage makes."""

    name: str
    value: Expression
    says: str = ""
    """A comment above it."""


class Stage(NamedTuple):
    """One step of a query."""

    name: str
    says: str
    """A comment above it."""
    items: Sequence[Item]
    adds: bool = True
    """Whether the columns of the stage before it stay. Those of the same name give way."""


def free(name: str, taken: Collection[str]) -> str:
    """A name like that, which nothing else has."""
    while name in taken:
        name += "_"
    return name
