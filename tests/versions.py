"""The lowest version of each library that ``pyproject.toml`` allows, as constraints for pip.

    .venv/bin/python -m tests.versions > lowest.txt
    pip install -e '.[test]' -c lowest.txt

Tools of the tests alone have no say in what a user installs, and are left out.
"""

import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement

from tests.conftest import ROOT

EXTRAS = ("sql", "duckdb", "spark", "excel", "parquet")
"""What a user may install beyond the libraries that are always there."""


def lowest() -> Iterator[str]:
    """``name==version`` for each library that the package uses.

    Raises:
        AssertionError: if one has no lowest version.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for name in EXTRAS for line in extras[name])]
    for line in dict.fromkeys(lines):
        requirement = Requirement(line)
        versions = [each.version for each in requirement.specifier if each.operator == ">="]
        assert len(versions) == 1, line
        yield f"{requirement.name}=={versions[0]}"


if __name__ == "__main__":
    print("\n".join(lowest()))
