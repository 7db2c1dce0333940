"""A small tree with errors in it, written to a file."""

from pathlib import Path

from tests.conftest import ROOT

STARTER = (ROOT / "trees" / "starter.yaml").read_text("utf-8")
FLAG = "        flag: rf_saddle_numbness\n"
"""What makes an emergency of numbness between the legs. It stands in two options."""

NUMB = ("--set", "saddle=yes", "--set", "background=none")
"""Somebody whose result is far too mild in the flawed tree."""


def write_flawed_tree(path: Path) -> Path:
    """Write the starter tree, but without the red flag for numbness between the legs."""
    assert STARTER.count(FLAG) == 2
    path.write_text(STARTER.replace(FLAG, ""), "utf-8")
    return path
