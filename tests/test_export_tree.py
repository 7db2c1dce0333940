"""``kneenumb export`` of a tree: the commands, their files and their errors."""

import re
from pathlib import Path

import pytest

from kneenumb import load_tree
from tests.command import run
from tests.conftest import ROOT
from tests.flawed import NUMB, write_flawed_tree
from tests.scene import assert_scene

FORMATS = {
    "svg": "<svg ",
    "mermaid": "# ",
    "dot": "digraph tree {",
    "markdown": "# ",
    "csv": "row,",
    "json": "{\n",
    "page": "<!DOCTYPE html>",
}
README = (ROOT / "README.md").read_text("utf-8")
DRAWINGS = ("svg", "mermaid", "dot")


@pytest.mark.parametrize("format", FORMATS)
def test_each_is_written_to_the_output_or_to_a_file(format: str, tmp_path: Path) -> None:
    done = run("export", format, "--tree", "starter")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(FORMATS[format]) and done.out.endswith("\n")
    file = tmp_path / "file"
    assert run("export", format, "--tree", "starter", "--output", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith(done.out)


@pytest.mark.parametrize(
    ("scene", "format"),
    [("export-mermaid.md", "mermaid"), ("export-dot.txt", "dot"), ("export-table.csv", "csv")],
)
def test_they_look_like_this(scene: str, format: str) -> None:
    assert_scene(scene, run("export", format, "--tree", "starter").out)


@pytest.mark.parametrize("format", FORMATS)
def test_a_tree_of_your_own_can_be_exported(format: str, tmp_path: Path) -> None:
    run("new", str(tmp_path / "mine.yaml"))
    done = run("export", format, "--tree", str(tmp_path / "mine.yaml"))
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("format", FORMATS)
def test_what_cannot_be_read_or_written_is_told(format: str, tmp_path: Path) -> None:
    done = run("export", format, "--tree", "startr")
    assert done == (
        3,
        "",
        "kneenumb: There is no file 'startr', and no tree of that name comes with kneenumb. "
        "Did you mean 'starter'?\n",
    )
    (tmp_path / "empty.yaml").write_text("")
    done = run("export", format, "--tree", str(tmp_path / "empty.yaml"))
    assert (done.code, done.out) == (3, "") and "The file is empty." in done.err
    done = run("export", format, "--output", str(tmp_path / "no" / "folder"))
    assert (done.code, done.out) == (2, "") and "The file cannot be written" in done.err


@pytest.mark.parametrize("format", DRAWINGS)
def test_a_case_is_lit_or_has_the_error_of_triage(format: str, tmp_path: Path) -> None:
    done = run("export", format, "--case", "v10")
    assert (done.code, done.err) == (0, "")
    assert done.out != run("export", format).out
    case = tmp_path / "case.yaml"
    case.write_text("saddle: no\n")
    drawn, asked = run("export", format, "--case", str(case)), run("triage", "-a", str(case))
    assert drawn == asked and drawn.code == 4


@pytest.mark.parametrize("format", DRAWINGS)
def test_a_tree_that_is_not_proved_lights_no_case(format: str, tmp_path: Path) -> None:
    tree = str(write_flawed_tree(tmp_path / "flawed.yaml"))
    case = tmp_path / "case.yaml"
    case.write_text("".join(f"{each.replace('=', ': ')}\n" for each in NUMB[1::2]))
    done = run("export", format, "--tree", tree, "--case", str(case))
    assert (done.code, done.out) == (3, "")
    done = run("export", format, "--tree", tree, "--case", str(case), "--unchecked")
    assert done.code == 0
    assert "This tree was not checked for safety. Do not rely on its result." in done.out
    assert run("export", format, "--tree", tree).code == 0
    assert run("export", format, "--unchecked").code == 2


def test_the_whole_in_one_diagram_is_bare() -> None:
    done = run("export", "mermaid", "--whole")
    assert done.out.startswith("---\ntitle: ") and "```" not in done.out
    assert done.out.count("  subgraph ") == len(load_tree().sections)


def test_the_readme_names_every_format_and_counts_the_rows() -> None:
    table = README.split("| `kneenumb export` | writes |", 1)[1].split("\n\n", 1)[0]
    told = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    listed = re.findall(r"^│ (\w+)  ", run("export", "--help").out, re.MULTILINE)
    assert told == listed
    rows = run("export", "csv").out.count("\n") - 1
    assert f"the decision table: {rows} rows" in table
