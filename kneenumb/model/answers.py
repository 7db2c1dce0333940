"""Answers, as somebody wrote them and as a tree understands them."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.model.fault import Place

Answers = Mapping[str, tuple[str, ...]]
"""Question id to the ids of the options chosen, in the order of the tree."""


class Given(NamedTuple):
    """One answer, not yet held against a tree."""

    question: str
    options: tuple[str, ...]
    place: Place | None = None
    """Where the options stand."""
    question_place: Place | None = None
    """Where the question stands, if not there too."""
