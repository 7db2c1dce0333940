"""Knows where the trees live that come with the package, and finds files by name."""

import os.path
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean

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


def find(
    name_or_path: str | Path, known: Mapping[str, Path], noun: str, default: str | None = None
) -> Path:
    """The file that somebody means: the one rule for every tree and case.

    What has a slash or the suffix of our files in it is a path. Anything else is a bundled name
    if there is one, and a path if there is such a file. If there are both, nobody guesses.

    Args:
        name_or_path: A ``Path`` is always one.
        known: The bundled files by name.
        noun: What they are, in the singular.
        default: The bundled name that is meant where none is given, and so never a file.

    Raises:
        Faulty: if nothing has that name, or two things have.
    """
    name = str(name_or_path)
    if isinstance(name_or_path, Path) or _is_path(name):
        return Path(name)
    is_there = os.path.lexists(name)
    if name not in known:
        if is_there:
            return Path(name)
        cause = f"There is no file '{name}', and no {noun} of that name comes with kneenumb."
        raise Faulty(Fault(cause, did_you_mean(name, known)))
    if is_there and not os.path.isdir(name) and name != default:
        cause = f"'{name}' is a file here, and a {noun} of that name comes with kneenumb."
        remedy = f"Write ./{name} for the file, or rename it to use the bundled {noun}."
        raise Faulty(Fault(cause, remedy))
    return known[name]


def may_be(name: str, known: Mapping[str, Path]) -> bool:
    """Whether a name could be that of a file, or of a bundled one: all that ``find`` finds.

    What has the form of a path is one, whether or not there is such a file.
    """
    return name in known or _is_path(name) or os.path.isfile(name)


def _is_path(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES or "/" in name or "\\" in name


def _by_number(stem: str) -> tuple[bool, int, str]:
    digits = "".join(filter(str.isdigit, stem.split("-")[0]))
    return (not digits, int(digits or 0), stem)
