"""Drafts a map of columns: what is plain is written down, what is only likely is left to somebody.

Two names that are the same but for capitals and punctuation are plain. Nothing else is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kneenumb.load.cells import pieces_of
from kneenumb.load.columns import NO, YES, Target, target_of
from kneenumb.load.survey import Seen
from kneenumb.model.column_map import SEPARATOR
from kneenumb.model.suggest import closest
from kneenumb.model.tree import Tree

_SEPARATORS = (SEPARATOR, ", ", ",", "|", " / ")
"""What other programs write between the ticks of a checklist."""


class Guess(NamedTuple):
    """What a name means."""

    sure: str | None = None
    likely: str | None = None
    """What it may mean, for somebody to decide."""


class Draft(NamedTuple):
    """A column, and what it may mean."""

    header: str
    to: Guess
    values: Mapping[str, Guess]
    split: str = SEPARATOR
    says_something: bool = True
    """Whether it may be about an answer. A column of very many values hardly is."""

    @property
    def is_needed(self) -> bool:
        """Whether a map has to say anything of it."""
        is_same = self.to.sure == self.header
        return not is_same or any(value != each.sure for value, each in self.values.items())


def draft(tree: Tree, columns: Iterable[Seen]) -> tuple[Draft, ...]:
    """What the columns of a table may mean to a tree."""
    names = _names(tree)
    return tuple(_column(tree, column, names) for column in columns)


def _column(tree: Tree, column: Seen, names: Mapping[str, str]) -> Draft:
    to = Guess(column.header) if target_of(tree, column.header) else _guess(column.header, names)
    target = target_of(tree, to.sure or to.likely or "")
    if target is None or target.name not in tree.questions:
        return Draft(column.header, to, {}, says_something=bool(target) or not column.has_more)
    options = _options(tree, target)
    split = SEPARATOR
    values: Sequence[str] = column.values
    if tree.questions[target.name].is_checklist and target.option is None:
        split, values = _split(values, options)
    return Draft(column.header, to, {value: _guess(value, options) for value in values}, split)


def _names(tree: Tree) -> dict[str, str]:
    """Everything that a question or a line of a checklist is called, and its id."""
    found: dict[str, str] = {}
    for name, question in tree.questions.items():
        for text in (name, question.topic, question.ask):
            found.setdefault(text, name)
        if question.is_checklist:
            for option, each in question.options.items():
                for text in (f"{name} {option}", each.label, each.wording):
                    found.setdefault(text, f"{name}.{option}")
    return found


def _options(tree: Tree, target: Target) -> dict[str, str]:
    """Everything that an answer is called, and its id."""
    if target.option is not None:
        ticked = {"yes": YES, "1": YES, "true": YES, "x": YES, "checked": YES, "ticked": YES}
        return ticked | {"no": NO, "0": NO, "false": NO, "unchecked": NO}
    found: dict[str, str] = {}
    for name, option in tree.questions[target.name].options.items():
        for text in (name, option.label, option.wording):
            found.setdefault(text, name)
    return found


def _guess(text: str, names: Mapping[str, str]) -> Guess:
    bare = {_bare(name): id for name, id in reversed(list(names.items()))}
    if _bare(text) in bare:
        return Guess(sure=bare[_bare(text)])
    near = closest(text, names)
    return Guess(likely=names[near] if near else None)


def _bare(text: str) -> str:
    """A text without what people write in many ways: capitals, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _split(values: Sequence[str], options: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """How a checklist is taken apart so that most pieces are known, and the pieces."""
    known: dict[str, tuple[str, ...]] = dict.fromkeys(options, ())
    apart = {
        split: [*dict.fromkeys(each for value in values for each in pieces_of(value, split, known))]
        for split in _SEPARATORS
    }
    sure = {
        split: sum(_guess(piece, options).sure is not None for piece in pieces)
        for split, pieces in apart.items()
    }
    best = max(_SEPARATORS, key=lambda split: (sure[split], -len(apart[split])))
    return best, apart[best]
