"""The memory of the loader, and how a stranger would write into it."""

import hashlib
import pickle
from pathlib import Path

from kneenumb import Tree
from kneenumb.load import bundled

CONTENT = bundled.trees()["starter"].read_bytes()
"""What the starter tree is remembered by."""


def plant(path: Path, pickled: bytes) -> None:
    """Put something else into the file, with a hash that fits."""
    path.write_bytes(hashlib.sha256(pickled).digest() + pickled)


def plant_tree(path: Path, tree: Tree, *, proved: object) -> None:
    """Put another tree and verdict into the file."""
    planted = tree.model_copy()
    planted._is_proved = proved  # type: ignore[assignment]
    plant(path, pickle.dumps(planted))
