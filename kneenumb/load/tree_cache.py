"""Remembers trees that were read, and whether they were proved, under the hash of their content.

Reading the shipped tree takes a third as long as starting Python with all it
needs, proving it takes longer still, and a tree changes rarely. What is kept is
the tree, the verdict, and nothing about any person. A file that anybody else
could have written is not trusted, and nothing but the parts of a tree can come
out of one; whatever is wrong with what was remembered, the tree is simply read
and proved again.
"""

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from kneenumb.model.tree import Tree
from kneenumb.storage.files import FileError, growing_file

MOST_KEPT = 16
"""Trees remembered at a time; the oldest goes first."""
PARTS = ("model", "strict_yaml", "load", "walk", "prove", "check")
"""The parts of the package that what is remembered depends on: those that read and prove a tree."""


def recall(content: bytes) -> Tree | None:
    """The tree that this program made of exactly these bytes before, if it is remembered.

    It knows whether it was proved.
    """
    try:
        path = _path(content)
        if not (_is_ours(path.parent) and _is_ours(path)):
            return None
        kept = path.read_bytes()
        digest, pickled = kept[:32], kept[32:]
        if hashlib.sha256(pickled).digest() != digest:
            return None
        tree = _Unpickler(io.BytesIO(pickled)).load()
    except Exception:  # Broken in any way: as good as not remembered.
        return None
    return tree if isinstance(tree, Tree) else None


def remember(content: bytes, tree: Tree) -> None:
    """Keep a tree, and whether it is proved, for the next start.

    A full disk or a missing home is no fault.
    """
    try:
        path = _path(content)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        pickled = pickle.dumps(tree, protocol=pickle.HIGHEST_PROTOCOL)
        with growing_file(path) as add:
            add(hashlib.sha256(pickled).digest() + pickled)
        _forget_oldest(path.parent)
    except (FileError, OSError, RuntimeError, pickle.PicklingError):
        pass


def folder() -> Path:
    """Where trees are remembered: the cache folder of the user.

    Raises:
        RuntimeError: if the user has no home.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        named = os.environ.get("XDG_CACHE_HOME", "")
        # By the specification a relative path counts as none.
        base = named if os.path.isabs(named) else Path.home() / ".cache"
    if not os.path.isabs(base):
        raise RuntimeError("there is no home")  # As pathlib says where it finds none.
    return Path(base) / "kneenumb"


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        # A name with a dot, or a class that such a module only imports, would
        # lead on to everything else there is.
        if module.startswith("kneenumb.model.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a tree")


def _path(content: bytes) -> Path:
    """Where a tree with this content is kept, by this very program."""
    key = hashlib.sha256(content)
    key.update(_program())
    return folder() / f"{key.hexdigest()}.tree"


@cache  # What runs is what was there at the start, even if somebody works on it meanwhile.
def _program() -> bytes:
    """What tells this program from every other that could read and prove a tree."""
    return "\n".join([sys.version, pydantic.VERSION, *_sources()]).encode()


def _sources() -> Iterator[str]:
    """Every source file with its size and time, by which Python also knows that it changed."""
    package = Path(__file__).parent.parent
    for part in PARTS:
        with os.scandir(package / part) as files:
            for file in sorted(files, key=lambda file: file.name):
                if file.name.endswith((".py", ".pyc")):  # There may be no sources.
                    stat = file.stat()
                    yield f"{part}/{file.name} {stat.st_size} {stat.st_mtime_ns}"


def _is_ours(path: Path) -> bool:
    if not hasattr(os, "geteuid"):
        return True
    stat = path.lstat()
    return stat.st_uid == os.geteuid() and not stat.st_mode & 0o022


def _forget_oldest(kept: Path) -> None:
    newest_first = sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest_first[MOST_KEPT:]:
        path.unlink(missing_ok=True)
