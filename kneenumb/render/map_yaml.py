"""A draft of a map of columns, as a file to be filled in."""

import json
from collections.abc import Iterator, Sequence

from kneenumb.batch.draft import Draft
from kneenumb.batch.names import Guess
from kneenumb.model.column_map import SEPARATOR
from kneenumb.model.tree import Tree
from kneenumb.render.visible import visible

_HOW = """\
#
# Fill in every empty place: until then this map is refused. Behind "perhaps" stands what may be
# meant; look at it before you take it. A column that says nothing about the answers belongs into
# "ignore". An empty cell is no answer, and cannot be made to mean one.
# The ids of all questions: kneenumb show questions. Of all options: kneenumb show QUESTION.\
""".splitlines()


def map_yaml(tree: Tree, origin: str, drafts: Sequence[Draft]) -> str:
    """A map with everything that is plain filled in, and room for the rest.

    As long as anything is left empty, the map is refused.
    """
    return "\n".join(_lines(tree, origin, drafts)) + "\n"


def _lines(tree: Tree, origin: str, drafts: Sequence[Draft]) -> Iterator[str]:
    needed = [each for each in drafts if each.is_needed and each.says_something]
    others = [each for each in drafts if each.is_needed and not each.says_something]
    same = [each.header for each in drafts if not each.is_needed]
    yield f"# What the columns of {visible(origin)} mean to the tree {tree.id}."
    yield from _HOW
    if same:
        yield f"# Understood as they are: {', '.join(same)}"
    yield "columns:" if needed else "columns: {}"
    for each in needed:
        yield from _column(each)
    if others:
        yield "# These hold too many different values to be a question that is known. Is that so?"
    named = ", ".join(_quoted(each.header) for each in others)
    yield f"ignore: [{named}]"


def _column(column: Draft) -> Iterator[str]:
    yield f"  {_quoted(column.header)}:"
    yield f"    to:{_filled(column.to)}"
    if column.split != SEPARATOR:
        yield f"    split: {_quoted(column.split)}"
    if any(value != each.sure for value, each in column.values.items()):
        yield "    values:"
        for value, guess in column.values.items():
            yield f"      {_quoted(value)}:{_filled(guess)}"


def _filled(guess: Guess) -> str:
    if guess.sure:
        return f" {guess.sure}"
    return f"  # perhaps {guess.likely}" if guess.likely else ""


def _quoted(text: str) -> str:
    return json.dumps(visible(text), ensure_ascii=False)
