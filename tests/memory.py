"""The memory of the loader, and how a stranger would write into it."""

import hashlib
from pathlib import Path

from kneenumb.load import bundled

CONTENT = bundled.trees()["starter"].read_bytes()
"""What the starter tree is remembered by."""


def plant(path: Path, pickled: bytes) -> None:
    """Put something else into the file, with a hash that fits."""
    path.write_bytes(hashlib.sha256(pickled).digest() + pickled)
