"""The whole tree as JSON: all that its file says, as data that any program can read."""

from kneenumb.format.json_text import json_text
from kneenumb.model.tree import Tree


def tree_json(tree: Tree) -> str:
    """A tree as JSON. It is a tree file as well: to read it gives an equal tree."""
    return json_text(tree.model_dump(mode="json", by_alias=True, exclude_defaults=True))
