"""Knows where the trees live that come with the package, and finds files by name."""

from functools import cache
from pathlib import Path

SUFFIXES = (".yaml", ".yml", ".json")


@cache
def folder() -> Path:
    """The folder of the bundled trees.

    A wheel carries it inside the package; in a checkout it stands beside it.
    """
    package = Path(__file__).parent.parent
    inside = package / "trees"
    return inside if inside.is_dir() else package.parent / "trees"


def trees() -> dict[str, Path]:
    """Every bundled tree by its name, in alphabetical order."""
    return {path.stem: path for path in sorted(folder().glob("*.yaml"))}


def cases() -> dict[str, Path]:
    """Every bundled teaching case by its name, numbers in counting order."""
    paths = (folder() / "cases").glob("*.yaml")
    return {path.stem: path for path in sorted(paths, key=lambda path: _by_number(path.stem))}


def is_path(name: str) -> bool:
    """Whether somebody who wrote ``name`` meant a file rather than a bundled name."""
    return Path(name).suffix.lower() in SUFFIXES or "/" in name or "\\" in name


def _by_number(stem: str) -> tuple[bool, int, str]:
    digits = "".join(filter(str.isdigit, stem.split("-")[0]))
    return (not digits, int(digits or 0), stem)
