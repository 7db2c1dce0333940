"""The versions that are allowed: each has a lowest one, which the gate tries."""

import re
from importlib.metadata import version

from packaging.requirements import Requirement
from packaging.version import Version

from tests.conftest import ROOT
from tests.versions import lowest


def test_every_library_has_a_lowest_version_that_is_no_newer_than_what_is_here() -> None:
    found = [Requirement(line) for line in lowest()]
    assert {each.name for each in found} > {"typer", "rich", "pydantic", "duckdb", "sqlglot"}
    for each in found:
        (pinned,) = each.specifier
        if each.name != "pyspark":  # It belongs to the full profile.
            assert Version(pinned.version) <= Version(version(each.name)), each


def test_the_gate_tries_test_files_that_are_there() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    groups = re.findall(r"tests/test_\{([a-z_,]+)\}\.py", gate)
    names = [name for group in groups for name in group.split(",")]
    assert len(names) > 10
    assert not [name for name in names if not (ROOT / "tests" / f"test_{name}.py").exists()]
